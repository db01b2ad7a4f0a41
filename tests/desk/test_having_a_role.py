"""The table of roles is what the groups have once every app has been migrated."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from articles.roles import ROLES
from tests import cast

pytestmark = pytest.mark.django_db


def test_every_right_in_the_table_exists() -> None:
    there = set(Permission.objects.values_list("content_type__app_label", "codename"))
    named = {tuple(label.split(".")) for line in ROLES.values() for label in line.split()}
    assert named - there == set()


def test_each_group_has_exactly_what_its_line_says() -> None:
    cast.reporter()  # makes the groups again where a flush has taken them
    for name, line in ROLES.items():
        rights = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
        assert {".".join(right) for right in rights} == set(line.split())
