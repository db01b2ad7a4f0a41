from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.admin import review
from articles.admin.workflow import panel
from articles.models import Article, Proposal
from tests import cast
from tests.desk.visits import at_desk, form_of, messages, page_of

from .people import Desk, fresh, many_hats, strict

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
REVIEW_BUTTONS = ["退回修改", "不予采用"]


def labels(article: Article, by: User) -> list[str]:
    """The buttons of the reviews that this person finds beside the article."""
    ours = {step.label for step in review.STEPS}
    return [label for _, label, _ in panel(fresh(article), by, datetime.now(tz=UTC)).steps if label in ours]


def press(article: Article, step: str, by: User, **said: Any) -> list[str]:
    """Open the page, fill it in, press its button, and read what the desk answers."""
    desk = at_desk(by)
    page = desk.get(page_of(article, step))
    shown = {"revision": fresh(article).newest_id}
    assert page.status_code == 200
    return messages(desk.post(page_of(article, step), shown | said, follow=True))


def test_each_person_takes_their_own_step_and_is_told_what_comes_next() -> None:
    desk = Desk()
    article = desk.draft(now=PAST)
    assert press(article, "submit", desk.writer) == ["已提交第1版，待初审。"]
    assert press(article, "pass_first", desk.first, opinion="文字通顺") == ["初审已通过：待复审。"]
    assert press(article, "pass_second", desk.second) == ["复审已通过：待终审。"]
    assert press(article, "pass_final", desk.final) == ["终审已通过：已签发。"]
    (told,) = press(article, "publish", desk.final)
    assert told.startswith("已发布")
    assert [review.opinion for review in article.rounds.get().reviews.all()] == ["文字通顺", "", ""]


def test_a_button_stands_only_where_it_can_be_pressed_and_the_reason_elsewhere() -> None:
    desk = Desk()
    article = desk.draft(now=PAST)
    assert labels(article, desk.writer) == ["提交审核"]
    assert labels(article, desk.first) == []
    press(article, "submit", desk.writer)
    assert labels(article, desk.first) == ["通过初审", *REVIEW_BUTTONS]
    assert labels(article, desk.second) == []
    assert "您的账号没有初审的权限" in at_desk(desk.second).get(form_of(article)).content.decode()
    both = many_hats("初审", "复审")
    press(article, "pass_first", both)
    assert labels(article, both) == []
    page = at_desk(both).get(page_of(article, "pass_second")).content.decode()
    assert "复审要由另一位同事来做" in page
    assert "<textarea" not in page
    assert labels(article, desk.second) == ["通过复审", *REVIEW_BUTTONS]


def test_the_text_to_be_judged_stands_beside_the_box() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST, summary="本周亮灯，市民夜里也能走。")
    page = at_desk(desk.first).get(page_of(article, "pass_first")).content.decode()
    assert 'class="proof"' in page
    assert "本周亮灯，市民夜里也能走。" in page
    assert "一校：对照原稿核对文字、标点。" in page


def test_a_refusal_without_an_opinion_is_asked_for_one() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST)
    for step in ("return", "reject"):
        assert press(article, step, desk.first) == []
        assert fresh(article).stage == "first"
    assert press(article, "reject", desk.first, opinion="与昨日稿件重复") == ["已决定不予采用。"]


def test_the_writer_finds_the_opinion_beside_the_text() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST)
    press(article, "return", desk.first, opinion="第二段的数字请注明出处")
    page = at_desk(desk.writer).get(form_of(article)).content.decode()
    assert "第二段的数字请注明出处" in page
    assert "初审一校退回修改" in page
    assert '<span class="state state-returned">退回修改</span>' in page


def test_a_reader_of_yesterdays_text_does_not_pass_todays() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST)
    read = article.newest_id
    again = cast.changed(article, desk.writer, title="换过的话", now=PAST)
    press(again, "submit", desk.writer)
    page = at_desk(desk.first).post(page_of(article, "pass_first"), {"revision": read}).content.decode()
    assert "稿件刚刚有了新的一版" in page
    assert fresh(article).stage == "first"


