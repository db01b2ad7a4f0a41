"""The words of a text as lines, and the stretch of them that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit.terms import Place, places, units

from .models import Revision

INLINE = frozenset("a abbr b em i mark q s small span strong sub sup u".split())
Row = Sequence[str]  # units that stand together
SHOWN, BEFORE = 110, 28  # characters of an extract, and how many of them may stand before the first mark
ENOUGH = 40  # characters; a shorter line of prose goes on with those that follow it
CELL = "\x1f"  # between the cells of a row and the lines of an extract: stands in no text, and no phrase runs over it
BORDERS = re.compile(rf"[ \t]*{CELL}[ \t{CELL}]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an extract; plain text, which the template escapes."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written, and its units between signs that no unit has."""

    text: str
    row: str


def title_lines(text: Revision) -> list[str]:
    """What stands over the text, here and in lists."""
    return [line for line in (text.title, text.kicker, text.subtitle, text.list_title) if line]


def body_lines(text: Revision) -> list[str]:
    """What is found under the title, each cell a line of its own; keywords help to find and are never shown."""
    return [part for line in (*shown_lines(text), text.keywords) for part in line.split(CELL) if part]


def shown_lines(text: Revision) -> list[str]:
    """What is read under the title: summary, paragraphs, who wrote it; the source is a filter, not a word."""
    return [line for line in (text.summary, *lines_of(text.body), text.byline, text.original_author) if line]


def lines_of(html: str) -> list[str]:
    """A line for each block, and for a row of a table; words that are partly bold or linked stay one line."""
    root = LexborHTMLParser(html, is_fragment=True).root
    written = BORDERS.sub(CELL, "".join(_written(root)) if root is not None else "")
    return [line for part in written.split("\n") if (line := part.strip(f" \t{CELL}"))]


def _written(parent: LexborNode) -> Iterator[str]:
    for node in parent.iter(include_text=True):
        if node.is_text_node:
            yield (node.text_content or "").replace("\n", " ")
        elif node.tag in INLINE:
            yield from _written(node)
        elif node.tag in {"td", "th"}:
            yield CELL + "".join(_written(node)).strip().replace("\n", CELL)
        else:
            yield "\n"
            yield from _written(node)
            yield "\n"


def read(lines: Iterable[str]) -> list[Line]:
    """The lines as the index sees them."""
    return [Line(line, "".join(_joined(units(part)) for part in line.split(CELL))) for line in lines]


def holds(lines: Sequence[Line], asked: Sequence[Row]) -> bool:
    """Whether every row of units stands in one of the lines."""
    return all(any(_joined(row) in line.row for line in lines) for row in asked)


def marked(line: str, asked: Sequence[Row]) -> list[Segment]:
    """The whole line in segments."""
    return _cut(line, _spans(line, asked), 0, len(line))


def extract(lines: Sequence[Line], asked: Sequence[Row]) -> list[Segment]:
    """About a hundred characters around what was asked for, from the line that has most of it; else the beginning.

    Of lines that have as much, one that says something goes before a heading or a caption of a few characters.
    """
    if not lines:
        return []

    def worth(at: int) -> tuple[int, bool]:
        return sum(_joined(row) in lines[at].row for row in asked), len(lines[at].text) >= ENOUGH // 2

    at = max(range(len(lines)), key=worth)
    line = lines[at].text
    for following in lines[at + 1 :] if CELL not in line else ():  # a row of a table says enough
        if len(line) >= ENOUGH:
            break
        line += CELL + following.text
    spans = _spans(line, asked)
    start = max(0, spans[0][0] - BEFORE) if spans and len(line) > SHOWN else 0
    return _cut(line, spans, start, start + SHOWN)


def _joined(row: Row) -> str:
    return "\0".join(["", *row, ""])


def _spans(line: str, asked: Sequence[Row]) -> list[tuple[int, int]]:
    """Where the rows stand, from and to, in order and without overlaps."""
    found: list[tuple[int, int]] = []
    begun = 0
    for part in line.split(CELL):
        row = places(part)
        for wanted in asked:
            found += [(begun + start, begun + end) for start, end in _places_of(row, list(wanted))]
        begun += len(part) + len(CELL)
    found.sort()
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _places_of(row: list[Place], wanted: list[str]) -> Iterator[tuple[int, int]]:
    for at in range(len(row) - len(wanted) + 1):
        if row[at].unit == wanted[0] and [place.unit for place in row[at : at + len(wanted)]] == wanted:
            yield row[at].start, row[at + len(wanted) - 1].end


def _cut(line: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[Segment]:
    """From `start` to `end` in segments, with … where something was left off."""
    cut: list[Segment] = [Segment("…", False)] if start else []
    at = start
    for first, last in spans:
        if first >= end:
            break
        cut += [Segment(line[at:first], False), Segment(line[first:last], True)]
        at = last
    cut.append(Segment(line[at : max(end, at)] + ("…" if max(end, at) < len(line) else ""), False))
    return [Segment(segment.text.replace(CELL, "　"), segment.marked) for segment in cut if segment.text]
