"""Origin and source decide which clause applies, what a reader may do, and what machines are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import rights
from masthead.models import Policy
from tests import cast
from tests.cast import HOUR

pytestmark = pytest.mark.django_db
OURS, THEIRS = ("海湾新区新闻网", True), ("东海通讯社", False)
# source, origin, other words → clause, may apply here, holder, a word of the consequence
TABLE: list[tuple[tuple[str, bool], str, dict[str, str], int, bool, str, str]] = [
    (OURS, "original", {}, 1, True, "海湾新区新闻网", "本网书面授权"),
    (THEIRS, "original", {}, 2, False, "东海通讯社", "与东海通讯社联系"),
    (THEIRS, "licensed", {}, 2, False, "东海通讯社", "无权授权"),
    (THEIRS, "permitted", {}, 2, False, "东海通讯社", "无权授权"),
    (OURS, "permitted", {}, 2, False, "海湾新区新闻网", "无权授权"),
    (THEIRS, "government", {}, 2, False, "东海通讯社", "不得改动原意"),
    (OURS, "contributed", {"byline": "许某某"}, 2, False, "许某某", "作者（许某某）同意"),
    (OURS, "fact", {}, 2, False, "", "可以转载"),
    (OURS, "original", {"kind": "advertisement"}, 2, False, "广告主", "无权授权"),
]


@pytest.mark.parametrize(("source", "origin", "more", "clause", "may_apply", "holder", "word"), TABLE)
def test_the_table_of_origins(
    source: tuple[str, bool],
    origin: str,
    more: dict[str, Any],
    clause: int,
    may_apply: bool,
    holder: str,
    word: str,
) -> None:
    name, ours = source
    text = cast.draft(source=cast.source(name, ours=ours), origin=origin, **more).newest
    assert text is not None
    found = rights.of(text, "海湾新区新闻网")
    assert (found.clause, found.may_apply, found.holder) == (clause, may_apply, holder)
    assert word in found.consequence
    assert found.credit == f"来源：{name}"


def test_the_page_and_the_metadata_say_the_same(client: Client) -> None:
    Policy.objects.create(
        number=1, clause_ours="本网{name}的稿件", clause_others="转载的稿件", in_force_from=cast.NOON
    )
    for ours, name in ((True, "海湾新区新闻网"), (False, "东海通讯社")):
        article = cast.published(source=cast.source(name, ours=ours), now=timezone.now() - HOUR)
        page = client.get(article.address)
        html = page.content.decode()
        assert ("申请转载</a>" in html) is ours
        assert ('"acquireLicensePage"' in html) is ours
        assert f'"copyrightNotice": "© {name}"' in html
        assert "转载的稿件" in html


def test_a_source_that_becomes_ours_changes_what_readers_may_do_at_once(client: Client) -> None:
    sister = cast.source("今日海湾", ours=False)
    article = cast.published(source=sister, origin="original", now=timezone.now() - HOUR)
    assert "申请转载</a>" not in client.get(article.address).content.decode()
    sister.rights_held_by_us = True
    sister.save()
    assert "申请转载</a>" in client.get(article.address).content.decode()
