"""From the stored HTML of a text to the HTML of its page: pictures, links, tables and the end mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..models import Content, Image
from .galleries import link_pictures
from .tables import set_table

MEASURE = 648  # px: 36 characters of 18 px, the width of a text
ON_A_PHONE = (
    88  # vw: the page less its edges, rounded down to the rendition that is sharp enough and half the bytes
)
LONG_RUN = re.compile(r"[!-~]{24,}")  # an address in a line that is set to both edges
BREAK = re.compile(r"(?<=[/.?&=_-])(?=[!-~])")
WIDTHS = {"w-25": 25, "w-50": 50, "w-75": 75}


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets texts of one page: `images` are the library pictures it may show, `today` is a Beijing date."""

    images: Iterable[Image]
    today: date
    own_host: str
    leave: Callable[[str], str] | None = None  # from an address to the notice before it (articles.leaving)
    viewer: str | None = None  # the kind of the text, on pages where pictures can be seen large

    def set(self, html: str, *, end_mark: bool, films: Iterable[tuple[int | None, str]] = ()) -> str:
        """`html` must have passed the sanitiser; what comes back is as safe as what went in.

        `films`: ready elements of ours, each behind so many paragraphs (None: at the end).
        """
        page = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True)
        text = page.css_first("div")
        if text is None:
            return ""
        self._pictures(page, text)
        self._links(text)
        if self.viewer is not None:
            link_pictures(page, text, together=self.viewer == Content.Kind.PICTURES)
        tables = [table for table in text.css("table") if _ancestor(table, "table") is None]
        for number, table in enumerate(tables, start=1):
            set_table(page, table, number)
        _quotations(text)
        _long_runs(page, text)
        if end_mark:
            _end_mark(page, text)
        for place, film in films:
            _insert(text, film, place)
        return text.inner_html or ""

    def _pictures(self, page: LexborHTMLParser, text: LexborNode) -> None:
        library = {default_storage.url(path): image for image in self.images for path in image.paths()}
        for place, shown in enumerate(text.css("img")):
            image = library.get(shown.attributes.get("src") or "")
            around = _ancestor(shown, "figure")
            if image is not None and not image.is_licensed(self.today):
                (around or shown).decompose()
                continue
            if image is not None:
                _size(shown, image, around)
                _label(page, image, around)
            shown.attrs["decoding"] = "async"
            if place:
                shown.attrs["loading"] = "lazy"

    def _links(self, text: LexborNode) -> None:
        for link in text.css("a[href]"):
            href = link.attributes.get("href") or ""
            host = urlsplit(href).netloc
            if not host or host == self.own_host:
                continue
            link.attrs["rel"] = "noopener nofollow"
            if self.leave is None:
                continue
            if way := self.leave(href):
                link.attrs["href"] = way
            else:
                del link.attrs["href"]


def _ancestor(node: LexborNode, tag: str) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above


def _size(shown: LexborNode, image: Image, around: LexborNode | None) -> None:
    """Width, height, renditions: nothing jumps while loading, and a phone loads no more than it shows."""
    classes = {
        name for node in (shown, around) if node for name in (node.attributes.get("class") or "").split()
    }
    share = next((percent for name, percent in WIDTHS.items() if name in classes), 100)
    room = MEASURE * share // 100
    shown.attrs["width"], shown.attrs["height"] = str(image.width), str(image.height)
    shown.attrs["srcset"] = image.srcset
    shown.attrs["sizes"] = f"(min-width: 720px) {room}px, {ON_A_PHONE * share // 100}vw"
    if image.width < room:  # a QR code of 240 px is not blown up to the width of the text
        shown.attrs["class"] = f"{shown.attributes.get('class') or ''} small".strip()
        shown.attrs["sizes"] = f"{image.width}px"


def _label(page: LexborHTMLParser, image: Image, around: LexborNode | None) -> None:
    """What the law wants seen with a picture: made by AI, the map's review number (norms 3.17, 3.18)."""
    words = ["图片由AI生成"] * image.ai_generated + [f"审图号：{image.map_number}"] * bool(image.map_number)
    caption = around.css_first("figcaption") if around is not None else None
    missing = [word for word in words if caption is None or word not in caption.text()]
    if around is None or not missing:
        return
    if caption is None:
        around.insert_child(page.create_node("figcaption"))
        caption = around.css_first("figcaption")
    if caption is not None:
        caption.insert_child(f"　{'　'.join(missing)}" if caption.text(strip=True) else "　".join(missing))


def _insert(text: LexborNode, film: str, place: int | None) -> None:
    """Behind the paragraph with that number, or behind the last one there is."""
    ready = LexborHTMLParser(film, is_fragment=True).css_first("figure")
    first = text.child
    paragraphs = [block for block in text.css("p") if block.parent == text]
    if ready is None:
        return
    if first is None:
        text.insert_child(ready)
    elif place == 0:
        first.insert_before(ready)
    elif place is None or place > len(paragraphs) or not paragraphs:
        (text.last_child or first).insert_after(ready)
    else:
        paragraphs[place - 1].insert_after(ready)


def _long_runs(page: LexborHTMLParser, text: LexborNode) -> None:
    """A long address may go on in the next line behind its marks, else it tears the line before it apart."""
    for node in [one for one in text.traverse(include_text=True) if one.is_text_node]:
        words = node.text_content or ""
        if not LONG_RUN.search(words):
            continue
        pieces = LONG_RUN.sub(lambda run: BREAK.sub("\0", run[0]), words).split("\0")
        for piece in pieces[:-1]:
            node.insert_before(piece)
            node.insert_before(page.create_node("wbr"))
        node.replace_with(pieces[-1])


def _quotations(text: LexborNode) -> None:
    """A last line that begins with —— says whose words they are."""
    for quotation in text.css("blockquote"):
        lines = quotation.css("p")
        if len(lines) > 1 and lines[-1].text(strip=True).startswith("——"):
            lines[-1].attrs["class"] = "attribution"


def _end_mark(page: LexborHTMLParser, text: LexborNode) -> None:
    """The mark stands behind the last words, and the last two characters never leave it alone on a line."""
    spans = [
        node
        for block in text.css("p, li, h2, h3, h4")
        if _ancestor(block, "figure") is None and _ancestor(block, "table") is None
        for node in block.traverse(include_text=True)
        if node.is_text_node and node.text_content and node.text_content.strip()
    ]
    if not spans:
        return
    last = spans[-1]
    words = (last.text_content or "").rstrip()
    end = page.create_node("span")
    end.attrs["class"] = "end"
    end.insert_child(words[-2:])
    last.insert_before(words[:-2])
    last.replace_with(end)
