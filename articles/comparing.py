"""Two texts side by side, character by character; pictures, tables, files and forms of type as whole items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from diff_match_patch import diff_match_patch
from django.db import models
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .models import Article, Content, Revision
from .models.article import BEIJING

LONGEST = 0.6  # seconds after which a difference may be coarser than necessary, never wrong
PRIVATE = 0xF0000  # items stand in the flat text as characters that no writer can type
OPS = {-1: "removed", 0: "same", 1: "added"}
TEXT_FIELDS = (models.CharField, models.TextField)
BLOCKS = {
    "p": "正文段落", "h2": "小标题", "h3": "三级标题", "h4": "四级标题", "li": "列表项",
    "blockquote": "引文", "figcaption": "图片说明",
}  # fmt: skip
STRESS = {
    "strong": "加粗",
    "em": "斜体",
    "u": "下划线",
    "s": "删除线",
    "sup": "上标",
    "sub": "下标",
    "a": "链接",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one line; `op` is same, added or removed, `kind` text, item or mark (a form of type)."""

    op: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs; lists of parts are lines."""

    name: str
    label: str
    lines: list[list[Part]]


@dataclass(frozen=True, slots=True)
class Comparison:
    fields: list[Change]
    files: list[Part]
    lines: list[list[Part]]

    @property
    def changed(self) -> bool:
        return bool(self.fields or self.files or any(p.op != "same" for line in self.lines for p in line))

    def count(self, op: str) -> int:
        """Characters of the body that were added or removed."""
        return sum(len(p.text) for line in self.lines for p in line if p.op == op and p.kind == "text")

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def removed(self) -> int:
        return self.count("removed")


@dataclass(slots=True)
class Items:
    """Whole things as single characters, the same for the same thing in both texts."""

    letters: dict[tuple[str, str, str], str] = field(default_factory=dict)
    things: dict[str, tuple[str, str]] = field(default_factory=dict)  # letter → kind, label

    def letter(self, kind: str, label: str, key: str = "") -> str:
        made = self.letters.setdefault((kind, label, key), chr(PRIVATE + len(self.letters)))
        self.things[made] = kind, label
        return made


def compared(old: Content, new: Content) -> Comparison:
    """What `new` has otherwise than `old`; either a frozen revision or the working text of an article."""
    fields = []
    for name in Content.FIELDS:
        before, after = shown(old, name), shown(new, name)
        if name != "body" and before != after:
            meta: Any = Content._meta.get_field(name)
            typed = isinstance(meta, TEXT_FIELDS) and not meta.choices
            lines = characters(before, after, html=False) if typed else [whole(before, after)]
            fields.append(Change(name, str(meta.verbose_name), lines))
    return Comparison(fields, compared_files(files(old), files(new)), characters(old.body, new.body))


def characters(old: str, new: str, *, html: bool = True) -> list[list[Part]]:
    """The lines of both texts in one, each part marked."""
    items = Items()
    before, after = (flat(text, items) if html else escaped(text, items) for text in (old, new))
    engine = diff_match_patch()
    engine.Diff_Timeout = LONGEST
    found = engine.diff_main(before, after)
    engine.diff_cleanupSemantic(found)
    lines: list[list[Part]] = [[]]
    for code, text in found:
        for part in parts(OPS[code], text, items):
            if part.text == "\n":
                if part.op != "same":
                    lines[-1].append(Part(part.op, "mark", "¶"))
                lines.append([])
            else:
                lines[-1].append(part)
    return [line for line in lines if line]


def parts(op: str, text: str, items: Items) -> Iterator[Part]:
    """Runs of characters, line ends and items; a form of type that stays is not shown."""
    run = ""
    for letter in text:
        if letter != "\n" and letter not in items.things:
            run += letter
            continue
        if run:
            yield Part(op, "text", run)
            run = ""
        kind, label = items.things.get(letter, ("text", "\n"))
        if kind != "mark" or op != "same":
            yield Part(op, kind, label)
    if run:
        yield Part(op, "text", run)


def escaped(text: str, items: Items) -> str:
    """Plain words; a character of the private range that stands in them is an item itself."""
    return "".join(items.letter("text", c) if ord(c) >= PRIVATE else c for c in text)


def flat(html: str, items: Items) -> str:
    """An article's HTML as one string: a line for each block, a character for each thing that is no word."""
    out: list[str] = []
    root = LexborHTMLParser(f"<body>{html}").body
    if root is not None:
        walk(root, items, out)
    return "".join(out).strip("\n")


def walk(parent: LexborNode, items: Items, out: list[str]) -> None:
    for node in parent.iter(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            words = node.text_content or ""
            out.append(escaped(words.replace("\n", " ") if words.strip() else "", items))
        elif thing := whole_thing(node, tag):
            out.append(items.letter("item", thing, node.html or ""))
        elif tag == "br":
            out.append("\n")
        elif tag in BLOCKS:
            kind = (node.attributes.get("class") or "").strip()
            plain = tag == "p" and not kind
            out.append("\n" + ("" if plain else items.letter("mark", BLOCKS[tag], kind)))
            walk(node, items, out)
        elif tag in STRESS:
            target = node.attributes.get("href") or ""
            out.append(items.letter("mark", f"{STRESS[tag]}{' ' if target else ''}{target}", "opens"))
            walk(node, items, out)
            out.append(items.letter("mark", f"{STRESS[tag]}止", "closes"))
        else:
            walk(node, items, out)


def whole_thing(node: LexborNode, tag: str) -> str:
    """The words for what is compared as one; empty for what is taken apart."""
    facts = node.attributes
    match tag:
        case "img":
            return f"图片：{facts.get('alt') or facts.get('src') or ''}"
        case "video" | "audio":
            return f"{'视频' if tag == 'video' else '音频'}：{facts.get('src') or ''}"
        case "table":
            return f"表格：{' '.join(node.text(separator=' ').split())[:60]}"
        case "hr":
            return "分隔线"
        case "a" if (facts.get("href") or "").startswith("/media/"):
            return f"附件：{node.text().strip()}"
    return ""


def whole(old: str, new: str) -> list[Part]:
    """One value in the place of another."""
    return [Part(op, "text", value) for op, value in (("removed", old), ("added", new)) if value]


def shown(text: Content, name: str) -> str:
    """The value of a field in words."""
    if name == "source":
        if isinstance(text, Revision):
            return " ".join(filter(None, (text.source_name, text.source_url)))
        return " ".join(filter(None, (text.source.name, text.source.url))) if text.source else ""
    value: Any = getattr(text, name)
    if Content._meta.get_field(name).choices:  # type: ignore[union-attr]
        return str(getattr(text, f"get_{name}_display")())
    if isinstance(value, bool):
        return "是" if value else "否"
    if hasattr(value, "astimezone"):
        return f"{value.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    return "" if value is None else str(value)


def files(text: Content) -> list[dict[str, Any]]:
    """The attachments as a revision freezes them."""
    if isinstance(text, Revision):
        return list(text.attachments)
    assert isinstance(text, Article)
    return [row.frozen() for row in text.attachments.standing()]


def compared_files(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Part]:
    gone = [Part("removed", "item", f"附件：{row['title']}") for row in old if row not in new]
    return gone + [Part("added", "item", f"附件：{row['title']}") for row in new if row not in old]
