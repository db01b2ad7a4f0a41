"""读者来信 in the admin: what waits, the letter beside the article, and three buttons."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import publishing
from feedback import handling
from feedback.models import Letter
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.desk.visits import at_desk, messages

from .readers import letter, mail_to, office, written

pytestmark = pytest.mark.django_db
TRAP = '<script>alert("纠错")</script>'


@pytest.fixture
def clerk() -> User:
    office()
    return cast.person("读者来信")


def page_of(arrived: Letter, page: str = "change") -> str:
    return reverse(f"admin:feedback_letter_{page}", args=[arrived.pk])


def read(person: User, address: str) -> str:
    with time_machine.travel(NOON, tick=False):
        return at_desk(person).get(address).content.decode()


def press(arrived: Letter, step: str, by: User, **said: Any) -> Any:
    """Open the page of a button and press it."""
    with time_machine.travel(NOON + HOUR, tick=False):
        desk = at_desk(by)
        assert desk.get(page_of(arrived, step)).status_code == 200
        return desk.post(page_of(arrived, step), said, follow=True)


def test_the_list_begins_with_what_is_overdue_and_says_so(clerk: User) -> None:
    article = cast.published(now=NOON - 30 * DAY)
    letter(article, now=NOON - 7 * DAY)
    letter(article, now=NOON)
    address = reverse("admin:feedback_letter_changelist")
    rows = re.findall(r"<tr>.*?</tr>", read(clerk, address).partition("<tbody>")[2], re.S)
    assert ["JC-2026-0001" in rows[0], "JC-2026-0002" in rows[1]] == [True, True]
    assert ["超期" in row for row in rows] == [True, False]
    assert "2026-11-20 23:59" in rows[0]
    overdue = read(clerk, address + "?due=overdue")
    assert "JC-2026-0001" in overdue
    assert "JC-2026-0002" not in overdue


def test_the_letter_stands_beside_the_article_as_it_was_with_the_place_marked(clerk: User) -> None:
    article = cast.published(now=NOON - DAY)
    arrived = letter(article)
    cast.changed(article, title="改过的标题", body="<p>全文重写。</p>", now=NOON)
    publishing.publish(article=article, by=cast.chief(), now=NOON)
    page = read(clerk, page_of(arrived))
    assert "正文第1段" in page
    assert "本网讯　<mark>步道沿海堤铺设</mark>。" in page
    assert "第1版，与现在的不同" in page
    assert "海堤步道夜间照明本周亮灯" in page


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("夜间 照明", "标题"),
        ("收 费\n从下月起", "正文第2段"),
        ("收费\n第三段没有这句", "正文第2段"),
        ("三元", "正文第3段"),
        ("哪里也没有", "没有找到"),
    ],
)
def test_the_place_is_found_whatever_the_spaces(clerk: User, quote: str, place: str) -> None:
    body = "<p>第一段。</p><p>停车<strong>收费</strong>从下月起。</p><ul><li><p>每小时三元</p></li></ul>"
    arrived = letter(cast.published(now=NOON - DAY, body=body), quote=quote)
    assert place in read(clerk, page_of(arrived))


def test_html_in_every_field_is_only_text(clerk: User) -> None:
    article = cast.published(now=NOON - DAY)
    proof = SimpleUploadedFile('<b onclick="x">.pdf', b"%PDF-1.7")
    fields: dict[str, Any] = dict.fromkeys(("problem", "quote", "suggestion", "name"), TRAP)
    assert written(article, "doubt", now=NOON - HOUR, attachment=proof, **fields).status_code == 302
    arrived = Letter.objects.get()
    pages = [read(clerk, page_of(arrived)), read(clerk, page_of(arrived, "answer"))]
    pages.append(read(clerk, reverse("admin:feedback_letter_changelist")))
    assert pages[0].count("&lt;script&gt;alert(") == 4
    for page in pages:
        assert "<script>alert" not in page
        assert "<b onclick" not in page


def test_taking_names_the_clerk_and_the_last_day(clerk: User) -> None:
    arrived = letter()
    assert messages(press(arrived, "take", clerk)) == [
        "JC-2026-0001 由您处理，请在北京时间 2026-11-27 23:59 以前答复。"
    ]
    assert Letter.objects.get().handled_by == clerk
    page = read(clerk, page_of(arrived))
    assert "处理中" in page
    assert "现在不能接办" in page
    assert page_of(arrived, "take") not in page


def test_answering_goes_to_the_page_of_the_reader_and_into_the_post(clerk: User) -> None:
    arrived = letter()
    page = press(arrived, "answer", clerk, accepted="1", text="已经改正。")
    assert messages(page) == ["已答复 JC-2026-0001，回信会寄到 chen@example.cn。"]
    assert (Letter.objects.get().outcome, Letter.objects.get().answer) == ("accepted", "已经改正。")
    assert "已经改正。" in mail_to("chen@example.cn")[-1].message
    assert page_of(arrived, "answer") not in page.content.decode()


def test_a_reader_without_mail_is_telephoned(clerk: User) -> None:
    arrived = letter(email="", phone="0592-5550199")
    (told,) = messages(press(arrived, "answer", clerk, accepted="0", text="原文无误。"))
    assert told.endswith("查询页面上已经能看到，也可以打电话 0592-5550199 告诉读者。")
    assert Letter.objects.get().outcome == "declined"


def test_an_answer_without_words_comes_back_with_the_choice_kept(clerk: User) -> None:
    arrived = letter()
    page = press(arrived, "answer", clerk, accepted="0", text=" ").content.decode()
    assert re.search(r'value="0"[^>]*checked', page)
    assert Letter.objects.get().state == "received"


def test_closing_without_an_answer_asks_for_the_reason(clerk: User) -> None:
    arrived = letter()
    assert "不予处理的原因" in press(arrived, "close", clerk).content.decode()
    assert Letter.objects.get().state == "received"
    assert messages(press(arrived, "close", clerk, reason="与本文无关。")) == ["JC-2026-0001 已办结。"]
    assert (Letter.objects.get().state, Letter.objects.get().outcome) == ("closed", "void")


def test_a_button_pressed_on_an_old_page_says_why_not(clerk: User) -> None:
    arrived = letter()
    handling.answer(letter=arrived, by=clerk, accepted=True, text="已经改正。", now=NOON)
    page = press(arrived, "answer", clerk, accepted="0", text="别的答复").content.decode()
    assert "这封来信已经答复" in page
    assert Letter.objects.get().answer == "已经改正。"


def test_the_file_is_for_those_who_answer_and_is_never_a_page(clerk: User) -> None:
    article = cast.published(now=NOON - DAY)
    proof = SimpleUploadedFile("证明.pdf", b"%PDF-1.7 proof")
    written(article, "doubt", now=NOON - HOUR, attachment=proof)
    arrived = Letter.objects.get()
    answer = at_desk(clerk).get(page_of(arrived, "attachment"))
    assert b"".join(answer) == b"%PDF-1.7 proof"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
    for other in (cast.reporter(), cast.chief(), cast.person("审计")):
        assert at_desk(other).get(page_of(arrived, "attachment")).status_code == 403


@pytest.mark.parametrize("role", ["记者", "责任编辑", "终审", "授权专员", "栏目维护", "系统管理"])
def test_letters_are_not_for_other_roles(clerk: User, role: str) -> None:
    arrived, other = letter(), at_desk(cast.person(role))
    for page in ("change", "answer", "take", "close"):
        assert other.get(page_of(arrived, page)).status_code == 403
    assert "读者来信" not in other.get(reverse("admin:index")).content.decode()


def test_the_auditor_reads_and_does_nothing(clerk: User) -> None:
    arrived, auditor = letter(), cast.person("审计")
    page = read(auditor, page_of(arrived))
    assert "应当是四公里" in page
    assert "没有处理读者来信的权限" in page
    refused = press(arrived, "answer", auditor, accepted="1", text="不归我管")
    assert "没有处理读者来信的权限" in refused.content.decode()
    assert Letter.objects.get().state == "received"
    assert at_desk(auditor).get(reverse("admin:feedback_letter_changelist") + "add/").status_code == 403
