"""/hant/, /elder/ and /hant/elder/: every public page in Traditional characters, in senior mode, in both.

The edition is taken from the path before the URL map is asked, and the finished answer is rewritten. So views,
templates and links know one address of a page; only `request.edition` tells which edition is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import HantOverride
from masthead.models import Masthead, ProtectedWord
from toolkit.pagecache import standing

from .rewriting import ARTICLE, Rewriter, Words

Answer = Callable[[HttpRequest], HttpResponse]
# What isn't a page of the paper, and so has one address only: 404 below a prefix, and links to it stay as they are.
OUTSIDE = re.compile(
    rf"/(?:{re.escape(settings.ADMIN_PATH)}|static/|media/|preview/|qr/|og/|reads/|reprints/feed/|\.well-known/"
    r"|healthz$|readyz$|robots\.txt|[\w-]*sitemap[\w-]*\.xml|hant(?:/|$)|elder(?:/|$))"
)
# The pages that answer what is asked behind the question mark; all others are the same whatever stands there.
ASKED = re.compile(r"/(?:search|reprints/apply|feedback/(?:error|doubt)|go)/$")
LONGEST_FIRST = sorted(filter(None, settings.EDITIONS), key=len, reverse=True)
BROKEN = 500  # perhaps because there is no database
FEEDS = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition of a request: `prefix` is empty or one of settings.EDITIONS, `here` the page without it."""

    prefix: str = ""
    here: str = "/"

    @property
    def hant(self) -> bool:
        return self.prefix.startswith("/hant")

    @property
    def elder(self) -> bool:
        return self.prefix.endswith("/elder")

    @property
    def offered(self) -> bool:
        """This page exists in every edition."""
        return not OUTSIDE.match(self.here)

    @property
    def plain(self) -> bool:
        """The address names no edition, and could: edition.js leads from here to the edition a reader chose."""
        return self.offered and not self.prefix

    @property
    def in_simplified(self) -> str:
        return f"{'/elder' * self.elder}{self.here}"

    @property
    def in_traditional(self) -> str:
        return f"/hant{'/elder' * self.elder}{self.here}"

    @property
    def in_standard(self) -> str:
        return f"{'/hant' * self.hant}{self.here}"

    @property
    def in_senior(self) -> str:
        return f"{'/hant' * self.hant}/elder{self.here}"

    def move(self, address: str) -> str:
        """Where `address` is in this edition; other hosts, files and the desk stay where they are."""
        path = address.removeprefix(settings.BASE_URL)
        if not path.startswith("/") or path.startswith("//") or OUTSIDE.match(path):
            return address
        return f"{address[: len(address) - len(path)]}{self.prefix}{path}"


def split(path: str) -> tuple[str, str]:
    """(prefix, path in the URL map); what has one address only keeps its whole path, and is not found there."""
    for prefix in LONGEST_FIRST:
        if path.startswith(f"{prefix}/") and not OUTSIDE.match(path[len(prefix) :]):
            return prefix, path[len(prefix) :]
    return "", path


class AddressMiddleware:
    """Takes the prefix off the way in, and puts it into redirects on the way out; stands before CommonMiddleware."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in LONGEST_FIRST:
            return HttpResponsePermanentRedirect(f"{request.path_info}/")
        prefix, path = split(request.path_info)
        if prefix:
            request.path = request.path.removesuffix(request.path_info) + path
            request.path_info = path
        asked = request.get_full_path() if ASKED.search(path) else request.path
        edition = request.edition = Edition(prefix, asked)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if prefix and response.has_header("Location"):
            response["Location"] = edition.move(response["Location"])
        return response


class WordsMiddleware:
    """Rewrites the answer; stands behind ConditionalGetMiddleware, whose ETag must be that of what is sent."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        edition: Edition = request.edition  # type: ignore[attr-defined]
        kind = response.get("Content-Type", "").partition(";")[0]
        if not edition.prefix or response.streaming or kind not in {"text/html", *FEEDS}:
            return response
        words = laid_down() if edition.hant and response.status_code != BROKEN else Words()
        rewriter = Rewriter(edition.move, words if edition.hant else None)
        text = response.content.decode(response.charset)
        if kind in FEEDS:
            own = f"{request.scheme}://{request.get_host()}{request.path}"
            text = rewriter.feed(text.replace(f'href="{own}"', f'href="{settings.BASE_URL}{request.path}"'))
        else:
            found = ARTICLE.search(edition.here.partition("?")[0])
            text = rewriter.page(text, int(found[1]) if found else None)
        response.content = text.encode(response.charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response


def laid_down() -> Words:
    """The words of the paper and of single articles, as the newsroom has them now; read once an epoch."""
    epoch = standing()
    return words_in(epoch) if epoch else words_in.__wrapped__(epoch)


@lru_cache(maxsize=1)
def words_in(epoch: tuple[int, datetime] | None) -> Words:
    quotes = Masthead.objects.values_list("corner_quotes", flat=True).first()
    return Words(ProtectedWord.forms(), HantOverride.by_article(), corner_quotes=quotes is not False)
