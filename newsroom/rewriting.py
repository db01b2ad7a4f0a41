"""A finished page or feed in another edition: words in Traditional characters, links that stay, in one pass.

Only text and what is read out is converted: never an address, a name that code knows, or what a reader has typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, unescape

from toolkit import hanzi

TOKEN = re.compile(
    r"(<!--.*?-->|<(?i:script)\b.*?</(?i:script)\s*>|<(?i:style)\b.*?</(?i:style)\s*>"
    r"|</?[a-zA-Z][^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*>|<[!?][^>]*>)",
    re.S,
)
NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"(\s)([^\s=>\"'/]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
ITEM = re.compile(r"(?=<(?:item|entry)[\s>])")
LANGUAGE = re.compile(r"(?<=xml:lang=\")zh[^\"]*")
ARTICLE = re.compile(r"/content_(\d{1,18})\.htm")
ABOUT = re.compile(r"\sdata-article=\"(\d{1,18})\"")  # on an element that speaks of one article only
# Text runs through these; every other element begins and ends a block.
INLINE = frozenset(
    "a abbr b bdi bdo cite data del dfn em font i ins mark q ruby s small span strong sub sup time u var wbr".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
KEPT = frozenset("code kbd samp textarea".split())
LINKS = frozenset("href action formaction".split())
# What is read out, said by a script, or copied to be read elsewhere.
SPOKEN = frozenset(
    "alt title placeholder label aria-label aria-description aria-roledescription data-copy data-title "
    "data-done data-failed".split()
)
PASSED_ON = re.compile(r"(?<=[?;&])((?:title|summary)=)([^&]*)")
BETWEEN = "\x1f"  # stands in no text, so blocks joined by it are converted as if each stood alone
INNER = re.compile(r"‘([^‘’\x1f]*)’")


@dataclass(frozen=True, slots=True)
class Words:
    """What the paper has laid down about Traditional characters: Simplified word to form, corner quotes or not."""

    everywhere: hanzi.Forms = field(default_factory=hanzi.Forms)
    of_article: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    corner_quotes: bool = False

    def forms(self, pk: int | None) -> hanzi.Forms:
        """What counts for the text of one article: its own words before those of the paper."""
        own = self.of_article.get(pk) if pk else None
        return hanzi.Forms({**self.everywhere, **own}) if own else self.everywhere


class Within:
    """Whose words count at a place in the page: those of the innermost open element that is about an article."""

    def __init__(self, pk: int | None) -> None:
        self.about = pk
        self.around: list[tuple[str, int, int | None]] = []  # outer elements: name, depth, article
        self.name, self.depth = "", 0

    def open(self, name: str, article: int | None) -> bool:
        """An element begins; whether with it the words of `article` do."""
        if article is not None and name not in VOID:
            self.around.append((self.name, self.depth, self.about))
            self.name, self.depth, self.about = name, 1, article
            return True
        self.depth += bool(name) and name == self.name
        return False

    def close(self, name: str) -> bool:
        """An element ends; whether with it the words of its article do."""
        if not self.around or name != self.name:
            return False
        self.depth -= 1
        if self.depth:
            return False
        self.name, self.depth, self.about = self.around.pop()
        return True


@dataclass(frozen=True, slots=True)
class Rewriter:
    """One edition: `move` gives an address its place in it, `words` are None where the script stays Simplified."""

    move: Callable[[str], str]
    words: Words | None

    def page(self, html: str, pk: int | None = None) -> str:
        """`html` in this edition; `pk` is the article that the whole of it is about."""
        parts = TOKEN.split(html)
        blocks: dict[int | None, list[list[int]]] = {}
        for about, block in self.blocks(parts, pk):
            blocks.setdefault(about, []).append(block)
        for about, found in blocks.items():
            self.convert(parts, found, about)
        return "".join(parts)

    def blocks(self, parts: list[str], pk: int | None) -> Iterator[tuple[int | None, list[int]]]:
        """Places of the texts of each block, and its article; on the way every tag is written anew in `parts`."""
        block: list[int] = []
        kept, depth, within = "", 0, Within(pk)
        own = self.words is not None and bool(self.words.of_article)
        for place in range(1, len(parts), 2):
            if not depth and parts[place - 1]:
                block.append(place - 1)
            closing, name, marked = read(parts[place])
            about, turned = within.about, False
            if own:
                turned = (
                    within.close(name) if closing else within.open(name, self.article_of(name, parts[place]))
                )
            # A link to an article with words of its own is no part of the sentence around it.
            if block and name and (turned or name not in INLINE):
                yield about, block
                block = []
            keeps = not closing and name not in VOID and (marked or name in KEPT)
            if not closing and name:
                silent = depth or marked
                parts[place] = self.tag(parts[place], name, spoken=not silent, pk=within.about)
            if depth and name == kept:
                depth += -1 if closing else 1
            elif keeps and not depth:
                kept, depth = name, 1
        if parts[-1] and not depth:
            block.append(len(parts) - 1)
        yield within.about, block

    def article_of(self, name: str, tag: str) -> int | None:
        """The article with words of its own that this element is about, or this link leads to."""
        if not self.words or not self.words.of_article:
            return None
        found = ABOUT.search(tag) or (ARTICLE.search(tag) if name == "a" else None)
        return int(found[1]) if found and int(found[1]) in self.words.of_article else None

    def convert(self, parts: list[str], blocks: list[list[int]], pk: int | None) -> None:
        """Convert each block as a whole, so that a phrase may run through <b> and <a>, and take it apart again."""
        if self.words is None:
            return
        wholes = ["".join(parts[place] for place in block) for block in blocks]
        done = self.text(BETWEEN.join(wholes), pk).split(BETWEEN)
        for block, whole, converted in zip(blocks, wholes, done, strict=True):
            if len(block) == 1:
                parts[block[0]] = converted
            elif len(converted) == len(whole):
                begun = 0
                for place in block:
                    ends = begun + len(parts[place])
                    parts[place], begun = converted[begun:ends], ends
            else:
                for place in block:
                    parts[place] = self.text(parts[place], pk)

    def text(self, text: str, pk: int | None = None) -> str:
        if self.words is None or text.isascii():
            return text
        converted = hanzi.traditional(text, self.words.forms(pk))
        if not self.words.corner_quotes:
            return converted
        return INNER.sub(r"『\1』", converted.replace("“", "「").replace("”", "」"))

    def tag(self, tag: str, name: str, *, spoken: bool, pk: int | None = None) -> str:
        """A start tag: where it links to, and what it says beside its text, in the words of article `pk`."""
        spoken = spoken and self.words is not None and not tag.isascii()
        links = may_move(tag, name)
        if name == "html" and self.words:
            return tag.replace('lang="zh-CN"', 'lang="zh-Hant"')
        if not spoken and not links:
            return tag

        passes_on = self.words is not None and " data-passes-on" in tag

        def written(found: re.Match[str]) -> str:
            space, attribute, equals, value = found.groups()
            mark = value[0] if value[0] in "\"'" else ""
            inner = value[1:-1] if mark else value
            if links and attribute in LINKS:
                inner = self.move(inner)
                if passes_on:
                    inner = PASSED_ON.sub(
                        lambda part: part[1] + quote(self.text(unquote(part[2]), pk), ""), inner
                    )
            elif spoken and (attribute in SPOKEN or (attribute == "content" and name == "meta")):
                inner = self.text(inner, pk)
            return f"{space}{attribute}{equals}{mark}{inner}{mark}"

        return ATTRIBUTE.sub(written, tag)

    def feed(self, xml: str) -> str:
        """RSS or Atom: items link into the edition and keep their identities (guid, id)."""
        return "".join(self.item(part) for part in ITEM.split(xml))

    def item(self, xml: str) -> str:
        found = ARTICLE.search(xml)
        pk = int(found[1]) if found else None
        parts = TOKEN.split(xml)
        for place in range(1, len(parts), 2):
            closing, name, _ = read(parts[place])
            if closing or not name:
                continue
            parts[place + 1] = self.element(name, parts[place + 1], pk)
            if name.endswith("link"):
                parts[place] = self.tag(parts[place], "a", spoken=False)
            elif self.words:
                parts[place] = LANGUAGE.sub("zh-Hant", parts[place])
                if name == "category":
                    parts[place] = ATTRIBUTE.sub(lambda found: self.text(found[0], pk), parts[place])
        return "".join(parts)

    def element(self, name: str, text: str, pk: int | None) -> str:
        """What stands behind the start tag of a feed's element."""
        if name in {"guid", "id"}:
            return text
        if name in {"link", "comments", "uri"}:
            return self.move(text)
        if name == "language":
            return "zh-Hant" if self.words else text
        return escape(self.page(unescape(text), pk)) if "&lt;" in text else self.text(text, pk)


@lru_cache(maxsize=4096)
def read(tag: str) -> tuple[bool, str, bool]:
    """(closing, name, whether it and what it encloses are marked to be left); no name for comments and scripts."""
    found = NAME.match(tag)
    if not found or found[2].lower() in {"script", "style"}:
        return False, "", False
    marked = not found[1] and ('translate="no"' in tag or " data-no-convert" in tag)
    return bool(found[1]), found[2].lower(), marked


def may_move(tag: str, name: str) -> bool:
    """Whether the addresses in it are ways through the site, and not what the page is called elsewhere."""
    if ("href=" not in tag and "action=" not in tag) or " data-keep-edition" in tag:
        return False
    return name != "link" or not ('rel="canonical"' in tag or "hreflang=" in tag)
