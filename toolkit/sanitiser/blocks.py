"""Strangers' HTML read as a newspaper text: a list of blocks, each valid where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import addresses, media, runs, wordmarkup
from .runs import Item, Mark

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
# Gone with everything inside.
DROPPED = frozenset(
    "applet base canvas embed frame frameset head iframe input link math meta noembed noframes noscript object "
    "param plaintext script select style svg template textarea title xml".split()
)
# Begin and end a paragraph, without being kept themselves.
LOOSE = frozenset(
    "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption footer form "
    "header hgroup html legend li listing main menu nav option p pre search section summary tbody td tfoot th "
    "thead tr xmp".split()
)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
DEEPEST = 60


@dataclass(frozen=True)
class Block:
    """One finished element; `bare` is a paragraph that shows nothing but pictures or films."""

    tag: str
    names: tuple[str, ...] = ()
    inside: str = ""
    attributes: str = ""
    bare: bool = False

    def __str__(self) -> str:
        named = f' class="{" ".join(self.names)}"' if self.names else ""
        opening = f"<{self.tag}{named}{self.attributes}>"
        return opening if self.tag == "hr" else f"{opening}{self.inside}</{self.tag}>"


@dataclass
class Flow:
    """What is being read: finished blocks, and the run of the paragraph that is not finished yet."""

    tag: str = "p"
    names: tuple[str, ...] = ()
    align: str = ""
    phrase: bool = False
    blocks: list[Block] = field(default_factory=list)
    run: list[Item] = field(default_factory=list)
    captions: list[LexborNode] | None = None

    def flush(self) -> None:
        """End the paragraph; where only a phrase may stand (a caption), a line ends instead."""
        if self.phrase:
            self.run.append(runs.BREAK)
            return
        names = self.names or ((self.align,) if self.align else ())
        for run in runs.paragraphs(self.run):
            self.blocks.append(Block(self.tag, names, runs.written(run), bare=runs.only_media(run)))
        self.run = []


class Builder:
    """Walks a parsed document; every method adds to the flow it is given."""

    def document(self, tree: LexborHTMLParser) -> list[str]:
        flow = Flow()
        for node in top_level(tree):
            self.visit(node, flow, ())
        flow.flush()
        return [str(block) for block in flow.blocks]

    def visit(self, node: LexborNode, flow: Flow, marks: tuple[Mark, ...], depth: int = 0) -> None:
        tag = (node.tag or "").lower()
        if node.is_text_node:
            flow.run.append(Item(node.text_content or "", marks))
        elif not node.is_element_node or tag in DROPPED:
            return
        elif depth > DEEPEST:
            flow.run.append(Item(node.text(), marks))
        else:
            self.element(tag, node, flow, marks, depth + 1)

    def element(self, tag: str, node: LexborNode, flow: Flow, marks: tuple[Mark, ...], depth: int) -> None:
        given = wordmarkup.attributes(node)
        block = None if flow.phrase else BLOCKS.get(tag)
        if wordmarkup.hidden(given):
            return
        if tag == "br":
            flow.run.append(runs.BREAK)
        elif tag in media.TAGS:
            flow.run += media.items(tag, node, given, marks)
        elif tag == "figcaption" and flow.captions is not None:
            flow.captions.append(node)
        elif block:
            flow.flush()
            block(self, node, given, flow, marks, depth)
        elif tag in HEADINGS or tag in LOOSE or tag in BLOCKS:
            self.paragraph(tag, node, given, flow, marks, depth)
        else:
            self.children(node, flow, (*marks, *new_marks(tag, given, marks)), depth)

    def children(self, node: LexborNode, flow: Flow, marks: tuple[Mark, ...], depth: int) -> None:
        for child in children(node):
            self.visit(child, flow, marks, depth)

    def paragraph(
        self,
        tag: str,
        node: LexborNode,
        given: dict[str, str],
        flow: Flow,
        marks: tuple[Mark, ...],
        depth: int,
    ) -> None:
        """A paragraph or heading; anything else that ends lines only hands its alignment on to what is inside."""
        flow.flush()
        before = flow.tag, flow.names, flow.align
        aligned = "align-center" if tag == "center" else wordmarkup.alignment(given)
        flow.align = flow.align if aligned is None else aligned
        if tag in HEADINGS:
            flow.tag = HEADINGS[tag]
        flow.names = (
            tuple(wordmarkup.classes(flow.tag, given, flow.align)) if tag in HEADINGS or tag == "p" else ()
        )
        self.children(node, flow, marks, depth)
        flow.flush()
        flow.tag, flow.names, flow.align = before

    def inside(
        self, nodes: list[LexborNode], marks: tuple[Mark, ...], depth: int, align: str = ""
    ) -> list[Block]:
        flow = Flow(align=align)
        for node in nodes:
            self.visit(node, flow, marks, depth)
        flow.flush()
        return flow.blocks

    def phrase(self, nodes: list[LexborNode], marks: tuple[Mark, ...], depth: int) -> str:
        flow = Flow(phrase=True)
        for node in nodes:
            self.children(node, flow, marks, depth)
            flow.flush()
        return runs.written(runs.tidied(flow.run))

    def rule(
        self, node: LexborNode, given: dict[str, str], flow: Flow, marks: tuple[Mark, ...], depth: int
    ) -> None:
        flow.blocks.append(Block("hr"))

    def quotation(
        self, node: LexborNode, given: dict[str, str], flow: Flow, marks: tuple[Mark, ...], depth: int
    ) -> None:
        if blocks := self.inside(children(node), marks, depth):
            flow.blocks.append(Block("blockquote", (), "".join(map(str, blocks))))

    def items(
        self, node: LexborNode, given: dict[str, str], flow: Flow, marks: tuple[Mark, ...], depth: int
    ) -> None:
        """A list; a list that lies between two of its points belongs to the point before."""
        points: list[list[Block]] = []
        for child in children(node):
            blocks = self.inside([child], marks, depth)
            if child.tag in LISTS and points:
                points[-1] += blocks
            elif blocks:
                points.append(blocks)
        if points:
            tag = "ol" if node.tag == "ol" else "ul"
            start = given.get("start", "")
            numbered = (
                f' start="{int(start)}"'
                if tag == "ol" and start.isascii() and start.isdigit() and start[:5] == start
                else ""
            )
            flow.blocks.append(
                Block(tag, (), "".join(f"<li>{compact(point)}</li>" for point in points), numbered)
            )

    def table(
        self, node: LexborNode, given: dict[str, str], flow: Flow, marks: tuple[Mark, ...], depth: int
    ) -> None:
        """Caption, head, body, foot, in this order; rows without cells are left out."""
        sections: dict[str, list[str]] = {"thead": [], "tbody": [], "tfoot": []}
        captions = [child for child in children(node) if child.tag == "caption"]
        for section in children(node):
            for row in children(section) if section.tag in sections else ():
                cells = [self.cell(cell, marks, depth) for cell in children(row) if cell.tag in {"td", "th"}]
                if cells:
                    sections[str(section.tag)].append(f"<tr>{''.join(map(str, cells))}</tr>")
        caption = self.phrase(captions, marks, depth)
        written = "".join(f"<{tag}>{''.join(rows)}</{tag}>" for tag, rows in sections.items() if rows)
        if written:
            head = f"<caption>{caption}</caption>" if caption else ""
            flow.blocks.append(Block("table", tuple(wordmarkup.classes("table", given)), head + written))
        elif caption:
            flow.blocks.append(Block("p", (), caption))

    def cell(self, node: LexborNode, marks: tuple[Mark, ...], depth: int) -> Block:
        given, tag = wordmarkup.attributes(node), str(node.tag)
        names = set(wordmarkup.classes(tag, given))
        blocks = self.inside(children(node), marks, depth)
        if len(blocks) == 1 and blocks[0].tag == "p":
            names |= (
                set(blocks[0].names) & wordmarkup.CLASSES[tag]
                if not names & set(wordmarkup.ALIGNED)
                else set()
            )
            blocks = [Block("p", (), blocks[0].inside)]
        spans = {name: given.get(name, "") for name in ("colspan", "rowspan")}
        kept = "".join(
            f' {name}="{int(n)}"'
            for name, n in spans.items()
            if n.isascii() and n.isdigit() and len(n) <= 3 and 1 < int(n) <= 100
        )
        scope = given.get("scope", "").lower()
        kept += f' scope="{scope}"' if tag == "th" and scope in {"row", "col", "rowgroup", "colgroup"} else ""
        return Block(tag, tuple(sorted(names)), compact(blocks), kept)

    def figure(
        self, node: LexborNode, given: dict[str, str], flow: Flow, marks: tuple[Mark, ...], depth: int
    ) -> None:
        """Pictures, films or a table with their caption; without any of these, paragraphs are left."""
        inner = Flow(captions=[])
        self.children(node, inner, marks, depth)
        inner.flush()
        caption = self.phrase(inner.captions or [], marks, depth)
        shown = any(block.bare or block.tag in {"table", "blockquote"} for block in inner.blocks)
        if not shown or any(block.tag == "figure" for block in inner.blocks):
            flow.blocks += inner.blocks + ([Block("p", (), caption)] if caption else [])
            return
        names = set(wordmarkup.classes("figure", given)) - {"image"}
        names |= {"image"} if any("<img" in block.inside for block in inner.blocks if block.bare) else set()
        inside = "".join(block.inside if block.bare else str(block) for block in inner.blocks)
        inside += f"<figcaption>{caption}</figcaption>" if caption else ""
        flow.blocks.append(Block("figure", tuple(sorted(names)), inside))


BLOCKS = {
    "hr": Builder.rule,
    "blockquote": Builder.quotation,
    "table": Builder.table,
    "figure": Builder.figure,
} | dict.fromkeys(LISTS, Builder.items)


def top_level(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    node = tree.root
    while node is not None:
        yield node
        node = node.next


def children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def compact(blocks: list[Block]) -> str:
    """In a list point or a cell, a plain paragraph that is alone or before lists needs no tag of its own."""
    plain = bool(blocks) and blocks[0].tag == "p" and not blocks[0].names
    if plain and all(block.tag in LISTS for block in blocks[1:]):
        return blocks[0].inside + "".join(map(str, blocks[1:]))
    return "".join(map(str, blocks))


def new_marks(tag: str, given: dict[str, str], around: tuple[Mark, ...]) -> list[Mark]:
    """Marks of an inline element that are not already around it."""
    found = [Mark(name, f"<{name}>") for name in wordmarkup.marks(tag, given)]
    if tag == "a" and (address := addresses.link(given.get("href", ""))):
        title = f' title="{escape(one_line(given["title"]))}"' if given.get("title", "").strip() else ""
        found.insert(0, Mark("a", f'<a href="{escape(address)}"{title}>'))
    if tag == "span" and "credit" in given.get("class", "").split():
        found.insert(0, Mark("span", '<span class="credit">'))
    return [mark for mark in found if mark.tag not in {other.tag for other in around}]


def one_line(text: str) -> str:
    return " ".join(runs.INVISIBLE.sub("", text).split())
