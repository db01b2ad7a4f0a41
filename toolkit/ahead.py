"""Work that other processes do ahead of the one that uses it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

import django

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")
MOST = 4  # processes
AHEAD = 2  # for each process, so that none waits and memory stays small


def ahead(work: Callable[[T], R], items: Iterable[tuple[K, T]]) -> Generator[tuple[K, R], None, None]:
    """`key, work(item)` of every `key, item`, in order; `work` must neither ask nor change a database.

    One item alone is done here: a process takes a second to start. Raises BrokenProcessPool when one is killed.
    """
    coming = iter(items)
    first = list(islice(coming, 2))
    if len(first) < 2:
        yield from ((key, work(item)) for key, item in first)
        return
    count = min(MOST, os.cpu_count() or 1)  # this one waits for the database half of the time
    # Started anew, not forked: a connection to the database can't be shared.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
    waiting: deque[tuple[K, Future[R]]] = deque()
    try:
        for key, item in chain(first, coming):
            waiting.append((key, pool.submit(work, item)))
            if len(waiting) > AHEAD * count:
                ready, done = waiting.popleft()
                yield ready, done.result()
        for ready, done in waiting:
            yield ready, done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl+C is for the process that started us, which then ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
