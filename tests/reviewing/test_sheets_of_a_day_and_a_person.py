from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import reviewing
from articles.admin.review_record import RecordForm, ReviewRecord
from articles.models import Article
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.desk.visits import at_desk, form_of

from .people import Desk

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Beijing
MIDNIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def passed(desk: Desk, title: str, *, at: datetime, by: User | None = None, opinion: str = "可以") -> Article:
    article = desk.submitted(title=title, now=at - HOUR)
    reviewing.pass_stage(article=article, by=by or desk.first, opinion=opinion, now=at)
    return article


@time_machine.travel(NOON, tick=False)
def sheet(**asked: Any) -> str:
    """The page as the auditor reads it on the day."""
    auditor = at_desk(cast.person("审计"))
    return auditor.get(reverse("admin:articles_article_review_record"), asked).content.decode()


@time_machine.travel(NOON, tick=False)
def table(**asked: Any) -> list[list[str]]:
    """The lines of the CSV below its headings."""
    auditor = at_desk(cast.person("审计"))
    answer = auditor.get(reverse("admin:articles_article_review_record_table"), asked)
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def titles(page: str) -> list[str]:
    """The headlines on the sheet, in their order."""
    return re.findall(r'review_sheet/">([^<]+)</a>', page)


def test_without_a_question_it_is_the_day_of_beijing() -> None:
    desk = Desk()
    passed(desk, "昨夜最后一秒", at=EVENING)
    passed(desk, "今天第一秒", at=MIDNIGHT)
    assert titles(sheet()) == ["今天第一秒"]
    assert [row[1] for row in table()] == ["今天第一秒"]
    assert titles(sheet(day="2026-11-23")) == ["昨夜最后一秒"]
    assert "这段时间里没有人审过稿" in sheet(day="2026-11-22")


def test_a_line_says_which_text_was_judged_by_whom_at_which_stage_and_how() -> None:
    desk = Desk()
    article = passed(desk, "海堤亮灯", at=NOON - HOUR, opinion="文字通顺")
    reviewing.return_to_writer(article=article, by=desk.second, opinion="请核对长度", now=NOON)
    page = sheet()
    for words in (
        "初审一校",
        "文字通顺",
        "2026-11-24 11:00:00",
        "复审二校",
        "退回修改",
        "请核对长度",
        "第1版",
    ):
        assert words in page
    assert [[row[0], *row[5:6], *row[7:]] for row in table()] == [
        [str(article.pk), "初审一校", "2026-11-24 11:00", "通过", "文字通顺"],
        [str(article.pk), "复审二校", "2026-11-24 12:00", "退回修改", "请核对长度"],
    ]


def test_of_one_person_over_a_span_of_days() -> None:
    desk, other = Desk(), cast.person("初审")
    for title, at in (("太早", NOON - 3 * DAY), ("头一天", NOON - 2 * DAY), ("末一天", NOON - DAY)):
        passed(desk, title, at=at)
    passed(desk, "别人审的", at=NOON - DAY, by=other)
    asked = {"day": "2026-11-24", "since": "2026-11-22", "until": "2026-11-23", "person": desk.first.pk}
    assert titles(sheet(**asked)) == ["头一天", "末一天"]
    assert [row[1] for row in table(**asked)] == ["头一天", "末一天"]
    desk.first.is_active = False
    desk.first.save()
    assert titles(sheet(**asked)) == ["头一天", "末一天"], "who has left has still judged"


def test_the_link_to_the_table_asks_the_same_question() -> None:
    page = sheet(since="2026-11-22", until="2026-11-23")
    assert "reviews.csv?day=&amp;since=2026-11-22&amp;until=2026-11-23&amp;person=" in page


def test_no_cell_of_the_table_is_a_formula() -> None:
    passed(Desk(), "=HYPERLINK(1)", at=NOON, opinion="＝1+1")
    ((*_, opinion),) = found = table()
    assert (found[0][1], opinion) == ("'=HYPERLINK(1)", "'＝1+1")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"since": "2026-11-22"}, "请把起止两个日期都填上"),
        ({"since": "2026-11-23", "until": "2026-11-22"}, "开始的日期晚于结束的日期"),
        ({"since": "2024-11-22", "until": "2026-11-22"}, "一次最多查看一年"),
        ({"day": "9999-12-31"}, "2099"),
        ({"day": "昨天"}, "有效的日期"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_to_change(
    asked: dict[str, str], reason: str
) -> None:
    passed(Desk(), "今天审的", at=NOON)
    page = sheet(**asked)
    assert reason in page
    assert titles(page) == []
    auditor = at_desk(cast.person("审计"))
    back = auditor.get(reverse("admin:articles_article_review_record_table"), asked, follow=True)
    assert reason in back.content.decode()


def test_a_sheet_that_is_cut_says_so_and_the_table_has_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    for number in range(3):
        passed(desk, f"第{number}篇", at=NOON + number * HOUR)
    assert "这里只列" not in sheet()
    monkeypatch.setattr(ReviewRecord, "most", 2)
    page = sheet()
    assert titles(page) == ["第0篇", "第1篇"]
    assert "这里只列最早的2条" in page
    assert len(table()) == 3


def test_it_costs_the_same_however_much_was_judged() -> None:
    desk, auditor = Desk(), at_desk(cast.person("审计"))

    def cost(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            auditor.get(reverse(f"admin:articles_article_{name}"), {"day": "2026-11-24"})
        return len(queries)

    names = ("review_record", "review_record_table")
    passed(desk, "一篇", at=NOON)
    few = [cost(name) for name in names]
    for number in range(4):
        passed(desk, f"再来{number}", at=NOON, by=cast.person("初审"))
    assert [cost(name) for name in names] == few
    assert max(few) <= 10


def test_the_list_of_articles_leads_there_and_a_reader_finds_the_door_closed() -> None:
    article, address = passed(Desk(), "海堤亮灯", at=NOON), reverse("admin:articles_article_review_record")
    auditor = at_desk(cast.person("审计"))
    assert f'<a href="{address}">审稿记录</a>' in auditor.get("/admin/articles/article/").content.decode()
    stranger = at_desk(User.objects.create_user("outside", is_staff=True))
    for closed in (address, reverse("admin:articles_article_review_record_table"), form_of(article)):
        assert stranger.get(closed).status_code == 403


def test_the_reviews_of_a_day_are_found_by_an_index() -> None:
    form = RecordForm({"day": "2026-11-24", "since": "", "until": "", "person": ""})
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")  # a table of nothing is read whole
    assert "review_at" in form.found().explain()
