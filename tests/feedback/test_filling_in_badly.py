"""Whatever goes wrong, the form comes back with what was typed and one sentence for each field."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article
from feedback.models import Letter
from tests import cast
from tests.cast import DAY, NOON

from .readers import DESK, form_of, mail_to, office, written

pytestmark = pytest.mark.django_db
ANOTHER = "203.0.113.7"


@pytest.fixture
def article() -> Article:
    office()
    return cast.published(now=NOON - DAY)


def complaints(page: Any) -> dict[str, list[str]]:
    """What the form says about each field; nothing was stored and nobody was written to."""
    assert not Letter.objects.exists()
    assert mail_to(DESK) == []
    return {name: list(said) for name, said in page.context["form"].errors.items()}


def test_each_field_says_in_one_sentence_what_to_do(article: Article) -> None:
    page = written(
        article,
        "doubt",
        problem=" ",
        email="chen＠example",
        phone="请打我手机",
        name="陈" * 41,
        quote="字" * 501,
    )
    assert complaints(page) == {
        "problem": ["请填写您的疑议"],
        "email": ["电子邮箱写得不对，例如 lianxi@example.cn"],
        "phone": ["电话写得不对，例如 0592-1234567"],
        "name": ["怎样称呼您最多40个字，现在是41个"],
        "quote": ["有疑议的原文最多500个字，现在是501个"],
    }


def test_what_was_typed_is_still_there(article: Article) -> None:
    page = unescape(
        written(
            article, problem="", suggestion="据“新区公报”\n第三版", email="chen＠example"
        ).content.decode()
    )
    assert "据“新区公报”\n第三版</textarea>" in page
    assert 'value="chen＠example"' in page
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.S)
    assert summary
    assert re.findall(r'href="#(\w+)"', summary[0]) == ["id_problem", "id_email"]


def test_a_doubt_needs_an_address_and_an_error_does_not(article: Article) -> None:
    assert complaints(written(article, "doubt", email="")) == {"email": ["请填写电子邮箱"]}
    assert written(article, "error", email="").status_code == 302


def test_a_machine_that_fills_every_field_is_told_and_loses_nothing(article: Article) -> None:
    page = written(article, homepage="http://spam.example")
    (sentence,) = complaints(page)["__all__"]
    assert "没有提交" in sentence
    assert "应当是四公里</textarea>" in page.content.decode()
    assert "spam.example" not in page.content.decode()


def test_a_form_that_comes_back_at_once_was_not_typed(article: Article) -> None:
    (sentence,) = complaints(written(article, seconds=2))["__all__"]
    assert "太快" in sentence


def test_a_second_line_never_becomes_a_header(article: Article) -> None:
    page = written(
        article, name="陈\r\nBcc: victim@example.cn", email="chen@example.cn\nBcc: victim@example.cn"
    )
    assert complaints(page) == {
        "name": ["这一栏只能写一行，请去掉换行"],
        "email": ["这一栏只能写一行，请去掉换行"],
    }


def test_a_sixth_letter_within_an_hour_waits_and_is_not_lost(article: Article) -> None:
    for number in range(5):
        assert written(article, problem=f"第{number}处").status_code == 302
    # mistakes don't count
    assert (
        written(
            article, problem="", now=NOON + timedelta(minutes=20), client=Client(REMOTE_ADDR=ANOTHER)
        ).status_code
        == 200
    )
    page = written(article, problem="第五处以后", now=NOON + timedelta(minutes=30))
    assert page.status_code == 429
    assert "一小时内提交得太多" in page.content.decode()
    assert "第五处以后</textarea>" in page.content.decode()
    assert Letter.objects.count() == 5
    assert (
        written(article, now=NOON + timedelta(minutes=30), client=Client(REMOTE_ADDR=ANOTHER)).status_code
        == 302
    )
    assert written(article, now=NOON + timedelta(minutes=61)).status_code == 302


def test_one_address_is_written_to_three_times_a_day_and_every_letter_is_stored(article: Article) -> None:
    for number in range(4):
        assert written(article, now=NOON + number * timedelta(minutes=5)).status_code == 302
    assert len(mail_to("chen@example.cn")) == 3
    assert Letter.objects.count() == 4
    assert len(mail_to(DESK)) == 4


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("证明.pdf", b"<script>alert(1)</script>", "只收 PDF、JPEG 和 PNG 文件"),
        ("证明.exe", b"MZ\x90\x00", "只收 PDF、JPEG 和 PNG 文件"),
        ("空.pdf", b"", "文件是空的"),
        ("断.png", b"\x89PNG\r\n\x1a\n....", "没有"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_the_words_stay(
    article: Article, tmp_path: Any, name: str, content: bytes, sentence: str
) -> None:
    page = written(article, "doubt", attachment=SimpleUploadedFile(name, content))
    assert sentence in complaints(page)["attachment"][0]
    assert "应当是四公里</textarea>" in page.content.decode()
    assert "附件请重新选择" in page.content.decode()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_form_without_its_token_is_turned_away(article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel(NOON, tick=False):
        assert client.post(form_of(article), {"problem": "错字"}).status_code == 403
    assert not Letter.objects.exists()
