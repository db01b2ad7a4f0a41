"""How long film and sound last, from their own headers."""

from __future__ import annotations

import re
import struct

from . import film_sizes

# Matroska: Duration (4489) as a float of 4 or 8 bytes, in units of TimestampScale (2AD7B1) nanoseconds.
DURATION = re.compile(rb"\x44\x89(?:\x84(.{4})|\x88(.{8}))", re.DOTALL)
SCALE = re.compile(rb"\x2a\xd7\xb1\x83(.{3})", re.DOTALL)
# ISO/IEC 11172-3 §2.4.2.3 and 13818-3: kbit/s of Layer III by index, samples a second of MPEG 1.
KBITS = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = (44100, 48000, 32000)
SLOWER = {3: 1, 2: 2, 0: 4}  # version bits: MPEG 1, 2, 2.5


def seconds(content: bytes) -> int | None:
    """Whole seconds, at least one; None where the header doesn't say, and for any other file."""
    if content.startswith(b"\x1aE\xdf\xa3"):
        found = _webm(content[: film_sizes.WEBM_HEAD])
    elif content[4:8] == b"ftyp":
        found = _mp4(content)
    elif content.startswith(b"RIFF"):
        found = _wav(content)
    else:
        found = _mp3(content)
    return max(round(found), 1) if found and 0 < found < 1_000_000 else None


def _mp4(content: bytes) -> float | None:
    """ISO/IEC 14496-12 §8.2.2: version 0 counts in four bytes, version 1 in eight."""
    header = next(film_sizes.boxes(content, b"mvhd"), b"")
    form, place = (">II", 12) if header[:1] == b"\0" else (">IQ", 20)
    if len(header) < place + struct.calcsize(form):
        return None
    scale, units = struct.unpack_from(form, header, place)
    return units / scale if scale else None


def _webm(head: bytes) -> float | None:
    found, scale = DURATION.search(head), SCALE.search(head)
    if found is None:
        return None
    (units,) = struct.unpack(">f", found[1]) if found[1] else struct.unpack(">d", found[2])
    return float(units) * (int.from_bytes(scale[1]) if scale else 1_000_000) / 1e9


def _wav(content: bytes) -> float | None:
    """The bytes of sound by the bytes a second; recorders put other parts between the two."""
    place, a_second = 12, 0
    while place + 8 <= len(content):
        kind, (size,) = content[place : place + 4], struct.unpack_from("<I", content, place + 4)
        if kind == b"fmt " and place + 20 <= len(content):
            (a_second,) = struct.unpack_from("<I", content, place + 16)
        if kind == b"data":
            return min(size, len(content) - place - 8) / a_second if a_second else None
        place += 8 + size + size % 2
    return None


def _mp3(content: bytes) -> float | None:
    """By the number of frames where the encoder has written it (Xing, Info), else by the bits of the first one."""
    start = 0
    if content.startswith(b"ID3") and len(content) > 10:  # ID3v2: seven bits of each byte count
        start = 10 + sum(byte << 7 * (3 - number) for number, byte in enumerate(content[6:10]))
    frame = content[start : start + 200]
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:
        return None
    slower = SLOWER.get(frame[1] >> 3 & 3)
    bits, rate = frame[2] >> 4, frame[2] >> 2 & 3
    if slower is None or rate == 3 or not 0 < bits < 15:
        return None
    named = max(frame.find(b"Xing"), frame.find(b"Info"))
    if named > 0 and frame[named + 7 : named + 8] and frame[named + 7] & 1 and len(frame) >= named + 12:
        (frames,) = struct.unpack_from(">I", frame, named + 8)
        return frames * (1152 if slower == 1 else 576) * slower / RATES[rate]
    return (len(content) - start) * 8 / (KBITS[min(slower, 2)][bits - 1] * 1000)
