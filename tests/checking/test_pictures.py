"""Pictures have words, a caption, a name, and rights that last."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests import cast

from .texts import figure, findings, found, picture

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_complete_picture_passes() -> None:
    picture()
    assert found(body=figure()) == []


@pytest.mark.parametrize(
    ("lacks", "rule"),
    [({"alt": ""}, "alt"), ({"caption": ""}, "caption"), ({"credit": ""}, "credit")],
)
def test_what_a_picture_lacks_is_said_with_its_place(lacks: dict[str, str], rule: str) -> None:
    picture()
    (finding,) = findings(body="<p>本网讯</p>" + figure(**lacks))
    assert (finding.rule, finding.field) == (rule, "body")
    assert finding.message.startswith("正文第1张图片没有")


def test_a_name_in_the_caption_is_a_credit() -> None:
    assert found(body=figure(caption="夜间的步道　林某　摄", credit="")) == []


def test_a_cover_needs_words_and_nobody_can_waive_that() -> None:
    shown = picture()
    assert found(cover=shown) == ["cover_alt"]
    assert found(cover=shown, cover_alt="夜间的步道", title="另一个标题") == []


@pytest.mark.parametrize(("number", "expected"), [("无", ["map_number"]), ("GS(0000)0号", [])])
def test_a_map_needs_a_review_number(number: str, expected: list[str]) -> None:
    picture(is_map=True, map_number=number)
    shown = findings(body=figure(caption="新区地图"))
    assert [finding.rule for finding in shown] == expected
    assert {finding.severity for finding in shown} <= {"block"}


def test_a_map_that_is_not_marked_as_one_must_be_confirmed() -> None:
    shown = picture()
    (in_text,) = findings(body=figure(caption="新区区位图"))
    (cover,) = findings(cover=shown, cover_alt="新区行政区划图", title="另一个标题")
    assert [(one.rule, one.severity) for one in (in_text, cover)] == [("unmarked_map", "confirm")] * 2


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (TODAY - timedelta(days=1), ["licence_over"]),
        (TODAY, ["licence_ending"]),
        (TODAY + timedelta(days=14), ["licence_ending"]),
        (TODAY + timedelta(days=15), []),
        (None, []),
    ],
)
def test_a_licence_that_ends_is_told_in_time(ends: date | None, expected: list[str]) -> None:
    picture(licence_ends=ends)
    assert found(body=figure()) == expected


def test_the_day_of_a_licence_is_a_day_in_beijing() -> None:
    picture(licence_ends=TODAY)
    late = cast.NOON.replace(hour=16)  # the next day in Beijing
    text = cast.draft(body=figure(), editor="何简之", now=late).newest
    assert list(text.findings.values_list("rule", flat=True)) == ["licence_over"]


@pytest.mark.parametrize(
    ("words", "expected"), [({}, ["picture_by_machine"]), ({"ai_generated": "assisted"}, [])]
)
def test_a_picture_made_by_a_machine_is_confirmed_unless_the_text_says_so(
    words: dict[str, Any], expected: list[str]
) -> None:
    picture(ai_generated=True)
    shown = findings(body=figure(), **words)
    assert [finding.rule for finding in shown] == expected
    assert {finding.severity for finding in shown} <= {"confirm"}
