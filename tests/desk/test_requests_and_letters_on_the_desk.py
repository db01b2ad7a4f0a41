from __future__ import annotations

import pytest
from django.urls import reverse

from newsroom import worklists
from tests import cast
from tests.feedback import readers
from tests.reprints import applicants

pytestmark = pytest.mark.django_db
LATER = cast.NOON + 30 * cast.DAY


def test_a_request_stands_there_with_its_day_until_it_is_decided() -> None:
    case, officer = applicants.request_for(), applicants.officer()
    entry = worklists.requests(officer, cast.NOON).entries[0]
    assert entry.title == f"{case.number} 海风日报社"
    assert entry.address == reverse("admin:reprints_case_change", args=[case.pk])
    assert not entry.late
    assert worklists.requests(officer, LATER).entries[0].states[0] == ("overdue", "超期")
    applicants.refused(case, officer)
    assert worklists.requests(officer, cast.NOON).entries == []


def test_a_letter_stands_there_with_what_it_is_about_and_its_day() -> None:
    readers.office()
    letter, person = readers.letter(), cast.person("读者来信")
    entry = worklists.letters(person, cast.NOON).entries[0]
    assert entry.title == f"{letter.number} 纠错：海堤步道夜间照明本周亮灯"
    assert entry.address == reverse("admin:feedback_letter_change", args=[letter.pk])
    assert worklists.letters(person, LATER).entries[0].late
