"""Noon in Beijing for everything that readers ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import NOON


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield
