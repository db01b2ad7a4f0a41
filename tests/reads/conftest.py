"""Every test begins with nobody having read anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles import counting


@pytest.fixture(autouse=True)
def nobody_has_read() -> Iterator[None]:
    yield
    counting.recently.forget()
    counting.buffer.take()
