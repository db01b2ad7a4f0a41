"""Chinese text has no spaces: overlapping pairs of characters stand for words."""

from __future__ import annotations

import re

NOT_TEXT = re.compile(r"[\W_]+")


def pairs(text: str) -> frozenset[str]:
    """Overlapping two-character terms of `text` without punctuation; 台商区 → {台商, 商区}."""
    letters = NOT_TEXT.sub("", text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of pairs two texts have in common (Jaccard), 0.0 to 1.0."""
    return len(one & other) / len(one | other) if one and other else 0.0
