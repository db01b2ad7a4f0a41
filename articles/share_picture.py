"""The picture that goes along when an article without one is shared: its headline on the paper's own paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import pi, sin

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from masthead.models import Masthead
from toolkit import typeface

from .models import Article
from .models.article import BEIJING

WIDTH, HEIGHT = 1200, 630  # px, what Open Graph readers show in full (1.91 : 1)
MARGIN, MEASURE, TIDE = 80, 1040, 480
PAPER, INK, QUIET, SEA, HAIR = "#fbfaf7", "#1b1f23", "#586067", "#0e5a66", "#dbdad4"  # static/css/tokens.css
SIZES = ((76, 2), (68, 3), (60, 3), (52, 4))  # px of the headline, and the lines it may take
LEADING = 1.32
SMOOTH = 2  # lines are drawn twice as large and brought down, which Pillow does not do by itself
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the picture."""

    paper: str
    title: str
    kicker: str
    foot: str


def words(article: Article, masthead: Masthead) -> Words:
    """The words of what readers see now; `article` comes with `live` and `category`."""
    text = article.live
    day = article.published_at.astimezone(BEIJING) if article.published_at else None
    foot = f"{article.category.name}　{day.year}年{day.month}月{day.day}日" if day else article.category.name
    return Words(masthead.name, text.title if text else "", text.kicker if text else "", foot)


@lru_cache(maxsize=32)
def png(said: Words) -> bytes:
    """The same words make the same file; where the machine has no Chinese font, the paper without words."""
    picture = ground()
    if typeface.song(SIZES[0][0]) is not None:
        _write(ImageDraw.Draw(picture), said)
    file = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def ground() -> Image.Image:
    """Paper, the double rule of the masthead, the tide in the corner, the seal."""
    large = Image.new("RGB", (WIDTH * SMOOTH, HEIGHT * SMOOTH), PAPER)
    pen = ImageDraw.Draw(large)
    _box(pen, 0, 0, WIDTH, 12, SEA)
    _box(pen, 0, 20, WIDTH, 2, SEA)
    for row, (length, height) in enumerate(((96, 7), (132, 9), (176, 12))):
        points = [
            (x * SMOOTH, (HEIGHT - 92 + row * 30 + height * sin((x + row * 40) * 2 * pi / length)) * SMOOTH)
            for x in range(WIDTH - TIDE, WIDTH + 9, 2)
        ]
        for place in range(0, len(points) - 1, 8):
            ink = _mixed(SEA, PAPER, 0.5 * place / len(points))
            pen.line(points[place : place + 9], fill=ink, width=2 * SMOOTH, joint="curve")
    _seal(pen, MARGIN, 72, 44)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _seal(pen: ImageDraw.ImageDraw, left: int, top: int, size: int) -> None:
    """The mark of the paper (static/img/seal.svg), simplified: a bridge over two waves."""
    unit = size / 64 * SMOOTH
    x, y = left * SMOOTH, top * SMOOTH
    pen.rounded_rectangle((x, y, x + 64 * unit, y + 64 * unit), 3 * unit, fill=SEA)
    bridge = [(x + n * unit, y + (27 - 9 * sin((n - 6) / 52 * pi)) * unit) for n in range(6, 59)]
    pen.line(bridge, fill=PAPER, width=round(4 * unit), joint="curve")
    pen.arc((x + 21 * unit, y + 30 * unit, x + 43 * unit, y + 52 * unit), 180, 360, PAPER, round(3.5 * unit))
    for row in (48, 56):
        wave = [(x + n * unit, y + (row - 2.5 * sin((n - 6) / 13 * pi)) * unit) for n in range(6, 59)]
        pen.line(wave, fill=PAPER, width=round(2.75 * unit), joint="curve")


def _write(pen: ImageDraw.ImageDraw, said: Words) -> None:
    _line(pen, (MARGIN + 60, 94), said.paper, typeface.song(40), INK, anchor="lm")
    face, lines = _headline(said.title)
    leading = face.size * LEADING
    block = leading * len(lines) + (56 if said.kicker else 0)
    top = 156 + max(0, (HEIGHT - 156 - 112 - block) / 2)
    if said.kicker:
        _line(pen, (MARGIN, top + 16), said.kicker, typeface.hei(32), SEA, anchor="lm")
        top += 56
    for row, line in enumerate(lines):
        pen.text((MARGIN, top + (row + 0.5) * leading), line, INK, face, anchor="lm")
    _line(pen, (MARGIN, HEIGHT - 62), said.foot, typeface.hei(28), QUIET, anchor="lm")


def _headline(title: str) -> tuple[FreeTypeFont, list[str]]:
    """The largest size in which the headline takes few enough lines; what is longer ends in ……"""
    for size, most in SIZES:
        found = typeface.song(size)
        assert found is not None  # png() has looked
        face: FreeTypeFont = found
        shown = typeface.visible(" ".join(title.split()), face)
        lines = typeface.lines(shown, MEASURE, face.getlength)
        if len(lines) <= most:
            return face, lines
    lines = typeface.filled(shown, MEASURE - 2 * size, face.getlength)
    return face, [*lines[: most - 1], lines[most - 1].rstrip("，、；：") + "……"]


def _line(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    face: FreeTypeFont | None,
    ink: str,
    anchor: str,
) -> None:
    """One line, cut where the picture would end."""
    if face is None:
        return
    shown = typeface.visible(text, face)
    while shown and face.getlength(shown) > WIDTH - MARGIN - at[0]:
        shown = shown[:-1]
    pen.text(at, shown, ink, face, anchor=anchor)


def _box(pen: ImageDraw.ImageDraw, left: int, top: int, width: int, height: int, ink: str) -> None:
    pen.rectangle([side * SMOOTH for side in (left, top, left + width, top + height)], fill=ink)


def _mixed(ink: str, paper: str, share: float) -> tuple[int, ...]:
    """`ink` thinned with paper."""
    ones, others = (bytes.fromhex(colour[1:]) for colour in (ink, paper))
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(ones, others, strict=True))
