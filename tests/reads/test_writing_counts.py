"""What was counted reaches the database once, whole, and names nobody; memory has an end."""

from __future__ import annotations

from datetime import datetime, timedelta
from multiprocessing import get_context
from threading import Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connections

from articles import counting
from articles.models import ReadCount, ReadDay
from articles.models.article import BEIJING
from tests import cast
from tests.cast import DAY, HOUR, NOON
from toolkit import visitors
from toolkit.recently import SLOT, Recently

from .readers import crowd, read, reads_of


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_count_and_write_at_once_lose_nothing() -> None:
    first, second = cast.published(now=NOON), cast.published(title="跨湾大桥合龙", now=NOON)

    def busy(net: int) -> None:
        for number in range(300):
            for article in (first, second):
                assert read(article, NOON, by=f"10.{net}.{number // 200}.{number % 200}")
            if number % 10 == 0:
                counting.flush()
        counting.flush()
        connections.close_all()

    threads = [Thread(target=busy, args=(net,)) for net in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (reads_of(first), reads_of(second)) == (600, 600)
    assert ReadCount.objects.count() == 2


@pytest.mark.django_db
def test_what_could_not_be_written_is_written_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    article = cast.published(now=NOON)
    crowd(article, 3, NOON)

    def broken(*_: Any) -> int:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(counting, "write", broken)
        assert counting.flush() == 0
    crowd(article, 4, NOON + HOUR)
    assert counting.flush() == 7
    assert sorted(ReadCount.objects.values_list("count", flat=True)) == [3, 4]


@pytest.mark.django_db
def test_hours_fold_into_days_of_beijing_and_the_sum_stays() -> None:
    article = cast.published(now=NOON)
    midnight = NOON.astimezone(BEIJING).replace(hour=0) + DAY
    crowd(article, 2, midnight - timedelta(minutes=1))
    counting.recently.forget()
    crowd(article, 3, midnight)
    counting.recently.forget()
    crowd(article, 5, midnight + 8 * DAY)
    counting.flush()
    assert counting.fold(midnight + 8 * DAY) == 1, "only the hour before midnight is eight days gone"
    assert counting.fold(midnight + 9 * DAY) == 1
    assert counting.fold(midnight + 9 * DAY) == 0
    days = dict(ReadDay.objects.values_list("day", "count"))
    assert days == {(midnight - DAY).date(): 2, midnight.date(): 3}
    assert reads_of(article) == 5


@pytest.mark.django_db
def test_a_late_count_joins_the_day_that_was_folded_before() -> None:
    article = cast.published(now=NOON)
    for _ in range(2):
        counting.recently.forget()
        crowd(article, 2, NOON)
        counting.flush()
        counting.fold(NOON + 10 * DAY)
    assert [row.count for row in ReadDay.objects.all()] == [4]
    assert not ReadCount.objects.exists()


@pytest.mark.django_db
def test_no_table_knows_who_has_read() -> None:
    address = "198.51.100.213"
    article = cast.published(now=NOON)
    assert read(article, NOON, by=address)
    reader = visitors.hashed(address)
    assert reads_of(article) == 1
    counting.fold(NOON + 10 * DAY)
    everything = [
        repr(value)
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values_list()
        for value in row
    ]
    assert [found for found in everything if address in found or reader in found] == []
    assert address.encode() not in bytes(counting.recently.table)


def test_the_same_address_leaves_another_mark_every_day_and_every_worker_makes_the_same() -> None:
    reader = visitors.hashed("198.51.100.213")
    assert counting.key("2026-11-24", reader, "article 1") == counting.key("2026-11-24", reader, "article 1")
    assert counting.key("2026-11-24", reader, "article 1") != counting.key("2026-11-25", reader, "article 1")


def test_memory_stays_as_large_as_it_was() -> None:
    table = Recently(80)
    for number in range(10_000):
        assert table.allow(number.to_bytes(8, "big"), at=number, pause=60, most=9)
    assert len(table.table) == 80 * SLOT.size
    last = (9_999).to_bytes(8, "big")
    assert not table.allow(last, at=10_000, pause=60, most=9), "the latest is still known"


def test_workers_forked_from_one_process_know_the_same_readers() -> None:
    table = Recently(80)

    def worker() -> None:
        table.allow(b"a reader", at=1000, pause=60, most=9)

    process = get_context("fork").Process(target=worker)
    process.start()
    process.join(10)
    assert process.exitcode == 0
    assert not table.allow(b"a reader", at=1030, pause=60, most=9)
    assert table.allow(b"another!", at=1030, pause=60, most=9)


def test_no_more_articles_wait_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_KEYS", 50)
    buffer = counting.Buffer()
    for number in range(200):
        buffer.add(number, NOON)
    buffer.add(7, NOON)
    assert len(buffer.reads) == 50
    assert buffer.take()[7, NOON] == 2, "those that are there go on counting"


def test_a_web_server_writes_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[datetime] = []
    monkeypatch.setattr(counting, "flush", lambda: written.append(NOON))
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(counting, "EVERY", 0.05)
    buffer = counting.Buffer()
    buffer.add(1, NOON)
    assert buffer.clock is None, "nothing runs beside a command or a test"
    buffer.by_clock = True
    buffer.add(1, NOON)
    clock = buffer.clock
    assert clock is not None
    buffer.add(2, NOON)
    assert buffer.clock is clock, "one clock for all that comes within the minute"
    buffer.take()
    clock.join(5)
    assert written == [NOON]
