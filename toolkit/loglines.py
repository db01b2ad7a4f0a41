"""Which lines the log leaves out."""

from __future__ import annotations

import logging

OWN_WALK = "newsroom.walk"  # in the environment of a request that the site asks of itself


class NotOfOwnWalks(logging.Filter):
    """A walk in search of a withdrawn article expects 404 and 410; that a page broke is said all the same."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return record.levelno > logging.WARNING or OWN_WALK not in getattr(request, "META", {})
