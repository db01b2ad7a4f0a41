"""Which addresses may stand in a text: links to anywhere, files of our own only."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"'`{}|^]")
FILE = re.compile(r"(?:[A-Za-z0-9_-]+/)+[A-Za-z0-9_-]+\.[A-Za-z0-9]{2,5}", re.ASCII)


def link(address: str) -> str | None:
    """`address` if a reader may be sent there, without blanks around it; None for scripts, data, disks."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not address or FORBIDDEN.search(address) or address.startswith("#"):
        return None
    if parts.scheme in {"http", "https"}:
        return address if parts.netloc else None
    return (
        address
        if parts.scheme in SCHEMES or (not parts.scheme and ":" not in address.split("/")[0])
        else None
    )


def own_file(address: str) -> str | None:
    """Path of one of our own files below MEDIA_URL, written with our host or without; None for any other."""
    path = address.strip().removeprefix(settings.BASE_URL)
    inside = path.startswith(settings.MEDIA_URL) and FILE.fullmatch(path.removeprefix(settings.MEDIA_URL))
    return path if inside else None
