"""A reader marks a sentence, says what is wrong with it, and gets a number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from articles.models.article import BEIJING
from feedback.models import Letter
from masthead.models import Holiday
from tests import cast
from tests.cast import DAY, NOON

from .readers import DESK, WORDS, form_of, letter, mail_to, office, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    office()
    return cast.published(now=NOON - DAY)


@time_machine.travel(NOON, tick=False)
def test_the_article_leads_to_both_forms_and_the_form_names_the_article(article: Article) -> None:
    page = unescape(Client().get(article.address).content.decode())
    for kind in ("error", "doubt"):
        assert f'href="{form_of(article, kind)}"' in page
        form = Client().get(form_of(article, kind)).content.decode()
        assert article.title in form
        assert article.address in form


@time_machine.travel(NOON, tick=False)
def test_the_marked_sentence_is_there_already(article: Article) -> None:
    page = Client().get(form_of(article, quote='步道<b>"沿海堤"</b>铺设'))
    assert "步道&lt;b&gt;&quot;沿海堤&quot;&lt;/b&gt;铺设</textarea>" in page.content.decode()


def test_a_report_is_stored_with_the_text_of_the_day_and_gets_a_number(article: Article) -> None:
    answer = written(article)
    stored = Letter.objects.get()
    assert answer.url == reverse("feedback:received", args=[stored.secret])
    assert (stored.number, stored.state, stored.revision) == ("JC-2026-0001", "received", article.live)
    assert {name: getattr(stored, name) for name in WORDS} == WORDS
    assert [event.kind for event in stored.events.all()] == ["received"]


def test_the_page_after_sending_gives_number_address_and_last_day(article: Article) -> None:
    page = Client().get(written(article).url).content.decode()
    stored = Letter.objects.get()
    for fact in ("JC-2026-0001", stored.outcome_address, "2026-11-27"):
        assert fact in page


def test_the_reader_and_the_desk_are_written_to_without_the_readers_words(article: Article) -> None:
    written(article, problem="请点击 http://evil.example", name="王某某", phone="13800001234")
    stored = Letter.objects.get()
    (receipt,), (notice,) = mail_to("chen@example.cn"), mail_to(DESK)
    assert receipt.subject == "已收到您的纠错，编号 JC-2026-0001"
    assert f"http://127.0.0.1:8000{stored.outcome_address}" in receipt.message
    assert reverse("admin:feedback_letter_change", args=[stored.pk]) in notice.message
    assert stored.secret not in notice.message
    for mail in (receipt, notice):
        for word in ("evil", "王某某", "13800001234", "步道沿海堤铺设", "应当是四公里"):
            assert word not in mail.subject + mail.message


def test_nobody_is_written_to_when_nobody_left_an_address(article: Article) -> None:
    written(article, email="")
    assert mail_to("") == []
    assert len(mail_to(DESK)) == 1
    page = Client().get(Letter.objects.get().outcome_address).content.decode()
    assert "已收到" in page


def test_numbers_are_counted_by_kind_and_year(article: Article) -> None:
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight in Beijing
    numbers = [letter(article, now=now, kind=kind).number for now, kind in (
        (NOON, "error"), (NOON, "doubt"), (NOON, "error"), (new_year, "error"),
    )]  # fmt: skip
    assert numbers == ["JC-2026-0001", "YY-2026-0001", "JC-2026-0002", "JC-2027-0001"]


@pytest.mark.django_db(transaction=True)
def test_letters_that_arrive_together_get_numbers_of_their_own(article: Article) -> None:
    def arrive(_: int) -> str:
        try:
            return letter(article, email="").number
        finally:
            connections.close_all()

    # SQLite has one writer at a time whatever the code does; a database in memory lets nobody wait.
    together = 8 if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(together) as readers:
        numbers = sorted(readers.map(arrive, range(8)))
    assert numbers == [f"JC-2026-{number:04d}" for number in range(1, 9)]


@pytest.mark.parametrize(("kind", "last_day"), [("error", date(2026, 11, 30)), ("doubt", date(2026, 12, 9))])
def test_the_last_day_counts_working_days_only(article: Article, kind: str, last_day: date) -> None:
    Holiday.objects.create(date=date(2026, 11, 26), name="放假")
    due = letter(article, kind=kind).due_at  # received on a Tuesday
    assert due.astimezone(BEIJING).date() == last_day
    assert due - NOON < 90 * DAY


def test_pressing_the_button_twice_is_one_letter(article: Article) -> None:
    with time_machine.travel(NOON, tick=False):
        opened = Client().get(form_of(article)).context["form"]["opened"].value()
    with time_machine.travel(NOON + DAY / 1440, tick=False):
        answers = [Client().post(form_of(article), {**WORDS, "opened": opened}) for _ in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Letter.objects.count() == 1
        assert len(mail_to(DESK)) == 1
        other = {**WORDS, "opened": opened, "problem": "第二段的年份也不对"}
        assert Client().post(form_of(article), other)["Location"] != answers[0]["Location"], "who goes back"
    assert Letter.objects.count() == 2


def test_a_sentence_that_has_been_put_right_meanwhile_belongs_to_the_text_that_had_it(
    article: Article,
) -> None:
    wrong = article.live
    cast.changed(article, body="<p>本网讯　步道沿海岸铺设。</p>", now=NOON)
    publishing.publish(article=article, by=cast.chief(), now=NOON)
    assert letter(article, now=NOON, quote="步道沿海堤\n铺设").revision == wrong
    assert letter(article, now=NOON, quote="步道沿海岸铺设").revision == article.live
    assert letter(article, now=NOON, quote="别处的话").revision == article.live


def test_an_article_that_readers_cannot_see_has_no_form(article: Article) -> None:
    with time_machine.travel(NOON, tick=False):
        assert Client().get(form_of(cast.draft())).status_code == 404
        for nonsense in ("0", "x", "１", "9" * 30):
            assert Client().get(reverse("feedback:error", query={"article": nonsense})).status_code == 404


def test_without_an_article_it_is_said_how_to_begin(article: Article) -> None:
    for kind, way in (("error", "发现差错？我要纠错"), ("doubt", "对内容有疑议？写给我们")):
        page = Client().get(reverse(f"feedback:{kind}"))
        assert page.status_code == 200
        assert way in page.content.decode()
        assert "<textarea" not in page.content.decode()
        assert Client().post(reverse(f"feedback:{kind}"), {"problem": "错字"}).status_code == 404


def test_whoever_was_writing_when_it_was_withdrawn_gets_the_words_back_and_not_the_title(
    article: Article,
) -> None:
    client = Client()
    with time_machine.travel(NOON, tick=False):
        opened = client.get(form_of(article)).context["form"]["opened"].value()
        publishing.withdraw(
            article=article, by=cast.chief(), kind=Article.Withdrawal.PRIVACY, reason="隐私", now=NOON
        )
        assert client.get(form_of(article)).status_code == 410
    with time_machine.travel(NOON + DAY / 1440, tick=False):
        page = client.post(form_of(article), {**WORDS, "opened": opened}).content.decode()
    assert "已经不再公开" in page
    assert "应当是四公里" in page
    assert article.title not in page
    assert not Letter.objects.exists()
