"""How near articles are to one of them: rare topics and tags they share, and rare words they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import TypeVar

OF_TITLE, OF_WORDS = 3.0, 2.0  # a title all in common weighs as much as three topics that nobody else has
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared: topics and tags, and the pairs of characters of the title and of what is read."""

    marks: frozenset[str]
    title: frozenset[str]
    words: frozenset[str]


def nearness(mine: Facts, others: Sequence[Facts]) -> list[float]:
    """For each of `others` a number from 0, the higher the nearer; rare is what few of `others` have."""
    mark, word = rarity(other.marks for other in others), rarity(other.words for other in others)

    def weight(pairs: Collection[str]) -> float:
        return sum(map(word, pairs))

    return [
        sum(map(mark, mine.marks & other.marks))
        + OF_TITLE * share(weight(mine.title & other.title), weight(mine.title | other.title))
        + OF_WORDS * share(weight(mine.words & other.words), weight(other.words))
        for other in others
    ]


def rarity(held: Iterable[Collection[T]]) -> Callable[[T], float]:
    """From 1 for what one of many has down to nearly 0 for what all have."""
    lots = list(held)
    counted, most = Counter(chain.from_iterable(lots)), len(lots) + 1
    weights = {one: log(most / count) / log(most) for one, count in counted.items()}
    return lambda one: weights.get(one, 1.0)


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
