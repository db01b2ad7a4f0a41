"""A page of the old site as HTML: lines for `saved_page`, a body for the sanitiser, files to take along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit.sanitiser import clean

from . import saved_layout
from .saved_page import (
    FURNITURE,
    LARGEST,
    THING,
    SavedFile,
    SavedPage,
    Unreadable,
    decoded,
    parse_lines,
    refuse_what_is_no_text,
    tidy_line,
)

IS_HTML = re.compile(r"<(?:!doctype|html|head|meta|body|div|table|p|font|center)\b", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "utf-8": "utf-8-sig",
}
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
PAGE_NAME = re.compile(r"\.(?:s?html?|aspx?|php|jsp)$", re.IGNORECASE)
FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|mp3|mp4|txt|csv)$", re.IGNORECASE)
NAME = r"(?:本[报网台])?(?:通讯员|记者)?\s*[^\s，。、；（）()]{2,16}"
CREDIT = re.compile(rf"[\s　]*[(（]?\s*({NAME}(?:\s*[/／]?\s*[摄图]|\s*供图))\s*[)）]?$")
CAPTION_SIGN = re.compile(r"^[▲△▼▽↑↓]\s*")
SAYS_IT = re.compile(r"^图为|^[▲△▼▽↑↓]|[摄图][)）]?$")
LONGEST_CAPTION = 120
SMALLEST_PICTURE = 32


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the cleaned page: its HTML, the line it is for the parser, whether it is just pictures."""

    html: str
    line: str
    pictures: bool
    centred: bool


def looks_like_html(data: bytes) -> bool:
    return IS_HTML.search(data[:4000].decode("latin-1")) is not None


def read(data: bytes, *, address: str = "") -> SavedPage:
    """Take apart the bytes of a saved HTML page; `address` is the old address where the page names none.

    The body is clean HTML in which `SavedFile.stands_for` stands for every file's address. Raises Unreadable.
    """
    if len(data) > LARGEST:
        raise Unreadable("文件超过2 MB，不是单篇文章")
    text = decoded_as_declared(data)
    refuse_what_is_no_text(text)
    tree = LexborHTMLParser(text)
    address = named_address(tree, text) or address
    parts, files = parts_of(tree, base=base_of(tree, address))
    page, kept = parse_lines([part.line for part in parts])
    html = with_captions([parts[number] for number in kept], page.title)
    return replace(
        page, address=page.address or address, html=html, files=tuple(named(files, html, page.title))
    )


def fragment(html: str, *, title: str, base: str) -> tuple[str, tuple[SavedFile, ...]]:
    """A body that came without its page, e.g. in a list: clean HTML and the files that it shows."""
    parts, files = parts_of(LexborHTMLParser(html), base=base)
    written = with_captions(parts, title)
    return written, tuple(named(files, written, title))


def decoded_as_declared(data: bytes) -> str:
    """As its meta tag says, if that can be; else UTF-8 or GB 18030."""
    said = CHARSET.search(data[:4000])
    codec = CODECS.get(said[1].decode().lower()) if said else None
    if codec and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass
    return decoded(data)


def named_address(tree: LexborHTMLParser, text: str) -> str:
    """Canonical link, og:url, the browser's “saved from” comment, or a base that is a page; else ""."""
    saved = SAVED_FROM.search(text[:4000])
    every = [
        attribute(tree, "link[rel=canonical]", "href"),
        attribute(tree, "meta[property='og:url']", "content"),
        saved[1] if saved else "",
        base if PAGE_NAME.search(base := attribute(tree, "base", "href")) else "",
    ]
    return next(filter(is_address, every), "")


