"""The first migration makes ten groups, each with the least it needs."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from articles.roles import ROLES
from tests import cast

pytestmark = pytest.mark.django_db
# Who may press what; everything that is not here is refused.
MAY = {
    "add_article": {"记者", "责任编辑"},
    "change_article": {"记者", "责任编辑"},
    "submit": {"记者", "责任编辑"},
    "first_review": {"初审"},
    "second_review": {"复审"},
    "final_review": {"终审"},
    "publish": {"责任编辑", "终审"},
    "withdraw": {"终审"},
    "correct": {"终审"},
    "waive": {"终审"},
    "assign": {"责任编辑", "终审", "系统管理"},
    "add_note": {"记者", "责任编辑", "初审", "复审", "终审"},
}


def test_there_are_ten_from_the_first_migration_on() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert len(ROLES) == 10


@pytest.mark.parametrize("right", MAY)
def test_only_these_roles_have_the_right(right: str) -> None:
    holders = {role for role in ROLES if cast.person(role).has_perm(f"articles.{right}")}
    assert holders == MAY[right]


def test_nobody_may_delete_an_article_or_touch_history() -> None:
    codes = [f"delete_{model}" for model in ("article", "image")]
    codes += [
        f"{action}_{model}"
        for model in ("revision", "publication", "articleevent", "imageuse")
        for action in ("add", "change", "delete")
    ]
    held = Permission.objects.filter(group__isnull=False, codename__in=codes)
    assert list(held.values_list("codename", flat=True)) == []


def test_the_auditor_only_reads() -> None:
    codes = Group.objects.get(name="审计").permissions.values_list("codename", flat=True)
    assert {code.partition("_")[0] for code in codes} == {"view"}
