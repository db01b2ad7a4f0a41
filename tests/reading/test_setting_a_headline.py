"""A large headline on a phone breaks between words, not inside a number with its unit or a quoted word."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags

from articles.templatetags.headline import headline

WHOLE = re.compile(r'<span class="whole">(.+?)</span>')


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("地下管线查清了：八百四十公里，有三公里没有人认", ["八百四十公里", "三公里"]),
        ("主塔封顶，148米高处的最后一罐混凝土", ["148米"]),
        ("木偶剧团下乡第一百场，票价12.50元", ["第一百场", "12.50元"]),
        ("企业退税“码上办”：记者跟办全程", ["码上办"]),
        ("潮水退去之后", []),
    ],
)
def test_it_keeps_numbers_with_their_units_and_quoted_words_in_one_piece(
    title: str, pieces: list[str]
) -> None:
    assert WHOLE.findall(headline(title)) == pieces
    assert strip_tags(headline(title)) == title


def test_it_lets_what_is_longer_than_a_line_of_a_phone_break() -> None:
    assert headline("“把老街还给住在老街的人”") == "“把老街还给住在老街的人”"


def test_it_lets_no_markup_of_a_title_through() -> None:
    assert headline("“<b>”<b>") == '“<span class="whole">&lt;b&gt;</span>”&lt;b&gt;'
