"""Readers are told how long a film or a sound lasts, from what its own header says."""

from __future__ import annotations

import io
import struct

import pytest

from articles import attachments, playing_time
from articles.templatetags.reading import lasting
from tests.reading import played

from .test_showing_a_film import box

FRAME = b"\xff\xfb\x90\x00"  # MPEG 1, Layer III, 128 kbit/s, 44,100 Hz


def mvhd(version: int, form: str, scale: int, units: int) -> bytes:
    head = bytes([version, 0, 0, 0]) + bytes(16 if version else 8)
    header = head + struct.pack(form, scale, units) + bytes(80)
    return box(b"ftyp", b"M4A " + bytes(8)) + box(b"moov", box(b"mvhd", header))


def counted_mp3(frames: int) -> bytes:
    """Variable bit rate: the encoder has written the number of frames."""
    return FRAME + bytes(32) + b"Xing" + struct.pack(">II", 1, frames) + bytes(400)


def webm(scale: int, duration: bytes) -> bytes:
    return b"\x1aE\xdf\xa3\x93\x42\x82\x84webm\x2a\xd7\xb1\x83" + scale.to_bytes(3) + b"\x44\x89" + duration


TAGGED = b"ID3\x04\x00\x00" + bytes([0, 0, 2, 1]) + bytes(257)  # seven bits to a byte: 2·128 + 1


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (played.film(), 75),
        (played.sound(), 2),
        (mvhd(0, ">II", 44_100, 44_100 * 200), 200),
        (mvhd(1, ">IQ", 1000, 3_723_000), 3723),
        (counted_mp3(3829), 100),  # 3829 × 1152 / 44,100
        (TAGGED + counted_mp3(3829), 100),
        (FRAME + bytes(16_000 * 30 - 4), 30),
        (webm(1_000_000, b"\x88" + struct.pack(">d", 12_400.0)), 12),
        (webm(1_000_000, b"\x84" + struct.pack(">f", 300.0)), 1),
    ],
)
def test_it_is_read_from_every_kind_of_file(content: bytes, seconds: int) -> None:
    assert playing_time.seconds(content) == seconds
    assert attachments.kind_of(content) in attachments.PLAYED


@pytest.mark.parametrize(
    "content",
    [
        mvhd(0, ">II", 0, 5),
        played.film()[:60],
        played.sound()[:30],
        b"\xff\xfb\xff\x00",
        b"ID3\x04\x00\x00\x00\x00\x02\x01",
        webm(1_000_000, b"\x84" + struct.pack(">f", float("nan"))),
        webm(1_000_000, b"\x81\x00"),
        b"RIFF\x00\x00\x00\x00WAVEdata\x04\x00\x00\x00abcd",
    ],
)
def test_what_is_broken_says_nothing_and_breaks_nothing(content: bytes) -> None:
    assert playing_time.seconds(content) is None


@pytest.mark.parametrize(
    ("seconds", "words"), [(8, "8秒"), (60, "1分"), (200, "3分20秒"), (3600, "1小时"), (3723, "1小时2分")]
)
def test_it_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert lasting(seconds) == words


def test_a_recording_that_browsers_can_not_play_is_refused() -> None:
    adpcm = bytearray(played.sound())
    adpcm[20:22] = b"\x02\x00"
    with pytest.raises(attachments.NotAllowedFile, match="MP3、M4A、WAV"):
        attachments.kind_of(bytes(adpcm))


def test_a_recording_stays_what_it_is_whatever_it_is_called() -> None:
    file = io.BytesIO(played.sound())
    file.name = "采访.txt"
    assert attachments.kind_of(file.getvalue(), called=file.name) == attachments.WAV
