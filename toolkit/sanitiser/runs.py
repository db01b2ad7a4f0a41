"""Runs of text inside a paragraph: pieces with marks around them, tidied and written as HTML."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import NamedTuple

BLANK = " \t\n\r\f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
# Zero-width spaces, byte order marks, soft hyphens, control characters, signs that turn the reading direction.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)
SPACES = re.compile(r"[ \t\n\r\f]+")
# A new line that begins with blanks in the width of a character was meant as a new paragraph.
INDENTED = re.compile("^[ \t\n\r\f]*(\u3000|\u2003|\u2002\u2002|\xa0\xa0|\xa0 \xa0)")
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


class Mark(NamedTuple):
    """A tag around text: its name and its opening as written."""

    tag: str
    opening: str


class Item(NamedTuple):
    """Text, or (`media`) ready HTML of a picture or film, or a line break (`text` is a newline alone)."""

    text: str
    marks: tuple[Mark, ...] = ()
    kind: str = "text"


BREAK = Item("\n", (), "break")


def paragraphs(items: list[Item]) -> list[list[Item]]:
    """Split at two line breaks, or at one before an indented line; tidied; without what is empty."""
    found: list[list[Item]] = [[]]
    for item in _merged(items):
        blank = item.kind == "text" and not item.text.strip(BLANK + "\xa0")
        previous = next(
            (i for i in reversed(found[-1]) if not (i.kind == "text" and not i.text.strip())), None
        )
        after_break = previous is not None and previous.kind == "break"
        if after_break and (item.kind == "break" or (not blank and INDENTED.match(item.text))):
            found.append([])
        found[-1].append(item)
    return [tidy for run in found if (tidy := tidied(run))]


def tidied(items: list[Item]) -> list[Item]:
    """One blank between words, none at the ends of lines or between Han across source lines; [] if empty."""
    run = _merged([_visible(item) for item in items])
    run = _merged(_collapsed(run))
    run = _trimmed(run)
    run = [*reversed(_trimmed([*reversed(run)], from_end=True))]
    return run if any(item.kind != "break" for item in run) else []


def written(items: list[Item]) -> str:
    """HTML of a tidied run; neighbours share the marks they have in common from the outside in."""
    out: list[str] = []
    for before, item in pairwise([Item(""), *items, Item("")]):
        shared = 0
        for one, other in zip(before.marks, item.marks, strict=False):
            if one != other:
                break
            shared += 1
        out += [f"</{mark.tag}>" for mark in reversed(before.marks[shared:])]
        out += [mark.opening for mark in item.marks[shared:]]
        out.append(
            "<br>"
            if item.kind == "break"
            else item.text
            if item.kind == "media"
            else escape(item.text, quote=False)
        )
    return "".join(out)


def only_media(items: list[Item]) -> bool:
    return any(item.kind == "media" for item in items) and all(
        item.kind != "text" or not item.text.strip(BLANK) for item in items
    )


def _visible(item: Item) -> Item:
    return (
        item._replace(text=INVISIBLE.sub("", item.text).replace("\xa0", " ")) if item.kind == "text" else item
    )


def _merged(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    for item in items:
        if item.kind == "text" and out and out[-1].kind == "text" and out[-1].marks == item.marks:
            out[-1] = item._replace(text=out[-1].text + item.text)
        elif item.text:
            out.append(item)
    return out


def _collapsed(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    last = ""
    for item, following in pairwise([*items, Item("")]):
        if item.kind == "text":
            text = _single_blanks(item.text, last, following.text[:1])
            out.append(item._replace(text=text))
            last = text[-1:] or last
        else:
            out.append(item)
            last = ""
    return out


def _single_blanks(text: str, before: str, after: str) -> str:
    """`text` with one blank for many; `before` and `after` are the characters around it."""

    def one(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before
        right = text[found.end()] if found.end() < len(text) else after
        across_lines = "\n" in found[0] and HAN.match(left) and HAN.match(right)
        return "" if left == " " or across_lines else " "

    return SPACES.sub(one, text)


def _trimmed(items: list[Item], from_end: bool = False) -> list[Item]:
    """No blanks after the start and after each break, no break at the start; backwards: before the end."""
    out: list[Item] = []
    for item in items:
        at_start = not out or out[-1].kind == "break"
        if item.kind == "break" and at_start:
            continue
        text = item.text
        if item.kind == "text" and at_start:
            text = text.rstrip(BLANK) if from_end else text.lstrip(BLANK)
        if text:
            out.append(item._replace(text=text))
    return out
