"""What Word, WPS and old pages mean: styles and attributes read as the few tags and classes that we keep."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

ALIGNED = ("align-center", "align-justify", "align-left", "align-right")
WIDE = ("w-25", "w-50", "w-75")
TEXT_CLASSES = frozenset({"align-center", "align-justify", "align-right", "indent", "no-indent"})
CLASSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "h2", "h3", "h4"), TEXT_CLASSES),
    **dict.fromkeys(("td", "th"), frozenset({"align-center", "align-justify", "align-right", *WIDE})),
    "table": frozenset({"align-center", *WIDE}),
    "figure": frozenset({"image", "align-left", "align-right", *WIDE}),
    "img": frozenset({"align-left", "align-right", *WIDE}),
    "span": frozenset({"credit"}),
}
MARKS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "ins": "u",
    "s": "s", "del": "s", "strike": "s", "sup": "sup", "sub": "sub",
}  # fmt: skip
ZERO = re.compile(r"^0+(\.0+)?[a-z%]*$")
POSITIVE = re.compile(r"^\+?(0*[1-9]|0*\.0*[1-9])[\d.]*[a-z%]*$")
PERCENT = re.compile(r"^(\d{1,3})(\.\d+)?%$")
BOLD = re.compile(r"^(bold|bolder|[6-9]00)$")


def attributes(node: LexborNode) -> dict[str, str]:
    """The node's attributes; one without a value has the empty string."""
    return {name.lower(): value or "" for name, value in node.attributes.items()}


def styles(given: dict[str, str]) -> dict[str, str]:
    """Declarations of a style attribute, names and values in lower case."""
    pairs = (declaration.partition(":") for declaration in given.get("style", "").lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def hidden(given: dict[str, str]) -> bool:
    """The author's program did not show this at all."""
    declared = styles(given)
    return declared.get("display") == "none" or declared.get("mso-hide") == "all"


def marks(tag: str, given: dict[str, str]) -> list[str]:
    """Tags for stress that this inline element stands for, from its name and from its styles."""
    declared = styles(given)
    weight, line = declared.get("font-weight", ""), declared.get("text-decoration", "")
    found = {MARKS[tag]} if tag in MARKS else set()
    if weight in {"normal", "400"}:
        found.discard("strong")
    found |= {"strong"} if BOLD.match(weight) else set()
    found |= {"u"} if "underline" in line else set()
    found |= {"s"} if "line-through" in line else set()
    found |= {"sup"} if declared.get("vertical-align") == "super" else set()
    found |= {"sub"} if declared.get("vertical-align") == "sub" else set()
    return sorted(found)


def alignment(given: dict[str, str]) -> str | None:
    """align-center, align-right, align-justify; "" where left is asked for; None where nothing is said."""
    declared = styles(given).get("text-align") or given.get("align", "").lower()
    named = [
        name
        for name in ("align-center", "align-justify", "align-right")
        if name in given.get("class", "").split()
    ]
    if declared in {"center", "right", "justify"}:
        return f"align-{declared}"
    return "" if declared in {"left", "start"} else next(iter(named), None)


def classes(tag: str, given: dict[str, str], inherited: str = "") -> list[str]:
    """The classes of `tag`, sorted: those it has, those its styles stand for, and inherited alignment."""
    declared = styles(given)
    floating = declared.get("float") or given.get("align", "").lower()
    aligned = alignment(given)
    found = {name for name in given.get("class", "").split() if name not in ALIGNED}
    found |= {"no-indent"} if ZERO.match(declared.get("text-indent", "")) else set()
    found |= {"indent"} if POSITIVE.match(declared.get("text-indent", "")) else set()
    found |= {_width(declared.get("width") or given.get("width", ""))}
    if tag in {"figure", "img"} and floating in {"left", "right"}:
        found.add(f"align-{floating}")
    elif tag in {"figure", "img"} and (
        own := [name for name in given.get("class", "").split() if name in ALIGNED]
    ):
        found.add(own[-1])
    elif tag not in {"figure", "img"}:
        found.add(inherited if aligned is None else aligned)
    if {"indent", "no-indent"} <= found:
        found.discard("indent")
    return sorted(_one_width(found) & CLASSES.get(tag, frozenset()))


def _width(value: str) -> str:
    """The nearest of a quarter, a half and three quarters; "" for the full width and for other units."""
    found = PERCENT.match(value.strip())
    percent = int(found[1]) if found else 100
    return next((name for limit, name in ((37, "w-25"), (62, "w-50"), (87, "w-75")) if percent <= limit), "")


def _one_width(found: set[str]) -> set[str]:
    return found - set(sorted(found & set(WIDE))[1:])
