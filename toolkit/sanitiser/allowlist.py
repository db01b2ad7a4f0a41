"""The one door for strangers' HTML: rebuilt block by block from what it means, then judged by nh3's allow-list."""

from __future__ import annotations

import re

import nh3
from selectolax.lexbor import LexborHTMLParser

from . import addresses
from .blocks import Builder
from .wordmarkup import CLASSES

STRESS = "strong em u s sup sub br hr span".split()
TEXT = "p h2 h3 h4 blockquote ul ol li figcaption caption".split()
TABLES = "table thead tbody tfoot tr th td".split()
MEDIA = "figure img video audio source track".split()
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "video": {"src", "controls", "poster", "width", "height"},
    "audio": {"src", "controls"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
BLOCKS = re.compile(
    r"<(?:p|h[1-6]|li|tr|br|hr|table|caption|figcaption|figure|blockquote|div|ul|ol)\b[^>]*>", re.IGNORECASE
)
CELLS = re.compile(r"<t[dh]\b[^>]*>", re.IGNORECASE)


def _value(tag: str, attribute: str, value: str) -> str | None:
    """Asked for every attribute: addresses of files must be our own, those of links harmless."""
    if attribute in {"src", "poster"}:
        return addresses.own_file(value)
    return addresses.link(value) if attribute == "href" else value


ALLOW_LIST = nh3.Cleaner(
    tags={*STRESS, *TEXT, *TABLES, *MEDIA, "a"},
    attributes=ATTRIBUTES,
    attribute_filter=_value,
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def clean(html: str) -> str:
    """HTML that may stand in an article: paragraphs, headings, lists, tables, links, our pictures and films.

    Nothing that runs, no style attribute, no id, no file of another host. Paragraphs don't begin with blanks
    (norms 6.1). clean(clean(x)) == clean(x).
    """
    text = html.encode("utf-8", "ignore").decode()
    return ALLOW_LIST.clean("\n".join(Builder().document(LexborHTMLParser(text, is_fragment=True))))


def plain_text(html: str) -> str:
    """The words of an HTML text, one line for each paragraph, cells of a table side by side."""
    lines = CELLS.sub(" ", BLOCKS.sub("\n", clean(html)))
    words = LexborHTMLParser(f"<pre>\n{nh3.clean(lines, tags=set())}</pre>").text()
    return "\n".join(stripped for line in words.split("\n") if (stripped := line.strip()))
