"""What nobody answers lapses, what is over ends, and each happens once."""

from __future__ import annotations

from datetime import datetime

import pytest

from reprints import licensing
from reprints.models import Case
from tests.cast import DAY, NOON

from .applicants import ENDS, TYPED, in_state, letters

pytestmark = pytest.mark.django_db


def test_a_licence_ends_with_the_midnight_after_its_last_day() -> None:
    case = in_state("accepted")
    last_second = datetime.fromisoformat(f"{ENDS}T23:59:59+08:00")
    moment = licensing.next_expiry(NOON)
    assert moment == datetime.fromisoformat("2027-12-01T00:00:00+08:00")
    assert licensing.expire_due(last_second) == 0
    assert licensing.expire_due(moment) == 1
    assert Case.objects.get(pk=case.pk).state == "ended"
    assert (licensing.expire_due(moment), licensing.next_expiry(moment)) == (0, None)


def test_an_unanswered_question_closes_the_case_and_the_applicant_is_told() -> None:
    case = in_state("asked")
    moment = licensing.next_expiry(NOON)
    assert moment == case.due_at
    assert licensing.expire_due(NOON + DAY) == 0
    assert licensing.expire_due(moment or NOON) == 1
    assert Case.objects.get(pk=case.pk).state == "lapsed"
    assert letters(TYPED["email"])[-1].subject == f"转载申请 {case.number} 已结束"


def test_nothing_runs_out_while_the_desk_is_slow() -> None:
    case = in_state("received")
    assert licensing.expire_due(NOON + 400 * DAY) == 0
    assert Case.objects.get(pk=case.pk).is_overdue(NOON + 400 * DAY)
    assert list(Case.objects.overdue(NOON + 400 * DAY)) == [case]
    assert list(Case.objects.overdue(NOON)) == []
