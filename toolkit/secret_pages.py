"""Pages for whoever knows their address: the secret is never stored, and guessing it teaches nothing."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from . import throttle, visitors

MOST_WRONG = 20
PERIOD = timedelta(hours=1)


def nonce_of(ticket: str, *said: object) -> str:
    """The same words on the same opened form have the same nonce, 64 digits; without a ticket it is chance."""
    words = json.dumps([ticket or secrets.token_hex(16), *said], default=str, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def secret_of(nonce: str, *, purpose: str) -> str:
    """160 bits that follow from `nonce` and the installation's key: the database alone does not give them."""
    return salted_hmac(f"toolkit.secret_pages.{purpose}", nonce, algorithm="sha256").hexdigest()[:40]


def digest_of(secret: str) -> str:
    """What is stored of a secret: SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, digest: str | None) -> bool:
    """Whether `secret` has that digest; a wrong secret takes as long as a row that isn't there."""
    return constant_time_compare(digest_of(secret), digest or digest_of("")) and digest is not None


def may_try(request: HttpRequest, *, now: datetime) -> bool:
    """False once somebody at this address has tried too many wrong secrets within an hour."""
    return not throttle.spent(key=_key(request), limit=MOST_WRONG, period=PERIOD, now=now)


def count_wrong(request: HttpRequest, *, now: datetime) -> None:
    """Remember one wrong secret from this address."""
    throttle.allow(key=_key(request), limit=MOST_WRONG, period=PERIOD, now=now)


def closed(response: HttpResponseBase, *, has_form: bool = False) -> HttpResponseBase:
    """`response` with headers that keep its address to whoever has it.

    A page without a referrer sends its forms with the origin `null`, which the CSRF check refuses; so a page
    that has a form tells its address to this site, and to nobody else.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin" if has_form else "no-referrer"
    return response


def _key(request: HttpRequest) -> str:
    return f"wrong-secret:{visitors.hashed(visitors.address_of(request))}"
