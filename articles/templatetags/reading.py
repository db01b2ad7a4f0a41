"""What reading pages need: the text of an article, facts for machines, pictures that may be shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from selectolax.lexbor import LexborHTMLParser

from .. import leaving
from ..films import Film
from ..models import Article, Image
from ..models.article import BEIJING
from .typesetting import Typesetter

register = template.Library()

FILE_TYPES = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPT",
    "application/zip": "压缩包",
    "text/csv": "CSV",
    "text/plain": "文本",
}
KINDS_OF_FILES = {"video": "视频", "audio": "音频", "image": "图片"}
IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def trusted(html: str) -> SafeString:
    """The one place of the project that says: this HTML is ours or has passed the sanitiser."""
    return mark_safe(html)


@register.simple_tag(takes_context=True)
def body(
    context: Context,
    html: str,
    images: Iterable[Image] = (),
    end_mark: bool = False,
    notice: bool = False,
    viewer: str | None = None,
    films: Iterable[Film] = (),
) -> SafeString:
    """`html` as recorded, sanitised then, set for the page; pictures out of licence are left out.

    `notice`: links to other sites lead by way of the notice; at the desk, in feeds and copies they stay as they are.
    `viewer`: the kind of the text, on a page with components/viewer.html. `films` are played in the text.
    """
    today = context["now"].astimezone(BEIJING).date()
    leave = partial(outside, context) if notice else None
    own_host = urlsplit(settings.BASE_URL).netloc
    typesetter = Typesetter(images=images, today=today, own_host=own_host, leave=leave, viewer=viewer)
    played = [
        (film.place, render_to_string("components/film.html", {"film": film}))
        for film in films
        if not film.stands_in(html)
    ]
    return trusted(typesetter.set(html, end_mark=end_mark, films=played))


@register.simple_tag(takes_context=True)
def outside(context: Context, href: str) -> str:
    """`href` as a link of a page says it: by way of the notice before another site, if it is not a free one."""
    article = context.get("article")
    return leaving.notice(href, context["masthead"].free_hosts, article.address if article else "")


@register.simple_tag
def jsonld(facts: dict[str, Any]) -> SafeString:
    """`facts` as linked data; no character in them can end the script element."""
    written = json.dumps(facts, ensure_ascii=False).translate(IN_SCRIPT)
    return trusted(f'<script type="application/ld+json">{written}</script>')


@register.filter
def usable(image: Image | None, now: datetime) -> Image | None:
    """`image` as long as its licence lasts and nobody has withheld it, else None."""
    return image if image is not None and image.may_be_shown(now.astimezone(BEIJING).date()) else None


@register.filter
def without(articles: list[Article], shown: Article | None) -> list[Article]:
    """The articles without the one that leads the page; all of them where that would leave none."""
    return [article for article in articles if shown is None or article.pk != shown.pk] or articles


@register.filter
def excerpt(html: str, length: int = 100) -> str:
    """The first characters of a text without its markup, for descriptions where there is no summary."""
    words = " ".join(LexborHTMLParser(html, is_fragment=True).text(separator=" ").split())
    return words if len(words) <= length else words[: length - 1] + "…"


@register.filter
def commas(words: str) -> str:
    """Keywords with the ASCII commas that page tags ask for (norms 1.6)."""
    for mark in "，、；;":
        words = words.replace(mark, ",")
    return ",".join(filter(None, (word.strip() for word in words.split(","))))


@register.filter
def named(clause: str, name: str) -> str:
    """A clause of the disclaimer with the name of the paper in its place."""
    return clause.replace("{name}", name)


@register.filter
def host(address: str) -> str:
    """news.example.cn from an address, without the port."""
    return urlsplit(address).hostname or ""


@register.filter
def file_type(content_type: str) -> str:
    """A word for a kind of file that readers know."""
    return FILE_TYPES.get(content_type) or KINDS_OF_FILES.get(content_type.partition("/")[0], "文件")


@register.filter
def file_size(size: int) -> str:
    """512 字节, 38 KB, 2.4 MB"""
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


@register.filter
def lasting(seconds: int) -> str:
    """8秒, 3分20秒, 1小时2分"""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "小时"), (minutes, "分"), (0 if hours else rest, "秒"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)