def test_marked_replacements_are_taken_in_one_click() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST, body='<p>步道全长三公里，灯用“海蓝”色 & 暖黄，都说"好"。</p>')
    told = press(
        article,
        "return",
        desk.first,
        opinion="见建议",
        replacements='三公里 → 3.2公里\n“海蓝”色 & 暖黄→海蓝色\n"好" → “好”',
    )
    assert told == ["已退回，写稿人会看到您的意见。"]
    one, two, three = Proposal.objects.all()
    writer = at_desk(desk.writer)
    assert "3.2公里" in writer.get(form_of(article)).content.decode()
    for number, proposal in enumerate((one, two, three), 2):
        answer = writer.post(
            f"{form_of(article).removesuffix('change/')}take_proposal/{proposal.pk}/", follow=True
        )
        assert messages(answer) == [f"已采纳，存为第{number}版；改完以后请重新提交审核。"]
    assert fresh(article).newest.body == "<p>步道全长3.2公里，灯用海蓝色，都说“好”。</p>"
    assert fresh(article).newest.saved_by == desk.writer
    again = writer.post(f"{form_of(article).removesuffix('change/')}take_proposal/{one.pk}/").content.decode()
    assert "这条建议已经采纳" in again


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("三公里", "没有写成"),
        ("五公里 → 三公里", "找不到"),
        ("公里 → 里", "不止一处"),
        ("三公里 → 三公里", "不同的原文"),
    ],
)
def test_a_replacement_names_exactly_one_place(line: str, reason: str) -> None:
    desk = Desk()
    article = desk.submitted(now=PAST, body="<p>步道全长三公里，宽两米，另有两公里待建。</p>")
    said = {"revision": article.newest_id, "opinion": "见建议", "replacements": line}
    assert reason in at_desk(desk.first).post(page_of(article, "return"), said).content.decode()
    assert fresh(article).stage == "first"


def test_the_list_says_in_a_word_how_far_a_text_has_come() -> None:
    desk = Desk()
    desk.submitted(now=PAST)
    page = at_desk(desk.writer).get("/admin/articles/article/").content.decode()
    assert '<span class="state state-first">待初审</span>' in page
    assert strict().name in page


def test_the_review_sheet_names_everybody_and_the_text_they_judged() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST)
    press(article, "pass_first", desk.first, opinion="=文字通顺")
    press(article, "pass_second", desk.second)
    press(article, "pass_final", desk.final)
    press(article, "publish", desk.final)
    auditor = at_desk(cast.person("审计"))
    sheet = auditor.get(page_of(article, "review_sheet")).content.decode()
    for word in ("初审一校", "复审二校", "终审三校", "文字通顺", article.newest.digest, "发布"):
        assert word in sheet
    table = list(
        csv.reader(io.StringIO(auditor.get(page_of(article, "review_table")).content.decode("utf-8-sig")))
    )
    assert [row[5] for row in table[1:]] == ["初审一校", "复审二校", "终审三校"]
    assert table[1][-1] == "'=文字通顺", "no cell is a formula"
    assert {row[4] for row in table[1:]} == {article.newest.digest}


def test_who_passed_the_version_before_sees_the_difference_and_passes_again_in_one_click() -> None:
    desk = Desk()
    article = desk.submitted(now=PAST, body="<p>步道全长三公里。</p>")
    press(article, "pass_first", desk.first)
    press(article, "return", desk.second, opinion="请核对长度")
    article = cast.changed(article, desk.writer, now=PAST, body="<p>步道全长3.2公里。</p>")
    press(article, "submit", desk.writer)
    other = cast.person("初审")
    assert "您通过过" not in at_desk(other).get(page_of(article, "pass_first")).content.decode()
    page = at_desk(desk.first).get(page_of(article, "pass_first")).content.decode()
    assert "您通过过第1版，这一版只改了下面标出的地方" in page
    assert re.search(r"<del>三</del>\s*<ins>3.2</ins>", page)
    assert press(article, "pass_first", desk.first) == ["初审已通过：待复审。"]