def is_address(address: str) -> bool:
    """An http(s) address of a page, not of a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and (parts.path.strip("/") + parts.query) != ""
    )


def base_of(tree: LexborHTMLParser, address: str) -> str:
    base = attribute(tree, "base", "href")
    return base if base.startswith(("http://", "https://")) else address


def attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return ((node.attributes.get(name) if node else "") or "").strip()


def parts_of(tree: LexborHTMLParser, *, base: str) -> tuple[list[Part], dict[str, SavedFile]]:
    """The blocks of the page after cleaning, and every file it shows by what stands for it."""
    files = {file.stands_for: file for file in files_marked(tree, base)}
    saved_layout.flatten(tree)
    cleaned = LexborHTMLParser(clean(saved_layout.written(tree))).body
    parts = map(part_of, cleaned.iter()) if cleaned else ()
    return [part for part in parts if part is not None], files


def part_of(node: LexborNode) -> Part | None:
    """None for what shows nothing: a rule, an empty paragraph."""
    line = tidy_line(" ".join(node.text().split(" ")))
    shows = node.tag in {"table", "figure"} or node.css_first("img, video, audio") is not None
    if node.tag in {"ul", "ol"}:
        first = tidy_line(item.text()) if (item := node.css_first("li")) else ""
        line = first if FURNITURE.match(first) else THING
    elif node.tag in {"table", "figure"} or (shows and not line):
        line = THING
    if not line:
        return None
    centred = "align-center" in (node.attributes.get("class") or "").split()
    return Part(node.html or "", line, shows and line == THING and node.tag == "p", centred)


def files_marked(tree: LexborHTMLParser, base: str) -> Iterator[SavedFile]:
    """Every picture, film and linked file of the page, its address replaced by what stands for it."""
    for number, node in enumerate(tree.css("img, video[src], audio[src], source[src], a[href]")):
        stands_for = f"{settings.MEDIA_URL}beside/{number}.file"
        given = {name: value or "" for name, value in node.attributes.items()}
        if node.tag == "a":
            address = given["href"].strip()
            if FILE_NAME.search(path_of(address)):
                node.attrs["href"] = stands_for
                yield SavedFile(
                    stands_for, address, tidy_line(node.text()) or name_of(address), is_picture=False
                )
            else:
                point_elsewhere(node, address, base)
        elif node.tag != "img":
            node.attrs["src"] = stands_for
            yield SavedFile(stands_for, given["src"].strip(), name_of(given["src"]), is_picture=False)
        elif is_decoration(given):
            node.decompose()
        else:
            address = given.get("data-original") or given.get("data-src") or given.get("src", "")
            node.attrs["src"] = stands_for
            yield SavedFile(stands_for, address.strip(), described(given.get("alt", "")), is_picture=True)


def point_elsewhere(link: LexborNode, address: str, base: str) -> None:
    """A link to another page stays, as a whole address; one that leads nowhere from here goes."""
    try:
        whole = urljoin(base, address)
    except ValueError:
        whole = ""
    picture = re.search(r"\.(?:jpe?g|png|gif|bmp|webp)$", path_of(whole), re.IGNORECASE)
    link.attrs["href"] = (
        "" if picture or not whole.startswith(("http://", "https://", "mailto:", "tel:")) else whole
    )


def is_decoration(given: dict[str, str]) -> bool:
    """Icons and counters: at most SMALLEST_PICTURE pixels wide or high."""
    sizes = (given.get(side, "").removesuffix("px").strip() for side in ("width", "height"))
    return any(size.isascii() and size.isdigit() and int(size[:6]) <= SMALLEST_PICTURE for size in sizes)


def described(alt: str) -> str:
    """What the picture's alt says, unless that is the name of a file."""
    line = " ".join(alt.split())
    return "" if re.search(r"\.\w{3,4}$", line) or not re.search(r"[\u3400-\u9fff]", line) else line


def path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def name_of(address: str) -> str:
    return unquote(path_of(address)).replace("\\", "/").rpartition("/")[2]


def with_captions(parts: list[Part], title: str) -> str:
    """The body: a paragraph of pictures becomes figures, and a line below that describes it its caption."""
    out: list[str] = []
    skip = False
    for part, below in zip(parts, [*parts[1:], None], strict=True):
        if skip:
            skip = False
        elif not part.pictures:
            out.append(part.html)
        else:
            skip = below is not None and is_caption(below)
            out += figures(part, below.line if skip and below else "", title)
    return "\n".join(out)


def is_caption(part: Part) -> bool:
    """A short line in the middle, or one that says it: 图为……, ▲……, （张三 摄）."""
    if part.line == THING or len(part.line) > LONGEST_CAPTION:
        return False
    return part.centred or SAYS_IT.search(part.line) is not None


def figures(part: Part, caption: str, title: str) -> Iterator[str]:
    images = LexborHTMLParser(part.html).css("img")
    words = CAPTION_SIGN.sub("", caption)
    credit = found[1] if (found := CREDIT.search(words)) else ""
    words = CREDIT.sub("", words).strip()
    for image in images:
        last = image is images[-1]
        alt = described(image.attributes.get("alt") or "") or (words if last else "") or f"{title}（配图）"
        inside = escape(words) + (f'　<span class="credit">{escape(credit)}</span>' if credit else "")
        below = f"<figcaption>{inside}</figcaption>" if last and inside else ""
        source = escape(image.attributes.get("src") or "")
        yield f'<figure class="image"><img src="{source}" alt="{escape(alt)}">{below}</figure>'


def named(files: dict[str, SavedFile], html: str, title: str) -> Iterator[SavedFile]:
    """The files that stand in the body; pictures get the words of their place there."""
    for figure in LexborHTMLParser(html).css("figure"):
        image, credit = figure.css_first("img"), figure.css_first("span.credit")
        file = files.get((image.attributes.get("src") or "") if image else "")
        if file is not None and image is not None:
            said = image.attributes.get("alt") or ""
            files[file.stands_for] = replace(file, title=said, credit=credit.text() if credit else "")
    for file in files.values():
        if f'"{file.stands_for}"' in html:
            yield replace(file, title=file.title or f"{title}（配图）")
