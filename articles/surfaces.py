"""Walking the public site in search of an article that was taken back: every surface found, none listed by hand."""

from __future__ import annotations

import html
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice, product
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Q
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.encoding import iri_to_uri

from toolkit.hanzi import in_one_script
from toolkit.loglines import OWN_WALK

from . import shelving
from .models import Article, Image, OldAddress
from .models.article import BEIJING

MOST = 300  # addresses of one walk
NEIGHBOURS, EXAMPLES = 20, 12
GONE, BROKEN = 410, 500
LINK = re.compile(r"(?:href=\"|src=\"|<loc>|<link>|url=)([^\"<>\s#?]+)")
HEADING = re.compile(r"<title[^>]*>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</title>", re.S)
TEXTUAL = ("text/", "application/xml", "application/rss", "application/atom", "application/json", "image/svg")
SHORTEST_TITLE = 4  # characters; a shorter one stands on many pages by chance


@dataclass(frozen=True, slots=True)
class Line:
    """What one address answered: `found` names the traces that were still there."""

    surface: str
    address: str
    answer: int
    found: list[str]
    clean: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """The lines, and the named kinds of pages of which the walk met no address."""

    lines: list[dict[str, Any]]
    missed: list[str]


def walk(article: Article, now: datetime, most: int = MOST) -> Walk:
    """Ask the site for the article's own addresses, every kind of page of the URL map, the sitemap, and links on."""
    kinds = dict(named(get_resolver()))
    own, traces = own_addresses(article), traces_of(article, now)
    lists = in_editions([reverse("articles:home"), article.category.get_absolute_url()])
    waiting = deque(dict.fromkeys([*own, *lists, *examples(article, kinds), *neighbours(article, now)]))
    asked: set[str] = set(waiting)
    lines: list[dict[str, Any]] = []
    met: set[str] = set()
    while waiting and len(lines) < most:
        address = waiting.popleft()
        met.add(kind_of(address))
        answer, text = ask(address)
        plain = in_one_script(text)
        found = [name for name, words in traces if words in plain and words not in address]
        clean = not found and answer != BROKEN and (address not in own or answer in {GONE, 301})
        lines.append(asdict(Line(heading(text) or kind_of(address), address, answer, found, clean)))
        for link in links(text):
            if link not in asked and kind_of(link) in kinds and not link.startswith("/media/"):
                asked.add(link)
                waiting.append(link)
    return Walk(lines, sorted(set(kinds) - met))


