"""Chinese fonts of the machine, and lines broken as Chinese is set; for pictures that we draw ourselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# The names that packages and systems give the files; heavy before light.
SERIF = (
    r"(Noto|Source ?Han)Serif(CJK|SC|CN).*-(Black|Heavy|Bold)",
    r"Songti|STZhongsong|simsun",
    r"(Noto|Source ?Han)Serif(CJK|SC|CN)",
)
SANS = (
    r"(Noto|Source ?Han)Sans(CJK|SC|CN).*-(Medium|Regular)",
    r"PingFang|msyh|wqy-",
    r"(Noto|Source ?Han)Sans(CJK|SC|CN)",
)
FONT_FILE = re.compile(r"\.(ttc|otf|ttf)$", re.I)
WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%'’/+-]*[A-Za-z0-9%]|\s+|—+|…+|.", re.S)
NEVER_FIRST = frozenset("，。、；：？！）》」』】〉〕”’…—·％‰℃,.;:?!)]}%～")
NEVER_LAST = frozenset("（《「『【〈〔“‘([{￥$")
NO_GLYPH = "\U0010ffff"


@lru_cache(maxsize=1)
def _installed() -> tuple[Path, ...]:
    folders = [Path(folder).expanduser() for folder in FOLDERS]
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*"))
    return tuple(sorted(file for file in files if FONT_FILE.search(file.name)))


@lru_cache(maxsize=16)
def song(size: int) -> FreeTypeFont | None:
    """The heaviest Song (serif) of the machine in `size` px, else a sans; None where no font has Chinese."""
    return _first(SERIF + SANS, size)


@lru_cache(maxsize=16)
def hei(size: int) -> FreeTypeFont | None:
    """A sans in `size` px, else a Song; None where no font has Chinese."""
    return _first(SANS + SERIF, size)


def _first(names: tuple[str, ...], size: int) -> FreeTypeFont | None:
    for name in names:
        for file in _installed():
            if re.match(name, file.name, re.I) and (font := _simplified(file, size)):
                return font
    return None


def _simplified(file: Path, size: int) -> FreeTypeFont | None:
    """The face of a collection that writes as the mainland does; its first one if none says so."""
    faces = []
    try:
        for index in range(10):
            faces.append(ImageFont.truetype(file, size, index=index))
    except OSError:
        pass  # there are no more
    readable = [face for face in faces if set("海湾") <= set(visible("海湾", face))]
    return next((face for face in readable if re.search(r"\bSC\b", face.getname()[0] or "")), None) or next(
        iter(readable), None
    )


def visible(text: str, font: FreeTypeFont) -> str:
    """`text` without the characters that the font would draw as an empty box."""
    box = bytes(font.getmask(NO_GLYPH))
    return "".join(sign for sign in text if sign.isspace() or bytes(font.getmask(sign)) != box)


def lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in lines of at most `width`, as even as can be; no mark begins a line that may not (GB/T 15834)."""
    full = filled(text, width, measure)
    low, high = width / 2, width
    while high - low > 4:  # the narrowest measure that takes no more lines
        middle = (low + high) / 2
        trial = filled(text, middle, measure)
        fits = len(trial) <= len(full) and all(measure(line) <= middle for line in trial)
        low, high = (low, middle) if fits else (middle, high)
    return filled(text, high, measure) if len(full) > 1 else full


def filled(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in lines as full as can be."""
    found = [""]
    for unit in _units(text):
        if found[-1] and measure(found[-1] + unit.rstrip()) > width:
            found[-1] = found[-1].rstrip()
            found.append("")
        found[-1] += unit if found[-1] else unit.lstrip()
    return [line for line in (line.rstrip() for line in found) if line]


def _units(text: str) -> Iterator[str]:
    """What is never divided: a Latin word, a number, a character with the marks that cling to it."""
    held = ""
    for piece in WORDS.findall(text):
        clings = piece.isspace() or piece[0] in NEVER_FIRST or held.rstrip()[-1:] in NEVER_LAST
        if held and not clings:
            yield held
            held = ""
        held += piece
    if held:
        yield held
