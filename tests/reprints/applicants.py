"""People who ask for a licence, and requests in any state."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from articles.models import Article
from masthead.models import Masthead
from reprints import licensing
from reprints.application import Application
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON

SCOPE = "海风日报公众号，全文转载"
BEGINS, ENDS = date(2026, 12, 1), date(2027, 11, 30)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
TYPED = {
    "organisation": "海风日报社",
    "applicant_kind": "media",
    "contact": "陈某",
    "phone": "0595-87654321",
    "email": "chen@haifeng.example.cn",
    "medium": "海风日报",
    "channels": "haifeng.example.cn（闽ICP备00000000号）\n公众号：海风日报",
    "purpose": "全文转载，用于新闻栏目",
    "wanted_from": "2026-12-05",
    "wanted_until": "2027-11-30",
    "promised_to_cite": "on",
}


def application(**changes: Any) -> Application:
    dates = {"wanted_from": BEGINS, "wanted_until": ENDS, "promised_to_cite": True}
    return Application(**{**TYPED, **dates, **changes})


def request_for(*articles: Article, now: datetime = NOON, ticket: str = "", **changes: Any) -> Case:
    """A request that has come in."""
    wanted = articles or (cast.published(now=now - DAY),)
    return licensing.receive(articles=wanted, application=application(**changes), ticket=ticket, now=now)


def officer() -> User:
    return cast.person("授权专员")


def masthead() -> Masthead:
    facts = {"name": "海湾新闻网", "rights_email": "banquan@haiwan.example.cn", "phone": "0595-12345678"}
    return Masthead.objects.update_or_create(pk=1, defaults=facts)[0]


def accepted(case: Case, by: User, now: datetime = NOON) -> None:
    licensing.accept(case=case, by=by, scope=SCOPE, begins=BEGINS, ends=ENDS, now=now)


def refused(case: Case, by: User, now: datetime = NOON) -> None:
    licensing.refuse(case=case, by=by, reason=Case.Refusal.SCOPE, text="只能用于新闻报道", now=now)


def in_state(state: str) -> Case:
    """A request that the real verbs have brought there."""
    case, desk = request_for(), officer()
    match state:
        case "accepted":
            accepted(case, desk)
        case "ended":
            accepted(case, desk)
            licensing.expire(case=case, now=NOON + 400 * DAY)
        case "refused":
            refused(case, desk)
        case "withdrawn":
            licensing.withdraw(case=case, now=NOON)
        case "asked" | "answered" | "lapsed":
            licensing.ask(case=case, by=desk, text="请补充介绍信", now=NOON)
    if state == "answered":
        licensing.answer(case=case, text="已附上", now=NOON)
    elif state == "lapsed":
        licensing.expire(case=case, now=NOON + 30 * DAY)
    return Case.objects.get(pk=case.pk)


def form_for(article: Article | None) -> str:
    return reverse("reprints:apply") + (f"?article={article.pk}" if article else "")


def opened(address: str, client: Client | None = None) -> str:
    """The signed moment that a page was opened at."""
    page = (client or Client()).get(address)
    return str(page.context["form"]["opened"].value())


def letters(to: str) -> list[Email]:
    """What was written to an address, the first first."""
    return [letter for letter in Email.objects.order_by("id") if letter.to == [to]]


MINUTE = timedelta(minutes=1)