def named(
    resolver: URLResolver, namespaces: tuple[str, ...] = (), above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """(full name, parameters) of every named address outside the admin."""
    for entry in resolver.url_patterns:
        parameters = above | entry.pattern.converters.keys() | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            if entry.name:
                yield ":".join([*namespaces, entry.name]), parameters
        elif entry.app_name != "admin":
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from named(entry, inside, parameters)


def own_addresses(article: Article) -> list[str]:
    """Where readers had it: the page, the addresses of the old site, and what nobody else shows of its files."""
    old = [row.path for row in OldAddress.objects.filter(article=article)]
    files = [path for picture in withheld(article) for path in picture.paths()]
    files += article.attachments.values_list("path", flat=True)
    return [
        *in_editions([article.address, *old]),
        *(reverse("articles:media", args=[path]) for path in files),
    ]


def withheld(article: Article) -> list[Image]:
    shown = Image.objects.filter(uses__revision__publications__article=article, withheld_at__isnull=False)
    return list(shown.distinct())


def traces_of(article: Article, now: datetime) -> list[tuple[str, str]]:
    """(name, words) that must stand nowhere; a title that another live article has too proves nothing."""
    texts = [row.revision for row in article.publications.select_related("revision")]
    titles = dict.fromkeys(title for text in texts for title in (text.title, text.list_title))
    others = Article.objects.public(now).exclude(pk=article.pk)
    found = [("地址", f"content_{article.pk}.htm")]
    found += [
        ("标题", title)
        for title in titles
        if len(title) >= SHORTEST_TITLE and not others.filter(live__title__contains=title).exists()
    ]
    found += [("更正", note) for note in article.corrections.values_list("text", flat=True)]
    found += [("图片", picture.name) for picture in withheld(article)]
    return [(name, in_one_script(words)) for name, words in found]


def in_editions(paths: list[str]) -> list[str]:
    """The same pages in every edition, the standard one first."""
    return [edition + path for edition in settings.EDITIONS for path in paths]


def examples(article: Article, kinds: dict[str, frozenset[str]]) -> Iterator[str]:
    """An address of each kind of page, with whatever this article fits into it, and as a question about it."""
    day = article.published_at.astimezone(BEIJING) if article.published_at else None
    shelves = {kind: list(shelf.values()) for kind, shelf in shelving.of(article).items()}
    shelves["author"] = shelves.pop("byline")
    slugs = [article.category.slug] + ([article.category.parent.slug] if article.category.parent else [])
    slugs += [slug for kind in ("topic", "source", "tag", "author") for slug in shelves[kind]]
    known: dict[str, Iterable[Any]] = {
        "pk": [article.pk],
        "page": [2],
        "number": [0, 1],
        "month": [f"{day:%Y-%m}"] if day else [],
        "day": [f"{day:%d}"] if day else [],
    }
    for name, parameters in kinds.items():
        known["slug"] = shelves.get(name.rpartition(":")[2].partition("-")[0], slugs)
        for values in islice(product(*(known.get(one, []) for one in sorted(parameters))), EXAMPLES):
            try:
                address = reverse(name, kwargs=dict(zip(sorted(parameters), values, strict=True)))
            except NoReverseMatch:
                continue
            yield address
            if not parameters:
                yield f"{address}?article={article.pk}"


def neighbours(article: Article, now: datetime) -> list[str]:
    """Live articles whose pages are most likely to name it."""
    near = (
        Q(related=article)
        | Q(chosen__other=article)
        | Q(topics__in=article.topics.all())
        | Q(live__body__contains=f"content_{article.pk}.")
    )
    found = (
        Article.objects.public(now).filter(near).exclude(pk=article.pk).distinct().only("pk", "published_at")
    )
    return [other.address for other in found.order_by("-id")[:NEIGHBOURS]]


def links(text: str) -> Iterator[str]:
    """Paths of this site that a page or a map of the site names."""
    for found in LINK.findall(text):
        path = html.unescape(found).removeprefix(settings.BASE_URL)
        if path.startswith("/") and not path.startswith(("//", settings.STATIC_URL)):
            yield path


def kind_of(address: str) -> str:
    """The full name of the page in the URL map; empty where there is none."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def heading(text: str) -> str:
    found = HEADING.search(text)
    return " ".join(html.unescape(found[1]).split())[:80] if found else ""


def ask(address: str) -> tuple[int, str]:
    """Status and text of an address, answered by this process as for a stranger; the text of files is empty."""
    response = handler().get_response(WSGIRequest(stranger(address)))
    text = ""
    if str(response.get("Content-Type", "")).startswith(TEXTUAL):
        text = content_of(response).decode(errors="replace")
    elif file := getattr(response, "file_to_stream", None):
        file.close()
    return response.status_code, html.unescape(text + response.get("Location", ""))


def content_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def handler() -> BaseHandler:
    """The whole site with its middleware; without the signals that end a request, for we are inside one."""
    made = BaseHandler()
    made.load_middleware()
    return made


def stranger(address: str) -> dict[str, Any]:
    """What a web server would hand over (PEP 3333) of a GET without cookies; the path as Django decodes paths."""
    site, (path, _, query) = urlsplit(settings.BASE_URL), address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),  # bytes in the clothes of a string, says the PEP
        "QUERY_STRING": iri_to_uri(query),
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        OWN_WALK: True,
    }
