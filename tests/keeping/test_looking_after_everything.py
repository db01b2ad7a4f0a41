from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from django.utils import timezone

from newsroom import keeper
from newsroom.keeper import Duty
from newsroom.models import Heartbeat
from tests.cast import NOON
from toolkit import throttle
from toolkit.models import Tally


def duty(name: str) -> Duty:
    """One of the keeper's own duties, by name."""
    return next(duty for duties in keeper.HANDS.values() for duty in duties if duty.name == name)


@pytest.mark.django_db
def test_whoever_watches_the_site_sees_whether_the_keeper_lives(client: Client) -> None:
    def answer() -> tuple[int, bool]:
        page = client.get("/readyz")
        return page.status_code, page.json()["keeper"]

    assert answer() == (503, False)
    duty("heartbeat").perform(timezone.now())
    assert answer() == (200, True)
    duty("heartbeat").perform(timezone.now() - timedelta(seconds=11))
    assert answer() == (503, False)
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_what_has_run_out_is_swept_and_nothing_else() -> None:
    for key, when in {"old": NOON - timedelta(days=3), "new": NOON}.items():
        throttle.allow(key=key, limit=1, period=timedelta(hours=1), now=when)
        Session.objects.create(session_key=key, session_data="", expire_date=when + timedelta(hours=1))
    assert [duty(name).perform(NOON) for name in ("spent counts", "ended sessions")] == [1, 1]
    assert (Tally.objects.get().key, Session.objects.get().session_key) == ("new", "new")


@pytest.mark.django_db
def test_every_duty_finds_nothing_to_do_in_an_empty_paper() -> None:
    duties = [duty for duties in keeper.HANDS.values() for duty in duties if duty.name != "heartbeat"]
    assert {duty.name: duty.perform(NOON) for duty in duties} == {duty.name: 0 for duty in duties}


@pytest.mark.django_db
def test_a_crash_in_one_duty_is_told_but_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    done: list[str] = []

    def crashes(now: datetime) -> int:
        done.append("crashes")
        if done.count("crashes") < 3:
            raise RuntimeError("out of order")
        keeper.stopping.set()
        return 0

    def works(now: datetime) -> int:
        done.append("works")
        return 0

    monkeypatch.setattr(keeper, "LONGEST_PAUSE", 0)
    monkeypatch.setattr(keeper, "close_old_connections", lambda: None)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    try:
        keeper.work([Duty("letters", 0, crashes), Duty("changes", 0, works)])
    finally:
        keeper.stopping.clear()
    assert done == ["crashes", "works"] * 3
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "keeper: letters went wrong 1 times in a row",
        "keeper: letters went wrong 2 times in a row",
        "keeper: letters is well again",
    ]
