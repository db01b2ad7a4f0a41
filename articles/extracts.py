"""The words of a text as lines, and the stretch of them that shows why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit.terms import Place, places, units

from .models import Revision

INLINE = frozenset("a abbr b em i mark q s small span strong sub sup u".split())
Row = Sequence[str]  # units that stand together
SHOWN, BEFORE = 110, 28  # characters of an extract, and how many of them may stand before the first mark


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
    """What is read under the title: summary, paragraphs, who wrote it; the source is a filter, not a word."""
    names = (text.byline, text.original_author, text.keywords)
    return [line for line in (text.summary, *lines_of(text.body), *names) if line]


def lines_of(html: str) -> list[str]:
    """A line for each block; words that are partly bold or linked stay one line."""
    root = LexborHTMLParser(html, is_fragment=True).root
    written = "".join(_written(root)) if root is not None else ""
    return [line for part in written.split("\n") if (line := part.strip())]


def _written(parent: LexborNode) -> Iterator[str]:
    for node in parent.iter(include_text=True):
        if node.is_text_node:
            yield (node.text_content or "").replace("\n", " ")
        elif node.tag in INLINE:
            yield from _written(node)
        else:
            yield "\n"
            yield from _written(node)
            yield "\n"


def read(lines: Iterable[str]) -> list[Line]:
    """The lines as the index sees them."""
    return [Line(line, _joined(units(line))) for line in lines]


def holds(lines: Sequence[Line], asked: Sequence[Row]) -> bool:
    """Whether every row of units stands in one of the lines."""
    return all(any(_joined(row) in line.row for line in lines) for row in asked)


def marked(line: str, asked: Sequence[Row]) -> list[Segment]:
    """The whole line in segments."""
    return _cut(line, _spans(line, asked), 0, len(line))


def extract(lines: Sequence[Line], asked: Sequence[Row]) -> list[Segment]:
    """About a hundred characters around what was asked for, from the line that has most of it; else the beginning."""
    if not lines:
        return []
    line = max(lines, key=lambda one: sum(_joined(row) in one.row for row in asked)).text
    spans = _spans(line, asked)
    start = max(0, spans[0][0] - BEFORE) if spans and len(line) > SHOWN else 0
    return _cut(line, spans, start, start + SHOWN)


def _joined(row: Row) -> str:
    return "\0".join(["", *row, ""])


def _spans(line: str, asked: Sequence[Row]) -> list[tuple[int, int]]:
    """Where the rows stand, from and to, in order and without overlaps."""
    row = places(line)
    found = sorted(span for wanted in asked for span in _places_of(row, list(wanted)))
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
    return [segment for segment in cut if segment.text]
