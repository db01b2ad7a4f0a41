"""Pictures, films and sound inside a text: our own files only, with the few attributes that we keep."""

from __future__ import annotations

from html import escape

from selectolax.lexbor import LexborNode

from . import addresses, wordmarkup
from .runs import INVISIBLE, Item, Mark

TAGS = frozenset({"img", "video", "audio"})
KINDS = frozenset({"captions", "chapters", "descriptions", "metadata", "subtitles"})


def items(tag: str, node: LexborNode, given: dict[str, str], marks: tuple[Mark, ...]) -> list[Item]:
    """The element as written by us; a picture on another host leaves only its description as text."""
    marks = tuple(mark for mark in marks if mark.tag in {"a"})
    if tag != "img":
        return _played(tag, node, given, marks)
    source = addresses.own_file(given.get("src", ""))
    if source is None:
        elsewhere = given.get("src", "").strip().lower().startswith(("http:", "https:", "//"))
        return [Item(_line(given.get("alt", "")), marks)] if elsewhere else []
    kept = {"src": source, "alt": _line(given.get("alt", ""))} | _size(given)
    names = wordmarkup.classes("img", given)
    return [Item(f"<img{_class(names)}{_written(kept)}>", marks, "media")]


def _played(tag: str, node: LexborNode, given: dict[str, str], marks: tuple[Mark, ...]) -> list[Item]:
    source = addresses.own_file(given.get("src", ""))
    inside = [_part(child) for child in node.css("source, track")]
    if source is None and not any(part.startswith("<source") for part in inside):
        return []
    kept = {"src": source} if source else {}
    if tag == "video":
        poster = addresses.own_file(given.get("poster", ""))
        kept |= ({"poster": poster} if poster else {}) | _size(given)
    return [Item(f'<{tag}{_written(kept)} controls="">{"".join(inside)}</{tag}>', marks, "media")]


def _part(node: LexborNode) -> str:
    """A <source> or <track> of ours, else nothing."""
    given = wordmarkup.attributes(node)
    source = addresses.own_file(given.get("src", ""))
    if source is None:
        return ""
    kept = {"src": source}
    if node.tag == "source":
        kept |= {"type": given["type"]} if given.get("type", "").startswith(("video/", "audio/")) else {}
    else:
        kept |= {"kind": given["kind"]} if given.get("kind") in KINDS else {}
        kept |= {name: _line(given[name]) for name in ("srclang", "label") if given.get(name)}
    return f"<{node.tag}{_written(kept)}>"


def _size(given: dict[str, str]) -> dict[str, str]:
    sizes = {name: given.get(name, "").strip().removesuffix("px") for name in ("width", "height")}
    return {
        name: str(int(n))
        for name, n in sizes.items()
        if n.isascii() and n.isdigit() and 0 < int(n[:6]) <= 5000
    }


def _class(names: list[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def _written(kept: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _line(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())
