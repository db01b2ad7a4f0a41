"""The sound of the demonstration newspaper, made by code so that no one's rights are touched: a fog bell by the sea."""

from __future__ import annotations

import io
import math
import wave
from array import array
from random import Random

RATE = 16_000  # samples a second
SECONDS = 10
STROKES = (1.0, 4.0, 7.0)
DEEP = 220.0  # Hz
# A bell's partials: times the strike tone, loudness, seconds until a third is left.
PARTIALS = (
    (0.5, 0.5, 3.0),
    (1.0, 1.0, 1.8),
    (1.2, 0.6, 1.2),
    (1.5, 0.35, 0.9),
    (2.0, 0.6, 0.6),
    (2.67, 0.25, 0.3),
)


def fog_bell() -> bytes:
    """Three strokes of a bell over waves at a quay, as WAV: 16 bits, mono, always the same."""
    heard = _waves(Random("fog bell"))
    for begin in STROKES:
        _strike(heard, int(begin * RATE))
    loudest = max(map(abs, heard))
    samples = array("h", (int(24_000 * level / loudest) for level in heard))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


def _waves(chance: Random) -> list[float]:
    """Noise without its sharpness, which swells and ebbs; it fades in and out."""
    level, heard = 0.0, []
    for number in range(SECONDS * RATE):
        at = number / RATE
        level += 0.08 * (chance.uniform(-1, 1) - level)
        swell = 0.35 + 0.65 * math.sin(math.pi * at / 3.3) ** 2
        heard.append(level * swell * min(at, SECONDS - at, 1.0))
    return heard


def _strike(heard: list[float], begin: int) -> None:
    for times, loud, lasts in PARTIALS:
        turn = 2 * math.pi * DEEP * times / RATE
        for number in range(begin, len(heard)):
            since = number - begin
            ending = min((len(heard) - number) / RATE, 0.5) * 2
            fade = math.exp(-since / RATE / lasts) * min(since / 80, 1.0) * ending
            heard[number] += 0.3 * loud * fade * math.sin(turn * since)
