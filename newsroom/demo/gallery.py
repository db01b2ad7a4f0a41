"""The pictures of the demonstration newspaper, drawn on all processors by code that knows no database."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from .pictures import draw


@dataclass(frozen=True, slots=True)
class Wanted:
    """A scene that some text shows: what is on it, who made it, when it first appears."""

    scene: str
    description: str
    credit: str
    at: datetime


def jpeg(scene: str) -> bytes:
    """The scene as a photographer would hand it in."""
    file = BytesIO()
    draw(scene).save(file, "JPEG", quality=88)
    return file.getvalue()


def drawn(scenes: list[str]) -> Iterator[bytes]:
    """The files of the scenes, in order; in processes started afresh, so that no connection is shared."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context) as pool:
        yield from pool.map(jpeg, scenes)
