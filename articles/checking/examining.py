"""Every rule looks at a revision once, on the day it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from ..models import Finding, Image, Revision
from .reading import read
from .table import TABLE

MOST = 20  # places of one rule; a table of a hundred numbers needs no hundred findings


def examine(*, revision: Revision, pictures: Iterable[Image], now: datetime) -> list[Finding]:
    """Store what the rules find in a revision that has just been saved; call inside the verb's transaction."""
    text = read(revision, pictures, now)
    return Finding.objects.bulk_create(
        Finding(
            revision=revision,
            rule=rule.code,
            severity=rule.severity,
            field=spot.field,
            quote=spot.quote,
            offset=spot.offset,
            message=spot.message,
            basis=rule.basis,
            suggestion=rule.suggestion,
        )
        for rule in TABLE
        for spot in islice(rule.look(text), MOST)
    )
