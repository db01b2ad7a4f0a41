"""A reprint says where, by whom, when and under which headline it first stood."""

from __future__ import annotations

from typing import Any

import pytest

from tests import cast

from .texts import findings, found

pytestmark = pytest.mark.django_db
COMPLETE: dict[str, Any] = cast.PROVENANCE | {
    "origin": "permitted",
    "original_title": "海堤步道夜间照明本周亮灯",
    "title_change_reason": "",
}


@pytest.mark.parametrize("origin", ["permitted", "licensed"])
def test_a_complete_reprint_passes(origin: str) -> None:
    assert found(**COMPLETE | {"origin": origin}) == []


@pytest.mark.parametrize("origin", ["permitted", "licensed"])
@pytest.mark.parametrize(
    ("field", "empty", "rule"),
    [
        ("original_url", "", "reprint_address"),
        ("original_title", "", "reprint_title"),
        ("original_author", "", "reprint_author"),
        ("editor", "", "reprint_editor"),
        ("original_published_at", None, "reprint_time"),
    ],
)
def test_each_fact_that_lacks_blocks(origin: str, field: str, empty: Any, rule: str) -> None:
    (finding,) = findings(**COMPLETE | {"origin": origin, field: empty})
    assert (finding.rule, finding.severity, finding.field) == (rule, "block", field)


@pytest.mark.parametrize("origin", ["original", "government", "contributed", "fact"])
def test_what_is_no_reprint_needs_none_of_it(origin: str) -> None:
    assert found(origin=origin) == []


def test_a_changed_headline_asks_for_a_reason() -> None:
    (finding,) = findings(**COMPLETE | {"original_title": "步道亮灯了"})
    assert (finding.rule, finding.severity, finding.quote) == (
        "changed_headline",
        "block",
        "原标题：步道亮灯了",
    )
    reason = {"original_title": "步道亮灯了", "title_change_reason": "原标题未写地点"}
    assert found(**COMPLETE | reason) == ["doubled_title"]


def test_other_signs_do_not_change_a_headline() -> None:
    assert found(**COMPLETE | {"original_title": "海堤步道　夜间照明，本周亮灯！"}) == []
