"""Tables of a text: a frame that scrolls, and figures under each other."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

FIGURE = re.compile(r"[+\-−±]?[\d,，]+(\.\d+)?\s*([%‰]|％)?")
DATE = re.compile(r"\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?|月)|\d{1,2}月\d{1,2}日(\d{1,2}:\d{2})?")
SHORT, LONG = 6, 12  # characters: what is no longer stays on one line, what is longer needs room
NONE = frozenset({"", "—", "——", "－", "-", "/", "无"})


def set_table(page: LexborHTMLParser, table: LexborNode, number: int) -> None:
    """A wide table scrolls in a frame of its own, which the keyboard reaches; its name says which table."""
    caption = table.css_first("caption")
    name = f"表格{number}" + (f"：{caption.text(strip=True)}" if caption is not None else "")
    _align(table)
    frame = page.create_node("div")
    for key, value in {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": name}.items():
        frame.attrs[key] = value
    frame.insert_child(table)
    table.replace_with(frame)


def _align(table: LexborNode) -> None:
    """Figures stand to the right, so that tens stand under tens; short words and dates stay in one piece."""
    if table.css_first("[colspan], [rowspan], td table") is not None:
        return
    rows = [row.css("th, td") for row in table.css("tr")]
    for place, column in enumerate(zip(*rows, strict=False)):
        words = [cell.text(strip=True) for cell in column]
        for cell in column:
            cell.attrs["class"] = f"{cell.attributes.get('class') or ''} {_kind(words, place)}".strip()


def _kind(words: list[str], place: int) -> str:
    """The class of a column with these words in its cells, the first of them its head."""
    below = words[1:]
    if place and any(map(FIGURE.fullmatch, below)) and all(w in NONE or FIGURE.fullmatch(w) for w in below):
        return "number"
    longest = max(map(len, words))
    return (
        "short" if longest <= SHORT or all(map(DATE.fullmatch, below)) else "long" if longest > LONG else ""
    )
