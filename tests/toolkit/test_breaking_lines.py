"""Lines of Chinese on a picture are broken as a compositor would, and a machine without Chinese fonts is no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import typeface


def measure(text: str) -> float:
    """A Chinese character is 10 wide, a Latin one 5."""
    return sum(10 if sign > "\u2000" else 5 for sign in text)


def test_no_mark_begins_or_ends_a_line_where_it_may_not() -> None:
    assert typeface.filled("海湾新区，开工", 40, measure) == ["海湾新", "区，开工"]
    assert typeface.filled("海湾新《潮汐》", 40, measure) == ["海湾新", "《潮汐》"]
    assert typeface.filled("总投资12.6亿元", 45, measure) == ["总投资", "12.6亿元"][:2]
    assert typeface.filled("等了很久——终于", 50, measure) == ["等了很", "久——终于"]


def test_a_latin_word_and_a_number_stay_whole() -> None:
    assert typeface.filled("全长12,345.6米", 50, measure) == ["全长", "12,345.6米"]
    assert typeface.filled("使用 OpenCC 转换", 40, measure) == ["使用", "OpenCC", "转换"]


def test_lines_are_as_even_as_can_be() -> None:
    assert typeface.lines("海湾新区重大项目集中开工", 110, measure) == ["海湾新区重大", "项目集中开工"]


@given(st.text(st.sampled_from("海湾新区，。《》“”—… aB1.%"), max_size=60), st.integers(60, 200))
def test_nothing_is_lost_and_no_line_begins_wrongly(text: str, width: int) -> None:
    for broken in (typeface.lines(text, width, measure), typeface.filled(text, width, measure)):
        assert "".join("".join(broken).split()) == "".join(text.split())
        assert not [line for line in broken[1:] if line[0] in typeface.NEVER_FIRST and broken[0]]
        assert not [line for line in broken[:-1] if line[-1] in typeface.NEVER_LAST]


def test_without_a_chinese_font_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeface, "_installed", tuple)
    assert typeface._first(typeface.SERIF, 40) is None
