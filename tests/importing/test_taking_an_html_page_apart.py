"""Whatever lies in the folder of the old site, the importer answers with a page or with a reason."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles import saved_list
from articles.saved_html import read
from articles.saved_page import SavedPage, Unreadable

from .html_pages import CAPTION, PICTURE, page, page_of_tables, paragraphs

WHOLE = page(f"{paragraphs()}{PICTURE}{CAPTION}<table><tr><td>村<td>户</table>")
PARTS = re.findall(r"<[^>]*>|[^<]+", WHOLE + page_of_tables())


def assert_whole(found: SavedPage) -> None:
    assert found.title
    assert found.html
    assert all(found.categories)
    assert not re.search(r"<script|style=|\son[a-z]+=|javascript:", found.html)
    assert all(file.stands_for in found.html for file in found.files)


@given(st.binary() | st.text().map(str.encode))
@example(b"<html>\x00")
def test_it_answers_any_bytes(data: bytes) -> None:
    with suppress(Unreadable):
        assert_whole(read(data))


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=20), max_size=60), st.integers(0, len(WHOLE)))
def test_it_answers_a_muddled_page(parts: list[str], cut: int) -> None:
    for html in ("".join(parts), WHOLE[:cut] + "".join(parts), "".join(parts) + WHOLE[cut:]):
        with suppress(Unreadable):
            assert_whole(read(html.encode("gb18030", "ignore")))


@pytest.mark.parametrize("nested", ["<table><tr><td>", "<div>", "<b><p>", "<ul><li>"])
def test_it_answers_a_page_of_boxes_in_boxes(nested: str) -> None:
    with suppress(Unreadable):
        assert_whole(read(page(nested * 5000 + paragraphs()).encode("gb18030")))


VALUES = st.none() | st.integers() | st.text() | st.lists(st.text(), max_size=3)


@given(st.dictionaries(st.sampled_from([*saved_list.COLUMNS, "别的"]), VALUES))
def test_it_answers_any_row_of_a_list(facts: dict[str, object]) -> None:
    with suppress(Unreadable):
        found = saved_list.page(saved_list.by_our_names(facts))
        assert found.title
        assert found.paragraphs or found.html


@given(st.binary(), st.booleans())
@example('标题,发布时间,栏目,正文\r\n"'.encode(), False)
@example(b"[1, null, {}, [2]]", True)
def test_it_answers_any_list(data: bytes, is_json: bool) -> None:
    with suppress(Unreadable):
        for where, row in saved_list.rows(data, is_json=is_json):
            assert re.fullmatch(r"第\d+[行条]", where)
            with suppress(Unreadable):
                assert saved_list.page(row).title
