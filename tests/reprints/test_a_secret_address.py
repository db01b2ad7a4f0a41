"""The applicant's page opens with its secret only, and a guess learns nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reprints.models import Case
from tests import cast
from tests.cast import HOUR, NOON

from .applicants import in_state, request_for

pytestmark = pytest.mark.django_db
WRONG = "0" * 40


def asked(address: str, client: Client | None = None, **headers: str) -> tuple[int, bytes, str]:
    page = (client or Client()).get(address, **headers)  # type: ignore[arg-type]
    return page.status_code, page.content, page["Referrer-Policy"]


def test_the_row_does_not_give_the_secret_away() -> None:
    case = request_for()
    row = repr(Case.objects.values().get())
    assert case.secret not in row
    assert case.page == f"/reprints/cases/{case.secret}/"
    assert len(case.secret) * 4 >= 128


@time_machine.travel(NOON, tick=False)
def test_a_wrong_secret_and_none_answer_alike_whether_there_are_cases_or_not() -> None:
    addresses = [f"/reprints/cases/{secret}/" for secret in (WRONG, "a", "申请", "ZZ-2026-0001", "%00")]
    addresses += [
        "/reprints/cases/",
        f"/reprints/cases/{WRONG}/answer/",
        f"/reprints/cases/{WRONG}/withdraw/",
    ]
    article = cast.published(now=NOON)
    before = {asked(address) for address in addresses}
    request_for(article)
    assert {asked(address) for address in addresses} == before
    assert [status for status, _, _ in before] == [404]


@time_machine.travel(NOON, tick=False)
def test_a_page_with_a_secret_in_its_address_keeps_it_to_itself() -> None:
    case = in_state("asked")
    page = Client().get(case.page)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]
    form = Client().get(reverse("reprints:answer", args=[case.secret]))
    assert form["Referrer-Policy"] == "same-origin"  # else browsers send the form without an origin
    assert form["Cache-Control"] == "private, no-store"


def test_guessing_is_stopped_and_the_rest_of_the_world_reads_on() -> None:
    case = request_for()
    with time_machine.travel(NOON, tick=False) as clock:
        for guess in range(20):
            assert asked(f"/reprints/cases/{guess:040}/")[0] == 404
        assert asked(case.page)[0] == 404
        assert asked(case.page, REMOTE_ADDR="203.0.113.9")[0] == 200
        clock.shift(HOUR)
        assert asked(case.page)[0] == 200


def test_a_new_key_closes_no_page_that_somebody_has_the_address_of(settings: object) -> None:
    case = request_for()
    page = case.page
    settings.SECRET_KEY = "another key"  # type: ignore[attr-defined]
    assert (case.secret, case.page) == ("", "")
    with time_machine.travel(NOON, tick=False):
        assert page in Client().get(page).content.decode()
