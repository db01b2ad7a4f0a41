"""A form with mistakes comes back with everything that was typed, and says what to do about each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from post_office.models import Email

from articles import publishing
from articles.models import Article
from articles.rules import NotAllowed
from reprints import licensing
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON

from .applicants import PDF, TYPED, application, form_for
from .test_asking_for_a_licence import sent

pytestmark = pytest.mark.django_db
EMPTY: dict[str, Any] = dict.fromkeys(TYPED, "")


def mistakes(article: Article | None = None, **changes: Any) -> dict[str, list[str]]:
    """What is wrong by field; nothing was stored and nobody written to."""
    page = sent(article or cast.published(now=NOON - DAY), **changes)
    assert not Case.objects.exists()
    assert not Email.objects.exists()
    return dict(page.context["form"].errors)


def test_what_was_typed_stands_there_again_and_the_summary_leads_to_each_field() -> None:
    page = sent(cast.published(now=NOON - DAY), email="chen@", channels="公众号等")
    text = page.content.decode()
    assert page.status_code == 200
    for typed in (
        "海风日报社",
        "陈某",
        "0595-87654321",
        "chen@",
        "公众号等",
        "全文转载，用于新闻栏目",
        "2027-11-30",
    ):
        assert typed in text
    assert '<a href="#id_email">电子邮箱写得不对，例如 lianxi@example.cn</a>' in text
    assert 'id="id_channels_error"' in text


def test_an_empty_form_gets_one_sentence_for_each_field() -> None:
    assert mistakes(**EMPTY) == {
        "organisation": ["请填写单位名称"],
        "applicant_kind": ["请选择申请人类型"],
        "contact": ["请填写联系人"],
        "phone": ["请填写联系电话"],
        "email": ["请填写电子邮箱"],
        "medium": ["请填写媒体或账号名称"],
        "channels": ["请填写发布平台"],
        "purpose": ["请填写用途"],
        "wanted_from": ["请填写使用开始日期"],
        "wanted_until": ["请填写使用结束日期"],
        "promised_to_cite": ["请勾选承诺，否则不能转载"],
    }


@pytest.mark.parametrize(
    "vague",
    ["公众号、微博等", "官网\n等平台", "其他新媒体", "全网发布", "各大客户端", "官网……", "公众号等。"],
)
def test_places_that_are_not_named_are_refused(vague: str) -> None:
    (reason,) = mistakes(channels=vague)["channels"]
    assert "逐个写全" in reason


@pytest.mark.parametrize("named", ["平等网 pingdeng.example.cn", "公众号：高等教育观察", "等闲视之播客"])
def test_a_name_may_have_the_character_in_it(named: str) -> None:
    sent(cast.published(now=NOON - DAY), channels=named)
    assert Case.objects.get().channels == named


@pytest.mark.parametrize(
    ("begins", "ends", "reason"),
    [
        ("2026-12-02", "2026-12-01", "不能早于"),
        ("2026-01-01", "2026-11-23", "已经过去"),
        ("2026-12-01", "2029-12-02", "最长3年"),
        ("2026-12-01", "明年", "日期写得不对，例如 2026-12-01"),
    ],
)
def test_a_term_has_a_beginning_and_an_end(begins: str, ends: str, reason: str) -> None:
    (said,) = mistakes(wanted_from=begins, wanted_until=ends)["wanted_until"]
    assert reason in said


def test_an_article_of_somebody_else_names_its_owner_and_has_no_form() -> None:
    wire = cast.source("东海通讯社", ours=False)
    theirs = cast.published(now=NOON - DAY, source=wire, title="东海渔场开捕")
    ours = cast.published(now=NOON - DAY)
    page = sent(ours, more=theirs.address)
    assert "《东海渔场开捕》的版权不属于本网" in page.context["form"].errors["more"][0]
    assert "东海通讯社" in page.context["form"].errors["more"][0]


def test_the_page_for_an_article_of_somebody_else_takes_nothing_in() -> None:
    theirs = cast.published(now=NOON - DAY, source=cast.source("东海通讯社", ours=False))
    with time_machine.travel(NOON, tick=False):
        for page in (Client().get(form_for(theirs)), Client().post(form_for(theirs), TYPED)):
            text = page.content.decode()
            assert "权利人" in text
            assert "东海通讯社" in text
            assert "<form" not in text.partition("<main")[2]
    assert not Case.objects.exists()


def test_what_readers_cannot_see_is_not_named() -> None:
    secret = cast.draft(now=NOON - DAY, title="尚未公布的任命")
    publishing.schedule(article=secret, by=cast.chief(), at=NOON + DAY, now=NOON - DAY)
    gone = cast.published(now=NOON - DAY, title="撤下的稿件")
    publishing.withdraw(
        article=gone, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="数字有误", now=NOON - DAY
    )
    ours = cast.published(now=NOON - DAY)
    for article in (secret, gone):
        (reason,) = mistakes(ours, more=f"/2026-11/25/content_{article.pk}.htm")["more"]
        assert "没有找到" in reason
        assert article.title not in reason


def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing_behind(settings: LazySettings) -> None:
    said = mistakes(attachment=SimpleUploadedFile("执照.pdf", b"<script>alert(1)</script>"))
    assert "只收 PDF、JPEG 和 PNG" in said["attachment"][0]
    assert not list(Path(settings.PRIVATE_ROOT).rglob("*.*"))


def test_a_file_that_came_with_a_refused_request_is_not_kept(settings: LazySettings) -> None:
    mistakes(attachment=SimpleUploadedFile("执照.pdf", PDF), email="")
    assert not list(Path(settings.PRIVATE_ROOT).rglob("*.*"))


@pytest.mark.parametrize("field", ["organisation", "contact", "phone", "email", "medium"])
def test_a_second_line_in_a_line_goes_nowhere(field: str) -> None:
    two_lines: dict[str, Any] = {field: f"{TYPED[field]}\r\nBcc: everybody@example.cn"}
    assert field in mistakes(**two_lines)


def test_the_verb_refuses_what_the_form_would_have_refused() -> None:
    article = cast.published(now=NOON - DAY)
    for changes in ({"promised_to_cite": False}, {"channels": "全网"}):
        with pytest.raises(NotAllowed):
            licensing.receive(articles=[article], application=application(**changes), now=NOON)
    with pytest.raises(NotAllowed, match="请写明"):
        licensing.receive(articles=[], application=application(), now=NOON)
    with pytest.raises(NotAllowed, match="最多申请10篇"):
        licensing.receive(articles=[article] * 11, application=application(), now=NOON)
