"""Readers who write, with the form as a browser would or straight to the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from articles.models import Article
from feedback import handling
from feedback.models import Letter
from masthead.models import Masthead
from tests import cast
from tests.cast import NOON

DESK = "laixin@example.cn"
WORDS = {"problem": "应当是四公里", "quote": "步道沿海堤铺设", "email": "chen@example.cn"}


def office() -> None:
    """The paper has a name and an address for letters."""
    Masthead.objects.update_or_create(
        pk=1, defaults={"name": "海湾新闻网", "email": DESK, "phone": "0592-5550100"}
    )


def letter(
    article: Article | None = None, *, now: datetime = NOON, kind: str = "error", **words: str
) -> Letter:
    """A letter that has arrived."""
    about = article or cast.published(now=NOON - cast.DAY)
    said = handling.Words(**{**WORDS, **words})
    return handling.receive(article=about, kind=Letter.Kind(kind), words=said, now=now)


def form_of(article: Article, kind: str = "error", **query: str) -> str:
    return reverse(f"feedback:{kind}", query={"article": str(article.pk), **query})


def written(
    article: Article,
    kind: str = "error",
    *,
    now: datetime = NOON,
    seconds: int = 60,
    client: Client | None = None,
    **said: Any,
) -> Any:
    """Open the form, take some time, send it; returns the answer without following it."""
    browser, address = client or Client(), form_of(article, kind)
    with time_machine.travel(now, tick=False):
        opened = browser.get(address).context["form"]["opened"].value()
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        return browser.post(address, {**WORDS, "opened": opened, **said})


def mail_to(address: str) -> list[Email]:
    """Letters that wait for the keeper, the oldest first."""
    return [mail for mail in Email.objects.order_by("id") if mail.to == [address]]
