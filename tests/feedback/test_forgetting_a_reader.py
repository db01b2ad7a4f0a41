"""Half a year after closing nothing that the reader gave is left anywhere."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles.models import SearchEntry
from feedback import handling
from feedback.models import Letter
from tests import cast
from tests.cast import DAY, HOUR, NOON
from toolkit import dispatch

from .readers import letter, office, written

pytestmark = pytest.mark.django_db
PHONE, MAIL, NAME, STORY = "13800001234", "chen@example.cn", "陈某某", "我家在三楼"
GIVEN = (PHONE, MAIL, NAME, STORY)


def everything() -> str:
    """All rows of all tables, as text; the search index holds nothing but what we have published."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        models = set(apps.get_models(include_auto_created=True)) - {SearchEntry}
        for model in models:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                out.write(json.dumps(row, ensure_ascii=False, default=str))
    return out.getvalue()


def files(below: Path) -> list[Path]:
    return [path for path in below.rglob("*") if path.is_file()]


@pytest.fixture
def told(tmp_path: Path) -> Letter:
    """A doubt with everything a reader can give, answered and closed at noon."""
    office()
    proof = SimpleUploadedFile("证明.pdf", b"%PDF-1.7 ...")
    said: dict[str, Any] = {"problem": f"{STORY}，电话 {PHONE}", "name": NAME, "phone": PHONE, "email": MAIL}
    answer = written(cast.published(now=NOON - DAY), "doubt", now=NOON - HOUR, attachment=proof, **said)
    assert answer.status_code == 302
    stored, by = Letter.objects.get(), cast.person("读者来信")
    handling.answer(letter=stored, by=by, accepted=True, text=f"{NAME}：您好，已经更正。", now=NOON)
    handling.close(letter=stored, by=by, now=NOON)
    return stored


def test_nothing_is_left_in_the_database_or_on_the_disk(
    told: Letter,
    tmp_path: Path,
    settings: LazySettings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for given in GIVEN:
        assert given in everything()
    assert len(files(tmp_path)) == 1
    settings.VAR_DIR = tmp_path / "var"
    dispatch.deliver(clock=lambda: NOON)
    later = NOON + timedelta(days=183)
    dispatch.forget(later)  # mail is forgotten after a month
    with django_capture_on_commit_callbacks(execute=True):
        assert handling.erase_due(later) == 1
    found = [
        given
        for given in (*GIVEN, "步道沿海堤", "应当是四公里", told.secret)
        if given in everything().replace(article_text(told), "")
    ]
    assert found == []
    assert files(tmp_path) == []


def article_text(told: Letter) -> str:
    """Our own words may stay."""
    return told.revision.body


def test_that_there_was_a_letter_stays(told: Letter) -> None:
    handling.erase_due(NOON + timedelta(days=183))
    stored = Letter.objects.get()
    assert (stored.number, stored.article, stored.revision) == ("YY-2026-0001", told.article, told.revision)
    assert (stored.state, stored.outcome, stored.closed_at) == ("closed", "accepted", NOON)
    assert [event.kind for event in stored.events.all()] == ["received", "answered", "closed", "erased"]


def test_nothing_is_erased_early_or_twice(told: Letter) -> None:
    assert handling.erase_due(NOON + timedelta(days=183) - timedelta(seconds=1)) == 0
    assert PHONE in everything()
    assert handling.erase_due(NOON + timedelta(days=183)) == 1
    assert handling.erase_due(NOON + timedelta(days=184)) == 0
    assert Letter.objects.get().events.filter(kind="erased").count() == 1


def test_an_answered_letter_that_nobody_closed_closes_after_a_month_and_one_that_waits_never() -> None:
    answered, by = letter(), cast.person("读者来信")
    waiting = letter(answered.article)
    handling.answer(letter=answered, by=by, accepted=False, text="原文无误。", now=NOON)
    assert handling.erase_due(NOON + 29 * DAY) == 0
    assert handling.erase_due(NOON + 30 * DAY) == 1
    answered.refresh_from_db()
    assert (answered.state, answered.events.last().by) == ("closed", None)
    handling.erase_due(NOON + 30 * DAY + timedelta(days=183))
    handling.erase_due(NOON + 3000 * DAY)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.problem) == ("received", "应当是四公里")
    answered.refresh_from_db()
    assert answered.problem == ""
