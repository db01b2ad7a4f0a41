"""From the stored HTML of a text to the HTML of its page: pictures, links, tables and the end mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..models import Image

MEASURE = 648  # px: 36 characters of 18 px, the width of a text
WIDTHS = {"w-25": 25, "w-50": 50, "w-75": 75}


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets texts of one page: `images` are the library pictures it may show, `today` is a Beijing date."""

    images: Iterable[Image]
    today: date
    own_host: str

    def set(self, html: str, *, end_mark: bool) -> str:
        """`html` must have passed the sanitiser; what comes back is as safe as what went in."""
        page = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True)
        text = page.css_first("div")
        if text is None:
            return ""
        self._pictures(page, text)
        self._links(text)
        _tables(page, text)
        if end_mark:
            _end_mark(page, text)
        return text.inner_html or ""

    def _pictures(self, page: LexborHTMLParser, text: LexborNode) -> None:
        library = {default_storage.url(path): image for image in self.images for path in image.paths()}
        for place, shown in enumerate(text.css("img")):
            image = library.get(shown.attributes.get("src") or "")
            around = _ancestor(shown, "figure")
            if image is not None and not image_usable(image, self.today):
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
            host = urlsplit(link.attributes.get("href") or "").netloc
            if host and host != self.own_host:
                link.attrs["rel"] = "noopener nofollow"


def image_usable(image: Image, today: date) -> bool:
    """A licence lasts until the end of its last day (product E9)."""
    return image.licence_ends is None or image.licence_ends >= today


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
    shown.attrs["width"], shown.attrs["height"] = str(image.width), str(image.height)
    shown.attrs["srcset"] = image.srcset
    shown.attrs["sizes"] = f"(min-width: 720px) {MEASURE * share // 100}px, {share}vw"


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


def _tables(page: LexborHTMLParser, text: LexborNode) -> None:
    """A wide table scrolls in a frame of its own, which the keyboard reaches; its name says which table."""
    for number, table in enumerate(text.css("table"), start=1):
        if _ancestor(table, "table") is not None:
            continue
        caption = table.css_first("caption")
        name = f"表格{number}" + (f"：{caption.text(strip=True)}" if caption is not None else "")
        frame = page.create_node("div")
        for key, value in {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": name}.items():
            frame.attrs[key] = value
        frame.insert_child(table)
        table.replace_with(frame)


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
