"""What a person reads on a saved page is what the parser finds on it, or it says why it can't."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.saved_page import BEIJING, LARGEST, SavedPage, Unreadable, parse, read

from . import pages
from .pages import page


def reason(data: bytes | str) -> str:
    """Why that file can't be read; fails when it can."""
    with pytest.raises(Unreadable) as refused:
        read(data if isinstance(data, bytes) else data.encode())
    return str(refused.value)


def test_it_reads_the_layout_of_the_old_site() -> None:
    assert parse(page()) == SavedPage(
        site="鹭汀新区",
        categories=("新区新闻",),
        title="鹭汀新区:防汛不松劲 转移到每户",
        subtitle="新区召开台风“白鹭”防御工作调度会",
        published_at=datetime(2019, 8, 9, 7, 5, 3, tzinfo=BEIJING),
        source="今日鹭汀新区",
        byline="记者林小满",
        editor="",
        proofreader="",
        address="",
        paragraphs=pages.BODY,
    )


def test_it_reads_full_width_signs_two_levels_and_every_fact() -> None:
    found = parse(
        page(
            breadcrumb="您现在的位置：鹭汀新区＞文旅＞ 非遗 ＞正文",
            facts="时间：2018年3月6日 09：30　来源：鹭汀　作者：何　简　责任编辑：叶晚　校对：罗一页【大】",
            before=(),
        )
    )
    assert found.categories == ("文旅", "非遗")
    assert found.published_at == datetime(2018, 3, 6, 9, 30, tzinfo=BEIJING)
    assert (found.source, found.byline) == ("鹭汀", "何　简")
    assert (found.editor, found.proofreader) == ("叶晚", "罗一页")
    assert (found.subtitle, found.paragraphs) == ("", pages.BODY)


def test_it_reads_facts_that_stand_on_lines_of_their_own() -> None:
    found = parse(
        page(facts="2018-03-06 09:30:00\n来源：海潮日报\n记者：何简\n原文网址：http://old.example.cn/a/1.htm")
    )
    assert (found.source, found.byline) == ("海潮日报", "记者 何简")
    assert (found.address, found.paragraphs) == ("http://old.example.cn/a/1.htm", pages.BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_reads_the_encodings_of_the_time(encoding: str) -> None:
    assert read(page().encode(encoding)) == parse(page())


def test_it_reads_windows_line_ends_indents_and_non_breaking_spaces() -> None:
    indented = page(body=tuple(f"　　{paragraph}\xa0" for paragraph in pages.BODY))
    assert parse(indented.replace("\n", "\r\n")) == parse(page())


def test_it_reads_a_page_without_furniture_to_its_end() -> None:
    assert parse(page(furniture="")).paragraphs == pages.BODY


@pytest.mark.parametrize(
    ("before", "subtitle"),
    [
        ((), ""),
        ((pages.HEADLINE,), ""),
        (("防汛不松劲", "转移到每户"), ""),
        ((pages.SUBTITLE, pages.HEADLINE), pages.SUBTITLE),
        (("——记台风“白鹭”来临前的一夜",), "记台风“白鹭”来临前的一夜"),
    ],
)
def test_it_leaves_the_print_headline_out_and_keeps_another_line_as_subtitle(
    before: tuple[str, ...], subtitle: str
) -> None:
    found = parse(page(before=before))
    assert (found.subtitle, found.paragraphs) == (subtitle, pages.BODY)


@pytest.mark.parametrize(
    "opening",
    [
        ("一、调度会的时间", "8日晚八点。"),
        ("名单如下", "堤东村", "汐尾村", "以上各村9日中午以前转移完毕。"),
        ("记者:今年和去年有什么不同?", "答:车停在门口。"),
        ("防汛不松劲。", "这是去年立下的规矩。"),
        ("分享会在书屋举行。", "照片版权所有者没有到场。", "更多的人站在门外,一位说ICP备案的事以后再谈。"),
    ],
)
def test_it_takes_no_line_of_the_body_for_a_subtitle_or_a_fact(opening: tuple[str, ...]) -> None:
    assert parse(page(before=(), body=opening)).paragraphs == opening


@pytest.mark.parametrize(
    ("opening", "byline"),
    [
        ("本网讯（记者 张　三　通讯员 李四）大桥合龙。", "记者 张　三　通讯员 李四"),
        ("东海社鹭汀12月7日电（记者 程岸）大桥合龙。", "记者 程岸"),
        ("大桥合龙（记者问过的人都说快）。", ""),
        ("本报讯 大桥合龙。", ""),
    ],
)
def test_it_takes_the_byline_from_the_dateline_and_keeps_the_paragraph(opening: str, byline: str) -> None:
    found = parse(page(before=(), body=(opening,)))
    assert (found.byline, found.paragraphs) == (byline, (opening,))


def test_it_takes_a_signed_line_for_the_byline() -> None:
    found = parse(page(before=("□本报记者 林小满 文/图",), body=("大桥合龙。",)))
    assert (found.byline, found.subtitle, found.paragraphs) == ("本报记者 林小满 文/图", "", ("大桥合龙。",))


def test_it_takes_the_names_that_close_the_body() -> None:
    found = parse(page(body=(*pages.BODY, "（责任编辑：叶晚）", "校对：罗一页")))
    assert (found.editor, found.proofreader, found.paragraphs) == ("叶晚", "罗一页", pages.BODY)


@pytest.mark.parametrize(
    ("damaged", "because"),
    [
        ("", "空"),
        ("　\n \n", "空"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是文本文件"),
        (b"\xff\xfe\x53\x5f", "编码"),
        (page().encode()[:-1], "半个汉字"),
        (page() + "\ufffd", "损坏"),
        (page(breadcrumb=""), "当前位置"),
        (page(breadcrumb="当前位置: 鹭汀新区> > 正文"), "没有栏目"),
        (page(title=""), "没有标题"),
        (page(facts="来源: 今日鹭汀新区  责任编辑: "), "没有发布时间"),
        (page(facts="2019-02-30 07:05:03 来源: 今日鹭汀新区"), "时间写错了"),
        (page(facts="0019-02-03 07:05:03 来源: 今日鹭汀新区"), "时间不合常理"),
        (page(before=(), body=()), "没有正文"),
        (page(body=(*pages.BODY, "会后,调度组连夜到汐尾村"), furniture=""), "没有完"),
        ("字" * LARGEST, "2 MB"),
        (page(facts="2019-08-09 07:05 来源: 今日鹭汀新区\nhttp://[old/1.htm"), "网址"),
    ],
)
def test_it_says_what_is_wrong_with_a_damaged_file(damaged: bytes | str, because: str) -> None:
    assert because in reason(damaged)


@given(st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))))
def test_it_answers_any_text_with_a_page_or_a_reason(text: str) -> None:
    with suppress(Unreadable):
        assert parse(text).paragraphs


@given(st.binary())
@example(page().encode("utf-16"))
def test_it_answers_any_bytes_with_a_page_or_a_reason(data: bytes) -> None:
    with suppress(Unreadable):
        assert read(data).paragraphs


@given(
    st.lists(st.sampled_from(page().splitlines()) | st.text(max_size=40), max_size=25),
    st.integers(0, len(page())),
)
def test_it_answers_a_muddled_page_with_a_whole_page_or_a_reason(lines: list[str], cut: int) -> None:
    for text in ("\n".join([pages.BREADCRUMB, *lines]), "\n".join([page()[:cut], *lines]), page()[:cut]):
        try:
            found = parse(text)
        except Unreadable:
            continue
        assert found.title
        assert all(found.paragraphs)
        assert all(found.categories)
