"""Width and height of a film as it is shown, from its own header: the page keeps the room free before it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator

# ISO/IEC 14496-12 §8.3.2: a track's header ends with a matrix of nine numbers, then width and height in 16.16.
BOXES_OF_BOXES = frozenset({b"moov", b"trak"})
MATRIX = 36
# Matroska: PixelWidth (B0) and PixelHeight (BA), each with its length, one after the other.
PIXELS = re.compile(rb"\xb0(?:\x81(.)|\x82(..))\xba(?:\x81(.)|\x82(..))", re.DOTALL)
WEBM_HEAD = 64 * 1024


def frame(content: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels; None for sound, and where the header doesn't say."""
    if content.startswith(b"\x1aE\xdf\xa3"):
        found = PIXELS.search(content[:WEBM_HEAD])
        sizes = [int.from_bytes(part) for part in found.groups() if part is not None] if found else []
        return (sizes[0], sizes[1]) if len(sizes) == 2 and all(sizes) else None
    return next(filter(None, map(_shown, boxes(content, b"tkhd"))), None)


def boxes(content: bytes, wanted: bytes, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """What is in each box of that kind, in a film of ISO/IEC 14496-12."""
    end = len(content) if end is None else end
    while start + 8 <= end:
        size, kind, head = int.from_bytes(content[start : start + 4]), content[start + 4 : start + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[start + 8 : start + 16]), 16
        if size < head:  # 0: to the end of the file; anything else is broken
            return
        if kind in BOXES_OF_BOXES:
            yield from boxes(content, wanted, start + head, min(start + size, end))
        if kind == wanted:
            yield content[start + head : start + size]
        start += size


def _shown(header: bytes) -> tuple[int, int] | None:
    """A telephone films upright lying on its side: a quarter turn in the matrix changes width for height."""
    width, height = (int.from_bytes(header[place : place + 2]) for place in (-8, -4))
    turned = not any(header[-8 - MATRIX : -4 - MATRIX])
    if not width or not height:
        return None
    return (height, width) if turned else (width, height)
