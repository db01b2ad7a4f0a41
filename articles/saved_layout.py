"""Old pages are laid out with tables and line breaks: layout becomes lines, a table of figures stays one."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .saved_page import BREADCRUMB, FURNITURE, LABEL, TIME, Unreadable

# Signs that no saved page contains stand for tags while the tree is still a tree.
BREAK, CENTRED, ENDED = "\ue0f0", "\ue0f1", "\ue0f2"
TAGS = {BREAK: "<br><br>", CENTRED: '<p align="center">', ENDED: "</p>"}
LINE_BREAK = re.compile(r"<br(?![^>]*data-kept)[^>]*>")
LONGEST_CAPTION = 120
MOST_TABLES = 500


def flatten(tree: LexborHTMLParser) -> None:
    """Take the layout tables apart, innermost first, each cell a line of its own. Raises Unreadable."""
    tables = tree.css("table")
    if len(tables) > MOST_TABLES:
        raise Unreadable(f"网页里有{len(tables)}个表格，不像一篇文章")
    for table in reversed([table for table in tables if is_layout(table)]):
        centred = holds_a_picture(table)
        for cell in own(table, "td, th"):
            cell.insert_before(CENTRED if centred else BREAK)
            cell.insert_after(ENDED if centred else BREAK)
        for node in [*own(table, "td, th, tr, tbody, thead, tfoot, caption, colgroup, col"), table]:
            node.unwrap()


def written(tree: LexborHTMLParser) -> str:
    """The page as HTML in which a line break outside of tables ends a paragraph, as it was meant."""
    for line_break in tree.css("table br"):
        line_break.attrs["data-kept"] = ""
    html = LINE_BREAK.sub(TAGS[BREAK], (tree.body.html if tree.body else "") or "")
    return re.sub(f"[{BREAK}{CENTRED}{ENDED}]", lambda sign: TAGS[sign[0]], html)


def is_layout(table: LexborNode) -> bool:
    """It holds another table, the frame of a page, or is one column wide: then it says nothing as a table."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    if max((len(row.css("td, th")) for row in table.css("tr")), default=0) < 2:
        return True
    return any(is_frame(line.strip()) for line in table.text(separator="\n").splitlines())


def own(table: LexborNode, selector: str) -> list[LexborNode]:
    """The parts of this table that do not belong to one inside it."""
    return [node for node in table.css(selector) if nearest_table(node) == table.mem_id]


def nearest_table(node: LexborNode) -> int:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else 0


def is_frame(line: str) -> bool:
    """Breadcrumb, line of facts or page furniture."""
    return bool(BREADCRUMB.match(line) or (TIME.match(line) and LABEL.search(line)) or FURNITURE.match(line))


def holds_a_picture(table: LexborNode) -> bool:
    """A picture with its caption in the cell below."""
    return table.css_first("img") is not None and len(table.text().strip()) <= LONGEST_CAPTION
