"""Where articles stood on the site that this one replaces (docs/decisions/0007)."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

from django.db import models
from django.db.models.functions import Length
from django.utils.encoding import iri_to_uri, repercent_broken_unicode

LONGEST = 500


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    def at(self, path: str, query: str) -> OldAddressQuerySet:
        """What stood at this path of a request, with exactly this query first, else whatever the query is."""
        whole = f"{path}?{query}" if query else path
        return self.filter(path__in={whole, path}).order_by(Length("path").desc())


class OldAddress(models.Model):
    """Path and query on the old site, the path percent-decoded as Django decodes it; the host does not matter."""

    path = models.CharField("旧网址", max_length=LONGEST, unique=True)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="old_addresses", verbose_name="稿件"
    )

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "旧站网址"

    def __str__(self) -> str:
        return self.path

    @staticmethod
    def path_of(address: str) -> str:
        """http://old.example.cn/news/show.asp?id=7#top → /news/show.asp?id=7; "" for the root of a site."""
        parts = urlsplit(address)
        path = repercent_broken_unicode(unquote_to_bytes(parts.path)).decode()
        if parts.query:
            return f"{path or '/'}?{iri_to_uri(parts.query)}"
        return "" if path == "/" else path
