"""Whoever has the address sees what became of a letter; whoever guesses learns nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from feedback import handling
from feedback.models import Letter
from tests import cast
from tests.cast import DAY, HOUR, NOON

from .readers import letter, mail_to, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived() -> Letter:
    office()
    return letter()


def shown(arrived: Letter) -> str:
    with time_machine.travel(NOON + HOUR, tick=False):
        return Client().get(arrived.outcome_address).content.decode()


def test_the_page_follows_the_letter_from_receipt_to_closing(arrived: Letter) -> None:
    by = cast.person("读者来信")
    assert "已收到" in shown(arrived)
    assert "2026-11-27" in shown(arrived)
    handling.take(letter=arrived, by=by, now=NOON)
    assert "处理中" in shown(arrived)
    handling.answer(letter=arrived, by=by, accepted=True, text="已经改正。\n谢谢您。", now=NOON)
    for fact in ("已答复：已采纳", "已经改正。\n谢谢您。", "2026-11-24"):
        assert fact in shown(arrived)
    handling.close(letter=arrived, by=by, now=NOON)
    assert "已办结" in shown(arrived)
    assert "已经改正。" in shown(arrived)


def test_the_answer_goes_out_by_mail_with_the_address_of_the_page(arrived: Letter) -> None:
    handling.answer(
        letter=arrived, by=cast.person("读者来信"), accepted=False, text="经核对，原文无误。", now=NOON
    )
    _, mail = mail_to("chen@example.cn")
    assert mail.subject == "对您纠错的答复，编号 JC-2026-0001"
    for fact in ("未采纳", "经核对，原文无误。", arrived.outcome_address, "海湾新闻网", "0592-5550100"):
        assert fact in mail.message


def test_a_letter_that_is_not_dealt_with_says_why_on_the_page_and_by_mail(arrived: Letter) -> None:
    handling.close(letter=arrived, by=cast.person("读者来信"), reason="与本文无关。", now=NOON)
    assert "不予处理" in shown(arrived)
    assert "与本文无关。" in shown(arrived)
    assert "与本文无关。" in mail_to("chen@example.cn")[-1].message


def test_html_of_a_reader_or_a_colleague_is_shown_as_typed() -> None:
    trap = '<img src=x onerror="alert(1)">'
    arrived = letter(problem=trap, quote=trap, suggestion=trap, name=trap)
    handling.answer(letter=arrived, by=cast.person("读者来信"), accepted=True, text=trap, now=NOON)
    page = shown(arrived)
    assert "<img src=x" not in page
    assert page.count("&lt;img src=x") == 4


def test_the_page_is_for_its_reader_only(arrived: Letter) -> None:
    for address in (arrived.outcome_address, reverse("feedback:received", args=[arrived.secret])):
        page = Client().get(address)
        assert page["Cache-Control"] == "private, no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "no-referrer"
    assert len(arrived.secret) * 4 >= 128
    kept = {str(value) for row in Letter.objects.values() for value in row.values()}
    assert arrived.secret not in kept


def test_wrong_and_missing_secrets_answer_alike(arrived: Letter) -> None:
    wrong = arrived.secret[:-1] + ("0" if arrived.secret[-1] != "0" else "1")
    answers = [
        Client().get(reverse("feedback:outcome", args=[secret]))
        for secret in (wrong, "x", arrived.secret.upper())
    ]
    pages = {re.sub(r"\d\d:\d\d", "", page.content.decode()) for page in answers}
    assert {page.status_code for page in answers} == {404}
    assert len(pages) == 1


def test_an_erased_letter_is_not_found_by_an_empty_secret(arrived: Letter) -> None:
    Letter.objects.filter(pk=arrived.pk).update(secret_digest="", nonce="")
    assert Client().get(reverse("feedback:outcome", args=[arrived.secret])).status_code == 404


def test_guessing_is_stopped_after_twenty_wrong_addresses(arrived: Letter) -> None:
    with time_machine.travel(NOON, tick=False):
        for number in range(20):
            assert Client().get(reverse("feedback:outcome", args=[f"guess{number}"])).status_code == 404
        assert Client().get(arrived.outcome_address).status_code == 404
        assert Client(REMOTE_ADDR="203.0.113.7").get(arrived.outcome_address).status_code == 200
    with time_machine.travel(NOON + timedelta(minutes=61), tick=False):
        assert Client().get(arrived.outcome_address).status_code == 200


def test_a_withdrawn_article_is_not_named(arrived: Letter) -> None:
    title = arrived.article.title
    with time_machine.travel(NOON, tick=False):
        assert title in shown(arrived)
        publishing.withdraw(
            article=arrived.article, by=cast.chief(), kind=Article.Withdrawal.ORDER, reason="要求", now=NOON
        )
    assert title not in shown(arrived)
    assert "已经不再公开" in shown(arrived)


def test_the_answer_stays_for_half_a_year_after_closing(arrived: Letter) -> None:
    by = cast.person("读者来信")
    handling.answer(letter=arrived, by=by, accepted=True, text="已经改正。", now=NOON)
    handling.close(letter=arrived, by=by, now=NOON)
    assert handling.erase_due(NOON + 182 * DAY) == 0
    assert "已经改正。" in shown(arrived)
