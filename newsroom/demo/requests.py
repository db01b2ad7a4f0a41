"""Requests for a licence in the demonstration newspaper, and what was done with them: the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from articles.models.article import BEIJING
from reprints import licensing
from reprints.application import Application
from reprints.models import Case

from .paper import HERE, Paper
from .pieces import Step, published_at

SAID = ("organisation", "contact", "phone", "email", "medium", "channels", "purpose")


def steps(paper: Paper) -> Iterator[Step]:
    """Every request and what was done with it, each at its time."""
    for request in tomllib.loads((HERE / "requests.toml").read_text(encoding="utf-8"))["request"]:
        made: list[Case] = []
        at = published_at(paper, request)
        yield at, partial(receive, paper, request, at, made)
        for step in request.get("step", []):
            when = published_at(paper, {"days_ago": request["days_ago"] - step["after"]})
            yield when, partial(handle, paper, request, step, when, made)


def receive(paper: Paper, request: dict[str, Any], at: datetime, made: list[Case]) -> None:
    begins = at.astimezone(BEIJING).date() + timedelta(days=3)
    application = Application(
        applicant_kind=request["kind"],
        wanted_from=begins,
        wanted_until=begins + timedelta(days=request["term"]),
        promised_to_cite=True,
        **{name: request[name] for name in SAID},
    )
    articles = [paper.articles[title] for title in request["articles"]]
    made.append(licensing.receive(articles=articles, application=application, now=at))


def handle(
    paper: Paper, request: dict[str, Any], step: dict[str, Any], at: datetime, made: list[Case]
) -> None:
    """The one thing that a step names."""
    case, desk = made[0], paper.in_role("授权专员")[0]
    term = {"begins": case.wanted_from, "ends": case.wanted_until}
    verbs: dict[str, Callable[..., object]] = {
        "ask": lambda said: licensing.ask(case=case, by=desk, text=said, now=at),
        "answer": lambda said: licensing.answer(case=case, text=said, now=at),
        "accept": lambda said: licensing.accept(case=case, by=desk, scope=said, now=at, **term),
        "refuse": lambda said: licensing.refuse(case=case, by=desk, reason=said, text=step["text"], now=at),
        "withdraw": lambda _: licensing.withdraw(case=case, now=at),
        "expire": lambda _: licensing.expire(case=case, now=at),
    }
    name = next(name for name in step if name in verbs)
    verbs[name](step[name])
