"""A text for the WeChat editor: HTML that carries its own looks, because that editor drops everything else."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .. import films, rights
from ..models import Article, Revision
from ..models.article import BEIJING
from .reading import file_type, lasting, trusted
from .typesetting import Typesetter

register = template.Library()

PLAIN = "margin:0 0 20px;font-size:16px;line-height:1.85;color:#1b1f23;"
SMALL = "margin:8px 0 0;font-size:13px;line-height:1.7;color:#586067;text-align:center;"
HEADING = "margin:28px 0 12px;line-height:1.4;color:#1b1f23;font-weight:bold;"
STYLES = {
    "p": f"{PLAIN}text-align:justify;",
    "h2": f"{HEADING}font-size:20px;",
    "h3": f"{HEADING}font-size:18px;",
    "h4": f"{HEADING}font-size:16px;",
    "ul": "margin:0 0 20px;padding-left:2em;list-style:disc;",
    "ol": "margin:0 0 20px;padding-left:2em;list-style:decimal;",
    "li": "font-size:16px;line-height:1.85;color:#1b1f23;",
    "blockquote": "margin:0 0 20px;padding:2px 0 2px 1em;border-left:3px solid #0e5a66;",
    "figure": "margin:0 0 20px;",
    "img": "display:block;width:100%;height:auto;margin:0 auto;",
    "figcaption": SMALL,
    "table": "width:100%;margin:0 0 20px;border-collapse:collapse;font-size:14px;",
    "caption": SMALL,
    "th": "padding:6px 8px;border:1px solid #dbdad4;font-weight:bold;text-align:left;",
    "td": "padding:6px 8px;border:1px solid #dbdad4;text-align:left;",
    "em": "font-style:normal;font-weight:bold;",
}
ALIGNED = {"align-center": "text-align:center;", "align-right": "text-align:right;"}
KEPT = {"src", "alt", "colspan", "rowspan", "start"}
FILMS = "video, audio"


@register.simple_tag
def wechat(article: Article, text: Revision, paper: str, now: datetime) -> SafeString:
    """`text` with its credit line first and the address of the original last; no class, no script, no frame."""
    today, host = now.astimezone(BEIJING).date(), urlsplit(settings.BASE_URL).netloc
    images = text.images.all()
    notes = [
        (film.place, noted(film))
        for film in films.played(text, images, today)
        if not film.stands_in(text.body)
    ]
    set_ = Typesetter(images=images, today=today, own_host=host).set(text.body, end_mark=False, films=notes)
    above, below = _credits(article, text, paper)
    return trusted(f"<section>{above}{fragment(set_)}{below}</section>")


def noted(film: films.Film) -> SafeString:
    """WeChat takes no film from elsewhere: its first picture, its name, and where it can be played."""
    picture = (
        format_html('<img src="{}" alt="{}">', film.poster.url, film.poster.description)
        if film.poster
        else ""
    )
    facts = film.facts
    words = (
        f"{file_type(facts['content_type'])}：{facts['title']}",
        lasting(facts["seconds"]) if facts.get("seconds") else "",
        f"请点开文末的原文链接{'观看' if film.is_video else '收听'}",
    )
    return format_html(
        "<figure>{}<figcaption>（{}）</figcaption></figure>", picture, "，".join(filter(None, words))
    )


def fragment(html: str) -> str:
    """`html`, typeset and so harmless, with a style on each element, and whole addresses."""
    page = LexborHTMLParser(f"<div>{html}</div>", is_fragment=True)
    text = page.css_first("div")
    if text is None:
        return ""
    for film in text.css(FILMS):
        note = page.create_node("p")
        note.insert_child("（这里有音视频，请打开原文收看）")
        film.replace_with(note)
    addresses = _links(text)
    for node in text.css("*"):
        _dress(node)
    listed = format_html_join("", '<p style="{}">{}：{}</p>', ((SMALL, *pair) for pair in addresses))
    return f"{text.inner_html or ''}{listed}"


def _links(text: LexborNode) -> list[tuple[str, str]]:
    """WeChat drops links to other sites: the words stay, and (words, address) are listed below the text."""
    found = {}
    for link in text.css("a"):
        address = urljoin(f"{settings.BASE_URL}/", link.attributes.get("href") or "")
        if words := link.text(strip=True):
            found[address] = words
        link.unwrap()
    return [(words, address) for address, words in found.items()]


def _dress(node: LexborNode) -> None:
    """Its own style instead of classes; nothing else but what the element can't do without."""
    given = dict(node.attributes)
    style = STYLES.get(node.tag or "", "")
    style += "".join(ALIGNED.get(name, "") for name in (given.get("class") or "").split() if node.tag == "p")
    for name in given:
        if name not in KEPT:
            del node.attrs[name]
    if style:
        node.attrs["style"] = style
    if node.tag == "img":
        node.attrs["src"] = urljoin(f"{settings.BASE_URL}/", given.get("src") or "")


def _credits(article: Article, text: Revision, paper: str) -> tuple[str, str]:
    """What stands above the text (whose it is, what kind) and below it (who edited it, where it stands)."""
    terms = rights.of(text, paper)
    advertisement = "广告" if text.is_advertisement else ""
    first = "　".join(filter(None, (advertisement, terms.credit, text.byline, text.ai_notice)))
    lines = [
        f"责任编辑：{text.editor}" if text.editor else "",
        f"原文链接：{settings.BASE_URL}{article.address}",
    ]
    below = [(SMALL, line) for line in (*lines, terms.consequence) if line]
    return (
        format_html('<p style="{}">{}</p>', SMALL + "margin-bottom:20px;", first),
        format_html_join("", '<p style="{}">{}</p>', below),
    )
