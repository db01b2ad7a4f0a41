"""Two people's changes to one text, put together paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

SPACES = re.compile(r"\s+")
ALIKE = 0.6  # of the letters in the same order, tags included
NEAR = 6  # blocks in which the partner of a changed one is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of whole blocks; `changed_by` is nobody, mine, theirs or both."""

    mine: str
    theirs: str
    changed_by: str

    @property
    def key(self) -> str:
        """Names this piece in a form, wherever it stands by the time the form comes back."""
        return "piece-" + sha256(f"{self.mine}\0{self.theirs}".encode()).hexdigest()[:16]

    def taken(self, choice: str | None) -> str:
        """The HTML that was chosen; where both changed and nobody chose, both stay."""
        match choice or self.changed_by:
            case "theirs":
                return self.theirs
            case "mine" | "nobody":
                return self.mine
            case _:
                return "\n".join(filter(None, (self.mine, self.theirs)))


def blocks(html: str) -> list[str]:
    """The outermost elements of a text, blanks between words made equal."""
    root = LexborHTMLParser(f"<body>{html}").body
    if root is None:
        return []
    found = (SPACES.sub(" ", node.html or "").strip(" ") for node in root.iter(include_text=True))
    return [block for block in found if block]


def pieces(base: str, mine: str, theirs: str) -> list[Piece]:
    """Both texts against what both began with, in the order of the text."""
    chunks = aligned(blocks(base), blocks(mine), blocks(theirs))
    return [
        Piece("\n".join(ours), "\n".join(others), changed_by(was, ours, others))
        for was, ours, others in chunks
        if ours or others
    ]


def merged(found: Sequence[Piece], choices: Mapping[str, str]) -> str:
    """One text out of the pieces; `choices` is key → mine, theirs or both."""
    return "\n".join(filter(None, (piece.taken(choices.get(piece.key)) for piece in found)))


def changed_by(was: object, ours: object, others: object) -> str:
    """Who has changed a thing that both began with."""
    if ours == others:
        return "nobody"
    if ours == was:
        return "theirs"
    return "mine" if others == was else "both"


Chunk = tuple[list[str], list[str], list[str]]


def aligned(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Chunk]:
    """Blocks that all three have, changed or not, and the stretches between them."""
    in_mine, in_theirs = partners(base, mine), partners(base, theirs)
    a = b = c = 0
    for place, block in enumerate(base):
        if place in in_mine and place in in_theirs:
            ours, others = in_mine[place], in_theirs[place]
            yield base[a:place], mine[b:ours], theirs[c:others]
            yield [block], [mine[ours]], [theirs[others]]
            a, b, c = place + 1, ours + 1, others + 1
    yield base[a:], mine[b:], theirs[c:]


def partners(base: list[str], other: list[str]) -> dict[int, int]:
    """Place in `base` → place of the same block in `other`, or of one that says nearly the same; in order."""
    same = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    found: dict[int, int] = {}
    a = b = 0
    for run in same:
        for place in range(a, run.a):
            near = range(b, min(run.b, b + NEAR))
            if (like := next((n for n in near if alike(base[place], other[n])), None)) is not None:
                found[place], b = like, like + 1
        found |= {run.a + step: run.b + step for step in range(run.size)}
        a, b = run.a + run.size, run.b + run.size
    return found


def alike(one: str, another: str) -> bool:
    """The same paragraph after somebody has worked on it."""
    ratio = SequenceMatcher(None, one, another, autojunk=False)
    return ratio.real_quick_ratio() > ALIKE and ratio.quick_ratio() > ALIKE and ratio.ratio() > ALIKE
