"""Other processes work ahead; results come in the order of the items."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

import pytest

from toolkit.ahead import ahead


def slower_the_smaller(number: int) -> tuple[int, int]:
    time.sleep(0.05 / number)
    return -number, os.getpid()


def refuse(number: int) -> int:
    raise ValueError(f"{number} is not wanted")


def test_it_keeps_the_order_and_works_elsewhere() -> None:
    results = list(ahead(slower_the_smaller, [(f"no. {number}", number) for number in range(1, 12)]))
    assert [(key, result) for key, (result, _) in results] == [
        (f"no. {number}", -number) for number in range(1, 12)
    ]
    assert os.getpid() not in {process for _, (_, process) in results}


def test_it_starts_no_process_for_one_item() -> None:
    assert list(ahead(slower_the_smaller, [("only", 5)])) == [("only", (-5, os.getpid()))]
    assert list(ahead(slower_the_smaller, [])) == []


def test_it_takes_no_more_than_it_needs_and_can_be_stopped() -> None:
    taken = []

    def items() -> Iterator[tuple[int, int]]:
        for number in range(1, 1000):
            taken.append(number)
            yield number, number

    with contextlib.closing(ahead(slower_the_smaller, items())) as results:
        assert next(results)[0] == 1
    assert len(taken) < 20


def test_it_says_what_went_wrong_over_there() -> None:
    with pytest.raises(ValueError, match="1 is not wanted"):
        list(ahead(refuse, [(1, 1), (2, 2)]))
