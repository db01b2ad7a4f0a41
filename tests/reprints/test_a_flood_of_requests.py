"""One address stores five an hour; a flood costs little, and others get through."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprints.models import Case
from tests import cast
from tests.cast import DAY, HOUR, NOON

from .applicants import MINUTE, TYPED, form_for, opened

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, signed: str, place: str = "198.51.100.7", **changes: Any) -> Any:
    return client.post(address, {**TYPED, "opened": signed, **changes}, REMOTE_ADDR=place)


def test_the_sixth_in_an_hour_keeps_what_was_typed_and_is_not_stored() -> None:
    address, client = form_for(cast.published(now=NOON - DAY)), Client()
    with time_machine.travel(NOON, tick=False) as clock:
        signed = opened(address, client)
        clock.shift(MINUTE)
        answers = [send(client, address, signed, purpose=f"用途{n}") for n in range(6)]
        assert [page.status_code for page in answers] == [302] * 5 + [429]
        assert "一小时内提交得太多" in answers[5].content.decode()
        assert "用途5" in answers[5].content.decode()
        assert send(client, address, signed, "203.0.113.1", purpose="别处").status_code == 302
        clock.shift(HOUR)
        assert send(client, address, signed, purpose="一小时后").status_code == 302
    assert Case.objects.count() == 7


def test_mistakes_are_not_counted_as_requests() -> None:
    address, client = form_for(cast.published(now=NOON - DAY)), Client()
    with time_machine.travel(NOON, tick=False) as clock:
        signed = opened(address, client)
        clock.shift(MINUTE)
        for _ in range(10):
            send(client, address, signed, email="")
        assert send(client, address, signed).status_code == 302


def test_after_sixty_attempts_a_machine_is_answered_without_writing_and_a_person_elsewhere_is_heard() -> None:
    address, client = form_for(cast.published(now=NOON - DAY)), Client()
    with time_machine.travel(NOON, tick=False) as clock:
        signed = opened(address, client)
        clock.shift(MINUTE)
        junk = [send(client, address, "junk").status_code for _ in range(61)]
        assert junk == [200] * 60 + [429]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert send(client, address, "junk").status_code == 429
        assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
        assert len(asked) <= 3  # the article, whose it is, and the count
        assert send(client, address, signed, "203.0.113.1").status_code == 302
    assert Case.objects.count() == 1


def test_a_machine_that_fills_in_the_trap_or_is_too_fast_stores_nothing() -> None:
    address, client = form_for(cast.published(now=NOON - DAY)), Client()
    with time_machine.travel(NOON, tick=False) as clock:
        signed = opened(address, client)
        assert "填写得太快" in send(client, address, signed).content.decode()
        clock.shift(MINUTE)
        assert "留空" in send(client, address, signed, homepage="http://spam.example").content.decode()
    assert not Case.objects.exists()


def test_a_form_that_came_from_elsewhere_is_refused() -> None:
    address = form_for(cast.published(now=NOON - DAY))
    with time_machine.travel(NOON, tick=False):
        page = Client(enforce_csrf_checks=True).post(address, TYPED)
    assert page.status_code == 403
    assert "没有提交成功" in page.content.decode()
    assert not Case.objects.exists()
