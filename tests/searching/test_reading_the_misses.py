"""The desk reads what readers looked for in vain; the list stays short by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles import misses
from articles.models import SearchMiss
from tests import cast
from tests.cast import DAY, NOON
from tests.desk.visits import at_desk

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_searchmiss_changelist")


def test_the_most_wanted_stand_first_and_nobody_changes_them() -> None:
    for words, times in {"学区划分": 3, "停水通知": 5}.items():
        for _ in range(times):
            misses.note(words=f"  {words} ", now=NOON)
    desk = at_desk(cast.reporter())
    shown = desk.get(LIST)
    assert [(miss.words, miss.count) for miss in shown.context["cl"].result_list] == [
        ("停水通知", 5),
        ("学区划分", 3),
    ]
    one = reverse("admin:articles_searchmiss_change", args=[SearchMiss.objects.first().pk])
    assert desk.post(one, {"words": "别的"}).status_code == 403


def test_what_nobody_asks_for_any_more_goes() -> None:
    misses.note(words="老话题", now=NOON - 181 * DAY)
    misses.note(words="新话题", now=NOON)
    assert misses.sweep(NOON) == 1
    assert SearchMiss.objects.get().words == "新话题"


def test_a_flood_of_words_ends_at_a_bound_and_room_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misses, "MOST", 20)
    for n in range(40):
        misses.note(
            words=f"乱码{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'子丑寅卯'[n // 10]}", now=NOON + n * DAY / 100
        )
    assert SearchMiss.objects.count() == 20
    assert misses.sweep(NOON + DAY) == 2
    assert not SearchMiss.objects.filter(last_at=NOON).exists()
