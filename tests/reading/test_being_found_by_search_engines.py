"""Crawlers are told what there is, in the form that the protocol prescribes; the desk's address they don't learn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from articles import correcting, publishing
from articles.models import Article, Correction
from articles.models.article import BEIJING
from articles.views.for_robots import expires
from masthead.models import Masthead, Page
from tests import cast
from tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def read(client: Client, address: str) -> etree._Element:
    return etree.fromstring(client.get(address).content)


def listed(tree: etree._Element) -> dict[str, str]:
    """Paths with their lastmod."""
    found = {}
    for entry in tree:
        address = entry.findtext("s:loc", namespaces=SPACES) or ""
        assert address.startswith(settings.BASE_URL + "/")
        found[address.removeprefix(settings.BASE_URL)] = entry.findtext("s:lastmod", "", namespaces=SPACES)
    return found


def test_every_part_keeps_to_the_schema(client: Client) -> None:
    """The schema is read from SCHEMAS_DIR (docs/operations.md); without it this fails and says which file it wants."""
    cast.published(title="水闸 & 船闸 <都> 检修", now=timezone.now() - HOUR)
    Page.objects.create(slug="guanyu", title="关于我们")
    schema = etree.XMLSchema(etree.parse(settings.SCHEMAS_DIR / "sitemap.xsd"))
    parts = [path for path in listed(read(client, "/sitemap.xml")) if path]
    assert len(parts) >= 2
    for part in parts:
        schema.assertValid(read(client, part))


def test_the_index_follows_the_protocol_and_knows_when_a_part_changed(client: Client) -> None:
    article = cast.published(now=timezone.now() - DAY)
    index = read(client, "/sitemap.xml")
    assert etree.QName(index).localname == "sitemapindex"
    assert {etree.QName(entry).localname for entry in index} == {"sitemap"}
    part = f"/sitemap-{-(-article.pk // 5000)}.xml"
    assert listed(index)[part] == listed(read(client, part))[article.address]
    assert datetime.fromisoformat(listed(index)[part]) == article.published_at.replace(microsecond=0)


def lastmod(client: Client, article: Article) -> datetime:
    [changed] = listed(read(client, f"/sitemap-{-(-article.pk // 5000)}.xml")).values()
    return datetime.fromisoformat(changed)


def test_it_changes_when_readers_get_other_words_not_when_they_are_saved(client: Client) -> None:
    now = timezone.now().replace(microsecond=0)
    article = cast.published(now=now - 5 * DAY)
    article = cast.changed(article, body="<p>补充了一段。</p>", now=now - 3 * DAY)
    assert lastmod(client, article) == now - 5 * DAY
    publishing.publish(article=article, by=cast.chief(), now=now - DAY)
    assert lastmod(client, article) == now - DAY
    assert f'"dateModified": "{(now - DAY).astimezone(BEIJING).isoformat()}"' in (
        client.get(article.address).content.decode()
    )
    kind, reason = Article.Withdrawal.ERROR, "数字有误"
    publishing.withdraw(article=article, by=cast.chief(), kind=kind, reason=reason, now=now - HOUR)
    publishing.restore(article=article, by=cast.chief(), reason="已核实", now=now - HOUR / 4)
    assert lastmod(client, article) == now - HOUR / 4


def test_what_is_imported_is_as_old_as_the_old_site_says(client: Client) -> None:
    article, then = cast.draft(now=timezone.now() - HOUR), datetime(2015, 10, 28, 1, tzinfo=UTC)
    publishing.publish_imported(article=article, by=cast.chief(), published_at=then)
    assert lastmod(client, article) == then


def test_a_correction_is_a_change(client: Client) -> None:
    article = cast.published(now=timezone.now() - 3 * DAY)
    at = timezone.now() - HOUR
    facts: dict[str, Any] = {"kind": Correction.Kind.CORRECTION, "text": "长度应为三公里。"}
    correction = correcting.correct(article=article, by=cast.chief(), now=at, **facts)
    correcting.sign(correction=correction, by=cast.chief(), now=at)
    [changed] = listed(read(client, f"/sitemap-{-(-article.pk // 5000)}.xml")).values()
    assert datetime.fromisoformat(changed) == at.replace(microsecond=0)


def test_a_part_costs_the_same_however_many_articles(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = cast.published(now=timezone.now() - DAY)
    part = f"/sitemap-{-(-first.pk // 5000)}.xml"
    with django_assert_num_queries(1):
        client.get(part)
    for n in range(7):
        cast.published(title=f"第{n}号水闸检修完成", now=timezone.now() - HOUR)
    with django_assert_num_queries(1):
        client.get(part)
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_news_are_the_articles_of_two_days_without_advertisements(client: Client) -> None:
    Masthead.objects.create(pk=1, name="海湾 & 新区")
    now = timezone.now()
    new = cast.published(title="水闸\x0b & <船闸>检修", now=now - HOUR)
    cast.published(title="一则广告", kind="advertisement", now=now - HOUR)
    cast.published(title="三天前的消息", now=now - 3 * DAY)
    cast.draft()
    [entry] = read(client, "/news-sitemap.xml")
    said = {etree.QName(fact).localname: fact.text for fact in entry.iter() if not len(fact)}
    at = said.pop("publication_date")
    assert said == {
        "loc": settings.BASE_URL + new.address,
        "name": "海湾 & 新区",
        "language": "zh-cn",
        "title": "水闸 & <船闸>检修",
    }
    assert datetime.fromisoformat(at or "") == Article.objects.get(pk=new.pk).published_at.replace(
        microsecond=0
    )
    assert entry.find("n:news/n:publication/n:name", SPACES) is not None


def test_robots_learn_the_maps_and_not_where_the_desk_is(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    closed = {"/go/", "/hant/go/", "/elder/go/", "/hant/elder/go/", "/preview/", "/reads/"}
    assert {line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")} == closed
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    assert f"Sitemap: {settings.BASE_URL}/news-sitemap.xml" in lines
    assert settings.ADMIN_PATH.strip("/") not in "\n".join(lines)


def test_who_finds_a_hole_learns_whom_to_tell(client: Client) -> None:
    Masthead.objects.create(pk=1, email="desk@example.cn", phone="0591-00000000")
    text = client.get("/.well-known/security.txt").content.decode()
    fields = [line.split(": ", 1) for line in text.splitlines()]
    assert [value for name, value in fields if name == "Contact"] == [
        "mailto:desk@example.cn",
        "tel:+86-591-00000000",
    ]
    facts = dict(fields)
    assert facts["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    left = datetime.fromisoformat(facts["Expires"]) - timezone.now()
    assert 120 * DAY < left < 365 * DAY
    Masthead.objects.update(email="", phone="")
    assert (
        f"Contact: {settings.BASE_URL}/feedback/error/"
        in client.get("/.well-known/security.txt").content.decode()
    )


def test_the_date_on_it_changes_once_a_month() -> None:
    first, last = datetime(2026, 10, 31, 16, tzinfo=UTC), datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    assert expires(first) == expires(last) == datetime(2027, 4, 30, 15, 59, 59, tzinfo=UTC)
    assert expires(last + HOUR) == datetime(2027, 5, 31, 15, 59, 59, tzinfo=UTC)
