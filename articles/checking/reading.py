"""A saved text as the rules read it: words without markup, figures with what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..images import ADDRESS
from ..models import Image, Revision
from ..models.article import BEIJING

# Fields that readers see as words; numbers and names of people are looked for in all of them.
WORDS = (
    "kicker", "title", "subtitle", "list_title", "summary", "body", "cover_alt", "byline", "editor",
    "proofreader", "original_title", "original_author", "original_editor",
)  # fmt: skip
END_OF_BLOCK = re.compile(r"</(?:p|div|li|td|th|tr|h[1-6]|figcaption|caption|blockquote|pre)>|<br\b[^>]*>")
EMPTY_LINES = re.compile(r"[^\S\u3000]*\n\s*")
LONG_NUMBER = re.compile(r"\d{5,}")
QUOTED, AROUND = 80, 8  # characters


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a rule points at; `offset` counts the characters of the field without its markup."""

    field: str
    message: str
    quote: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in the text; `image` is None where it is not of our library."""

    image: Image | None
    alt: str
    caption: str
    credit: str

    @property
    def name(self) -> str:
        """What an editor recognises it by."""
        return (self.caption or self.alt or (self.image.description if self.image else ""))[:QUOTED]


@dataclass(frozen=True, slots=True)
class Reading:
    """One revision before the rules; `today` is a Beijing date, `pictures` are all it shows, cover included."""

    revision: Revision
    words: dict[str, str]
    figures: list[Figure]
    pictures: list[Image]
    today: date

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
        """Every occurrence in any field, with the name of its field."""
        for field, words in self.words.items():
            for found in pattern.finditer(words):
                yield field, found


def read(revision: Revision, pictures: Iterable[Image], now: datetime) -> Reading:
    """Parse a text once for all rules; `pictures` are the library pictures it shows."""
    shown = list(pictures)
    placed = figures(revision.body, {image.name: image for image in shown})
    body = plain(revision.body)
    unseen = dict.fromkeys(figure.alt for figure in placed if figure.alt not in body)
    words = {name: getattr(revision, name) for name in WORDS} | {"body": "\n".join([body, *unseen])}
    return Reading(
        revision=revision,
        words={name: said for name, said in words.items() if said},
        figures=placed,
        pictures=shown,
        today=now.astimezone(BEIJING).date(),
    )


def plain(html: str) -> str:
    """The words of a text, a line for each block: a number that markup cuts in two is whole again."""
    words = LexborHTMLParser(END_OF_BLOCK.sub(r"\g<0>&#10;", html), is_fragment=True).text(separator="")
    return EMPTY_LINES.sub("\n", words).strip()


def figures(html: str, library: dict[str, Image]) -> list[Figure]:
    """Pictures in the order of the text."""
    found = []
    for shown in LexborHTMLParser(html, is_fragment=True).css("img"):
        address = ADDRESS.search(shown.attributes.get("src") or "")
        around = frame(shown)
        caption = around.css_first("figcaption") if around is not None else None
        credit = caption.css_first(".credit") if caption is not None else None
        found.append(
            Figure(
                image=library.get(address["name"]) if address else None,
                alt=(shown.attributes.get("alt") or "").strip(),
                caption=caption.text(strip=True) if caption is not None else "",
                credit=credit.text(strip=True) if credit is not None else "",
            )
        )
    return found


def frame(node: LexborNode) -> LexborNode | None:
    """The figure around a picture."""
    above = node.parent
    while above is not None and above.tag != "figure":
        above = above.parent
    return above


def around(words: str, start: int, end: int) -> str:
    """The place with a few characters on both sides, in one line; long numbers are masked, for a quote is kept."""
    return LONG_NUMBER.sub("****", " ".join(words[max(0, start - AROUND) : end + AROUND].split()))[:QUOTED]
