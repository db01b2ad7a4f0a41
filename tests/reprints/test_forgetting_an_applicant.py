"""A year after a case is closed nothing in the database or on the disk says who asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from post_office.models import Email

from reprints import licensing
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON

from .applicants import PDF, application, masthead, officer

PHONE = "13900001234"


def found_anywhere(word: str) -> set[str]:
    """Models with a row that has `word` in any column."""
    return {
        model._meta.label
        for model in apps.get_models()
        for row in model._default_manager.values()
        if word in repr(row)
    }


def everywhere() -> Case:
    """A case whose applicant has put a telephone number into every field, twice."""
    words = ("organisation", "contact", "phone", "medium", "channels", "purpose")
    said: dict[str, Any] = {word: f"{PHONE} {word}" for word in words} | {"email": f"a{PHONE}@example.cn"}
    article = cast.published(now=NOON - DAY)
    file = SimpleUploadedFile(f"{PHONE}.pdf", PDF)
    case = licensing.receive(articles=[article], application=application(**said), attachment=file, now=NOON)
    desk = officer()
    licensing.ask(case=case, by=desk, text=f"请用 {PHONE} 联系", now=NOON)
    licensing.answer(case=case, text=PHONE, attachment=SimpleUploadedFile(f"{PHONE}.pdf", PDF), now=NOON)
    licensing.refuse(case=case, by=desk, reason=Case.Refusal.OTHER, text=f"已电话 {PHONE} 说明", now=NOON)
    return case


@pytest.mark.django_db(transaction=True)
def test_the_telephone_number_is_nowhere_after_a_year(settings: LazySettings) -> None:
    masthead()
    case = everywhere()
    page = case.page
    assert {"reprints.Case", "reprints.Question"} <= found_anywhere(PHONE)
    due = licensing.next_erasure(NOON)
    assert due == NOON + 365 * DAY
    assert licensing.erase_due(due - DAY) == 0
    Email.objects.all().delete()  # the keeper deletes letters after a month
    assert licensing.erase_due(due) == 1
    assert found_anywhere(PHONE) == set()
    assert [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()] == []
    with time_machine.travel(due, tick=False):
        assert Client().get(page).status_code == 404
    assert (licensing.erase_due(due), licensing.next_erasure(due)) == (0, None)


@pytest.mark.django_db
def test_what_was_decided_stays() -> None:
    case = everywhere()
    licensing.erase_due(NOON + 365 * DAY)
    case = Case.objects.get(pk=case.pk)
    assert (case.number, case.state, case.refusal) == ("ZZ-2026-0001", "refused", "other")
    assert case.decided_by is not None
    assert case.articles.count() == 1
    assert [event.kind for event in case.events.all()] == [
        "received",
        "asked",
        "answered",
        "refused",
        "erased",
    ]


@pytest.mark.django_db
def test_an_open_case_is_never_erased() -> None:
    article = cast.published(now=NOON - DAY)
    licensing.receive(articles=[article], application=application(), now=NOON)
    assert licensing.erase_due(NOON + 4000 * DAY) == 0
    assert found_anywhere("0595-87654321") == {"reprints.Case"}
