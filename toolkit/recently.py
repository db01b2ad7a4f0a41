"""What happened lately: a table of fixed size in memory, shared by all workers forked from one process."""

from __future__ import annotations

import fcntl
import mmap
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SLOT = struct.Struct("<QIHxx")  # key, when it was last let through in Unix seconds, how often
BUCKET = 8  # slots in which one key may stand


class Recently:
    """Says whether something may happen again; made before the workers are forked, it counts for all of them.

    Memory never grows: where a key finds its slots taken, it takes the one that is longest ago.
    """

    def __init__(self, slots: int) -> None:
        self.buckets = slots // BUCKET
        self.table = mmap.mmap(-1, self.buckets * BUCKET * SLOT.size)
        self.threads = threading.Lock()
        self.processes = tempfile.TemporaryFile()  # noqa: SIM115  (stays empty: its lock dies with its holder)

    @contextmanager
    def held(self) -> Iterator[None]:
        with self.threads:
            fcntl.lockf(self.processes, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self.processes, fcntl.LOCK_UN)

    def allow(self, key: bytes, *, at: int, pause: int, most: int) -> bool:
        """Note `key` (8 bytes) at the Unix second `at`; False within `pause` seconds, or when it had `most`."""
        wanted = int.from_bytes(key, "little") or 1  # 0 is an empty slot
        start = wanted % self.buckets * BUCKET * SLOT.size
        places = range(start, start + BUCKET * SLOT.size, SLOT.size)
        with self.held():
            oldest, longest_ago = start, 1 << 32
            for place in places:
                found, last, count = SLOT.unpack_from(self.table, place)
                if found == wanted:
                    if count >= most or at - last < pause:
                        return False
                    SLOT.pack_into(self.table, place, wanted, at, count + 1)
                    return True
                if last < longest_ago:
                    oldest, longest_ago = place, last
            SLOT.pack_into(self.table, oldest, wanted, at, 1)
        return True

    def forget(self) -> None:
        """Begin again with an empty table."""
        with self.held():
            self.table[:] = bytes(len(self.table))
