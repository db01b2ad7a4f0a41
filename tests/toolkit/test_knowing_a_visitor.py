"""A visitor is counted by address, and nobody can read the address from the count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from tests.cast import NOON
from toolkit import secret_pages, throttle, visitors


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not our proxy: what it says is hearsay
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # the first was made up by the visitor
        ("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1"),
        ("::ffff:10.0.0.2", "198.51.100.1", "198.51.100.1"),  # a socket for both families
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("10.0.0.2", "", "10.0.0.2"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: LazySettings, peer: str, forwarded: str, found: str
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    asked = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)
    assert visitors.address_of(asked) == found


def test_a_count_names_nobody_and_a_household_counts_once(settings: LazySettings) -> None:
    known = visitors.hashed("203.0.113.9")
    settings.SECRET_KEY = "another"
    assert visitors.hashed("203.0.113.9") != known, "without the key nobody finds the address by trying all"
    assert visitors.hashed("203.0.113.9") != visitors.hashed("203.0.113.8")
    assert visitors.hashed("::ffff:203.0.113.9") == visitors.hashed("203.0.113.9")
    assert (
        visitors.hashed("2001:db8::1") == visitors.hashed("2001:db8::2") != visitors.hashed("2001:db8:0:1::1")
    )


@pytest.mark.django_db
def test_who_has_no_more_left_is_known_without_counting() -> None:
    hour: dict[str, Any] = {"limit": 2, "period": timedelta(hours=1)}
    answers = []
    for _ in range(3):
        answers.append(throttle.spent(key="某", now=NOON, **hour))
        throttle.allow(key="某", now=NOON, **hour)
    assert answers == [False, False, True]
    assert not throttle.spent(key="某", now=NOON + timedelta(hours=1), **hour)


def test_a_secret_follows_from_its_nonce_and_the_key_only(settings: LazySettings) -> None:
    secret = secret_pages.secret_of("nonce", purpose="case")
    assert len(secret) == 40
    assert (
        secret
        == secret_pages.secret_of("nonce", purpose="case")
        != secret_pages.secret_of("nonce", purpose="other")
    )
    assert secret_pages.matches(secret, secret_pages.digest_of(secret))
    assert not secret_pages.matches("", None)
    assert not secret_pages.matches(secret, secret_pages.digest_of("other"))
    settings.SECRET_KEY = "another installation"
    assert secret != secret_pages.secret_of("nonce", purpose="case")
