"""Tables of a text: a frame that scrolls, and figures under each other."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

FIGURE = re.compile(r"[+\-−±]?[\d,，]+(\.\d+)?\s*([%‰]|％)?")
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
    """A column of figures alone is set to the right, so that tens stand under tens; its head goes with it."""
    if table.css_first("[colspan], [rowspan], td table") is not None:
        return
    rows = [row.css("th, td") for row in table.css("tr")]
    for column in list(zip(*rows, strict=False))[1:]:
        said = [cell.text(strip=True) for cell in column[1:]]
        if any(map(FIGURE.fullmatch, said)) and all(
            words in NONE or FIGURE.fullmatch(words) for words in said
        ):
            for cell in column:
                cell.attrs["class"] = f"{cell.attributes.get('class') or ''} number".strip()
