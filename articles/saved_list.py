"""A list of old articles as CSV or JSON: each row taken apart like a page (docs/importing.md)."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from . import saved_html
from .saved_page import (
    BEIJING,
    FIRST_YEAR,
    LARGEST,
    LEVEL,
    TIME,
    SavedPage,
    Unreadable,
    decoded,
    refuse_what_is_no_text,
    tidy,
    tidy_line,
)

LARGEST_LIST = 100 * 1024 * 1024
NAMES = {
    "title": ("标题",),
    "kicker": ("引题", "肩题"),
    "subtitle": ("副题", "副标题"),
    "published_at": ("发布时间", "时间", "日期", "发布日期", "date", "published"),
    "source": ("来源", "稿源"),
    "editor": ("责任编辑", "责编", "编辑"),
    "proofreader": ("校对",),
    "byline": ("作者", "记者", "作者/记者", "author"),
    "category": ("栏目", "频道", "分类"),
    "body": ("正文", "内容", "content"),
    "address": ("网址", "原网址", "地址", "链接", "url"),
    "pictures": ("图片", "配图"),
}
NEEDED = ("title", "published_at", "category", "body")
COLUMNS = {word: name for name, words in NAMES.items() for word in (name, *words)}
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
MARKUP = re.compile(r"<(?:p|br|div|img|table|span|strong|b|a|h\d|ul|ol|font|center)\b[^>]*>", re.IGNORECASE)
Row = dict[str, Any]


def rows(data: bytes, *, is_json: bool) -> list[tuple[str, Row]]:
    """Where each row stands (第3行, 第3条) and its facts by our names. Raises Unreadable."""
    if len(data) > LARGEST_LIST:
        raise Unreadable("列表超过100 MB，请分成几个文件")
    text = decoded(data)
    return json_rows(text) if is_json else csv_rows(text)


def json_rows(text: str) -> list[tuple[str, Row]]:
    """An array of objects, or an object that holds one under `articles`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"不是完整的JSON：{error}") from None
    if isinstance(found, dict):
        found = found.get("articles", found.get("稿件"))
    if not isinstance(found, list):
        raise Unreadable("JSON里没有稿件列表：应当是一个数组，或者在“articles”下面")
    return [
        (f"第{number}条", by_our_names(one) if isinstance(one, dict) else {})
        for number, one in enumerate(found, 1)
    ]


def csv_rows(text: str) -> list[tuple[str, Row]]:
    """A table with a line of headings, its columns separated by commas, semicolons or tabs."""
    csv.field_size_limit(LARGEST)
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        known = by_our_names(dict.fromkeys(headings, ""))
        if missing := [NAMES[name][0] for name in NEEDED if name not in known]:
            raise Unreadable(f"第一行的列名里没有{'、'.join(missing)}")
        # Numbered as a spreadsheet numbers them: the headings are row 1.
        return [
            (f"第{number}行", by_our_names(dict(zip(headings, cells, strict=False))))
            for number, cells in enumerate(reader, 2)
            if any(map(str.strip, cells))
        ]
    except csv.Error as error:
        raise Unreadable(f"CSV读到第{reader.line_num}行时出错：{error}") from None


def by_our_names(facts: dict[str, Any]) -> Row:
    return {name: value for heading, value in facts.items() if (name := COLUMNS.get(heading.strip().lower()))}


def page(row: Row) -> SavedPage:
    """The article of a row. Raises Unreadable with what the row lacks."""
    facts = {name: plain(row.get(name)) for name in NAMES if name not in {"body", "pictures"}}
    body = row.get("body")
    if not isinstance(body, str) or not body.strip():
        raise Unreadable("没有正文")
    refuse_what_is_no_text(body)
    if missing := [NAMES[name][0] for name in NEEDED if name != "body" and not facts[name]]:
        raise Unreadable(f"没有{'、'.join(missing)}")
    levels = tuple(level for level in (one.strip() for one in LEVEL.split(facts["category"])) if level)
    if not levels:
        raise Unreadable("没有栏目")
    if facts["address"] and not saved_html.is_address(facts["address"]):
        raise Unreadable(f"原网址写错了：{facts['address'][:60]}")
    made = SavedPage(
        site="",
        categories=(levels[0], levels[-1]) if len(levels) > 1 else levels,
        published_at=time(facts["published_at"]),
        title=facts["title"],
        kicker=facts["kicker"],
        subtitle=facts["subtitle"],
        source=facts["source"],
        byline=tidy(facts["byline"]),
        editor=tidy(facts["editor"]),
        proofreader=tidy(facts["proofreader"]),
        address=facts["address"],
        paragraphs=(),
    )
    return with_body(made, body, pictures(row.get("pictures")))


def with_body(made: SavedPage, body: str, more: list[str]) -> SavedPage:
    """Plain text as its lines, HTML as HTML; pictures of a column of their own stand at the end."""
    lines = tuple(filter(None, map(tidy_line, body.splitlines())))
    if not MARKUP.search(body) and not more:
        return replace(made, paragraphs=lines)
    html = body if MARKUP.search(body) else "".join(f"<p>{escape(line)}</p>" for line in lines)
    html += "".join(f'<p><img src="{escape(address)}"></p>' for address in more)
    written, files = saved_html.fragment(html, title=made.title, base=made.address)
    if not written:
        raise Unreadable("没有正文")
    return replace(made, html=written, files=files)


def plain(value: Any) -> str:
    """One line of text; numbers as they are written."""
    text = "" if value is None else str(value)
    refuse_what_is_no_text(text)
    return " ".join(tidy_line(text).split(" ")).replace("\n", " ").strip()


def pictures(value: Any) -> list[str]:
    """A list of addresses, or one text with several, separated by ; | or new lines."""
    given = value if isinstance(value, list) else re.split(r"[;；|\n]", "" if value is None else str(value))
    return [one for one in (str(address).strip() for address in given) if one]


def time(text: str) -> datetime:
    """Beijing time, unless the text names another offset. Raises Unreadable."""
    try:
        if found := TIME.search(text) if "+" not in text and "Z" not in text else None:
            at = datetime(*(int(part or 0) for part in found.groups()), tzinfo=BEIJING)  # type: ignore[misc, arg-type]
        elif (day := DAY.fullmatch(text)) is not None:
            at = datetime(int(day[1]), int(day[2]), int(day[3]), tzinfo=BEIJING)
        else:
            at = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"时间写错了：{text[:30]}") from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=BEIJING)
    if at.year < FIRST_YEAR:
        raise Unreadable(f"时间不合常理：{text[:30]}")
    return at
