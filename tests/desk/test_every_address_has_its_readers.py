"""docs/roles.md is the expectation: who may open which address; an address without a line fails."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.roles import ROLES

from .visits import at_desk
from .world import Address, addresses, filled, furnish, people

pytestmark = pytest.mark.django_db
TABLE = settings.ROOT / "docs" / "roles.md"
LINE = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|$", re.M)
RIGHT = re.compile(r"^\| [^`|]+ `([^`]+)` \| ([^|]+) \|$", re.M)
EVERYONE, STAFF, NOBODY, ROOT = "everyone", "every role", "nobody", "superuser"


def expected(table: Path = TABLE) -> dict[str, str]:
    """Name of the address to its readers, as the document says."""
    rows = LINE.findall(table.read_text())
    doubles = [name for name, count in Counter(name for name, _ in rows).items() if count > 1]
    assert doubles == []
    return {name: readers.strip() for name, readers in rows}


def lets_in(browser: Client, path: str) -> bool:
    """Whether the person sees more there than a closed door; a server error is no answer."""
    answer = browser.get(path)
    assert answer.status_code < 500, path
    login = reverse("admin:login")
    away = answer.status_code == 302 and answer["Location"].startswith(login)
    return answer.status_code != 403 and not away


def readers_of(path: str, desks: dict[str, Client]) -> str:
    """In the words of the table."""
    if lets_in(Client(), path):
        return EVERYONE
    inside = [role for role, browser in desks.items() if lets_in(browser, path)]
    if not inside:
        return NOBODY
    assert ROOT in inside, path
    if len(inside) == len(ROLES) + 1:
        return STAFF
    return " ".join(role for role in ROLES if role in inside) or ROOT


def test_every_address_of_the_site_is_open_to_whom_the_table_names_and_to_nobody_else() -> None:
    world, table = furnish(), expected()
    desks = {name: at_desk(person) for name, person in people().items()}
    measured = {address.name: readers_of(filled(address, world), desks) for address in addresses()}
    assert {name: who for name, who in measured.items() if table.get(name) != who} == {}
    assert set(table) - set(measured) == set(), "lines about addresses that are gone"


def test_an_account_that_was_never_let_in_stands_at_the_door() -> None:
    world = furnish()
    stranger = User.objects.create_user("stranger")
    browser, door = at_desk(stranger), "admin/"
    inside = [address for address in addresses() if address.route.startswith(door)]
    public = {"admin:login", "admin:jsi18n"}
    opened = [each.name for each in inside if lets_in(browser, filled(each, world))]
    assert set(opened) <= public | {"admin:logout"}, opened


def test_a_new_address_without_a_line_would_be_noticed() -> None:
    names = {address.name for address in addresses()}
    assert "admin:articles_article_change" in names
    assert "articles:home" in names
    assert Address("admin/auth/user/<path:object_id>/", "admin/auth/user/<path:object_id>/") in set(
        addresses()
    )


def test_the_rights_in_the_document_are_those_that_the_migrations_give() -> None:
    said = {right: roles.strip().split() for right, roles in RIGHT.findall(TABLE.read_text())}
    given = {right for line in ROLES.values() for right in line.split() if ".view_" not in right}
    assert said == {right: [role for role in ROLES if right in ROLES[role].split()] for right in given}
