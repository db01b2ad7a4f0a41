"""A medium asks for an article, gets a number and a page, and is told when the answer comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from masthead.models import Policy
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON

from .applicants import MINUTE, PDF, TYPED, form_for, letters, masthead, opened, request_for

pytestmark = pytest.mark.django_db


def sent(article: Article | None, *, now: datetime = NOON, **changes: Any) -> Any:
    """The form filled in and sent a minute after it was opened; the page that comes back."""
    client = Client()
    with time_machine.travel(now, tick=False) as clock:
        signed = opened(form_for(article), client)
        clock.shift(MINUTE)
        return client.post(form_for(article), {**TYPED, "opened": signed, **changes}, follow=True)


def test_the_button_of_our_article_leads_to_the_form() -> None:
    article = cast.published(now=NOON - DAY)
    with time_machine.travel(NOON, tick=False):
        page = Client().get(article.address).content.decode()
        assert f'href="{form_for(article)}"' in page
        assert article.title in Client().get(form_for(article)).content.decode()


def test_a_request_is_kept_with_the_text_and_the_policy_of_the_day() -> None:
    masthead()
    policy = Policy.objects.create(number=1, in_force_from=NOON - DAY, clause_ours="甲", clause_others="乙")
    article = cast.published(now=NOON - DAY)
    read = article.live
    page = sent(article, attachment=SimpleUploadedFile("介绍信.pdf", PDF))
    case = Case.objects.get()
    publishing.publish(article=cast.changed(article, title="改过的标题"), by=cast.chief(), now=NOON + DAY)
    assert (case.number, case.state, case.policy) == ("ZZ-2026-0001", "received", policy)
    assert [row.revision for row in case.requested.all()] == [read]
    assert case.channels.splitlines() == ["haifeng.example.cn（闽ICP备00000000号）", "公众号：海风日报"]
    assert case.attachment["title"] == "介绍信.pdf"
    assert f"{case.due_at:%Y-%m-%d %H:%M:%S}" == "2026-12-01 15:59:59"  # the fifth working day, in UTC
    text = page.content.decode()
    assert page.redirect_chain == [(case.page, 302)]
    assert "ZZ-2026-0001" in text
    assert f"http://127.0.0.1:8000{case.page}" in text
    assert "我们在 2026-12-01 前答复" in text


def test_the_applicant_and_the_desk_are_written_to_and_none_carries_the_words_of_a_stranger() -> None:
    desk = masthead()
    sent(cast.published(now=NOON - DAY))
    case = Case.objects.get()
    (confirmation,) = letters(TYPED["email"])
    (notice,) = letters(desk.rights_email)
    assert confirmation.subject == "转载申请 ZZ-2026-0001 已收到"
    assert case.page in confirmation.message
    assert "2026-12-01 前答复" in confirmation.message
    assert "海湾新闻网" in confirmation.message
    assert reverse("admin:reprints_case_change", args=[case.pk]) in notice.message
    assert case.secret not in notice.message
    for letter in (confirmation, notice):
        whole = letter.subject + letter.message
        assert [word for word in TYPED.values() if len(word) > 5 and word in whole] == []


def test_several_articles_are_asked_for_by_their_addresses() -> None:
    one, two, three = (cast.published(now=NOON - DAY, title=f"第{n}篇讲海堤的稿件") for n in "一二三")
    sent(one, more=f"http://127.0.0.1:8000{two.address}\n{three.address}?from=wechat\n{one.address}")
    assert list(Case.objects.get().articles.order_by("id")) == [one, two, three]


def test_the_form_without_an_article_asks_for_addresses() -> None:
    article = cast.published(now=NOON - DAY)
    assert "请填写要转载的稿件网址" in sent(None, more="").content.decode()
    sent(None, more=article.address)
    assert list(Case.objects.get().articles.all()) == [article]


def test_pressing_twice_is_asking_once_and_other_words_are_another_request() -> None:
    article = cast.published(now=NOON - DAY)
    first = request_for(article, ticket="one form")
    again = request_for(article, ticket="one form")
    other = request_for(article, ticket="one form", purpose="另一种用途")
    assert first.pk == again.pk != other.pk
    assert len(letters(TYPED["email"])) == 2


def test_numbers_follow_one_another_and_begin_anew_with_the_year_in_beijing() -> None:
    article = cast.published(now=NOON - DAY)
    last_hour = datetime.fromisoformat("2026-12-31T23:30:00+08:00")
    cases = [request_for(article, now=when) for when in (NOON, NOON, last_hour, last_hour + 60 * MINUTE)]
    assert [case.number for case in cases] == ["ZZ-2026-0001", "ZZ-2026-0002", "ZZ-2026-0003", "ZZ-2027-0001"]


def test_a_number_that_a_failed_request_would_have_had_goes_to_the_next() -> None:
    article = cast.published(now=NOON - DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        request_for(article, email="")
    assert request_for(article).number == "ZZ-2026-0001"
