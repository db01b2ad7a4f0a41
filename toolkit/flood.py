"""How much one address may send us: a person who makes mistakes goes on, a machine does not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from . import throttle, visitors

HOUR = timedelta(hours=1)
MOST_STORED = 5  # forms an hour from one address
MOST_SENT = 60  # attempts an hour, mistakes included
TOO_MANY = (
    "没有提交：这个网络地址一小时内提交得太多了。填写的内容都还在，请过一小时再提交，或者打电话与我们联系。"
)


def may_send(request: HttpRequest, *, desk: str, now: datetime) -> bool:
    """Whether an attempt is looked at; one that is not costs one reading query. `desk` says whose form."""
    return _may(f"{desk}-sent", request, MOST_SENT, now)


def may_store(request: HttpRequest, *, desk: str, now: datetime) -> bool:
    """Whether a form without mistakes is stored."""
    return _may(f"{desk}-stored", request, MOST_STORED, now)


def _may(what: str, request: HttpRequest, limit: int, now: datetime) -> bool:
    key = f"{what}:{visitors.hashed(visitors.address_of(request))}"
    if throttle.spent(key=key, limit=limit, period=HOUR, now=now):
        return False
    return throttle.allow(key=key, limit=limit, period=HOUR, now=now)
