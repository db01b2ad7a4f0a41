"""Importing pages of the old site: the one way past review, repeatable, and never over somebody's work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Max
from django.utils.html import escape

from toolkit.pinyin import free_slug

from . import beside, old_addresses, publishing, revising
from .models import Article, ArticleEvent, Category, Source
from .models.taxonomy import RESERVED_SLUGS
from .preparing import Beside, Prepared
from .rights import DEFAULT_ORIGINS
from .rules import NotAllowed
from .saved_page import BEIJING, SavedPage, Unreadable

WORDS = ("kicker", "title", "subtitle", "byline", "editor", "proofreader")
SHARED_RUN = 4  # so many Chinese characters in a row make a source a sister of the site
CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")


class Result(StrEnum):
    """What became of one saved page."""

    IMPORTED = "导入"
    UPDATED = "更新"
    SKIPPED = "跳过"
    UNREADABLE = "读不了"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result and, where nothing was taken in, the reason in Chinese; `lost` names the missing files."""

    result: Result
    reason: str = ""
    lost: tuple[str, ...] = ()


def import_prepared(*, prepared: Prepared, by: User, published: bool, now: datetime) -> Outcome:
    """Take in one page or row; whatever is wrong with it is an outcome, and then nothing has changed."""
    if prepared.page is None:
        return Outcome(Result.UNREADABLE, prepared.reason)
    try:
        return import_page(page=prepared.page, found=prepared.found, by=by, published=published, now=now)
    except Unreadable as error:
        return Outcome(Result.UNREADABLE, str(error))
    except NotAllowed as error:
        return Outcome(Result.SKIPPED, str(error))


@transaction.atomic
def import_page(
    *, page: SavedPage, by: User, published: bool, now: datetime, found: Mapping[str, Beside] | None = None
) -> Outcome:
    """Make or renew the article of a saved page; `published` shows it to readers under the time it carries.

    `found` are the files of the page by what stands for them. Raises Unreadable when a text is too long for
    its field, NotAllowed when `by` may not do it.
    """
    if published and (reason := reason_not_to_backdate(page, now)):
        return Outcome(Result.SKIPPED, reason)
    refuse_what_does_not_fit(page)
    article = Article.objects.select_for_update().filter(imported_from=identity(page)).first()
    if article is not None and touched(article):
        return Outcome(Result.SKIPPED, "已有人修改过")
    result = Result.IMPORTED if article is None else Result.UPDATED
    category = category_of(page)
    article = article or Article(imported_from=identity(page), category=category)
    fill(article, page)
    lost = beside.take_in(article=article, files=page.files, found=found or {}, by=by, now=now)
    revision = revising.record(article=article, by=by, now=now)
    moved = article.category_id != category.pk
    if moved:
        article.category = category
        article.save(update_fields=["category"])
    waits = published and article.live_id != article.newest_id
    if revision is None and not moved and not waits:
        return Outcome(Result.SKIPPED, "没有变化", lost)
    announce(article, page, by=by, published=published, now=now)
    if page.address:
        old_addresses.keep(article, page.address)
    return Outcome(result, "", lost)


def announce(article: Article, page: SavedPage, *, by: User, published: bool, now: datetime) -> None:
    """Every import ends with the event `imported`: so a later one knows that nobody came after it."""
    if published:
        # An address that readers have used is frozen, and the date is part of it.
        at = article.published_at or page.published_at
        publishing.publish_imported(article=article, by=by, published_at=at, now=now)
    else:
        ArticleEvent.objects.record(
            article=article, kind=ArticleEvent.Kind.IMPORTED, by=by, now=now, revision=article.newest,
            printed=page.published_at.isoformat(),
        )  # fmt: skip


def touched(article: Article) -> bool:
    """Something has happened to it since it was imported."""
    last = article.events.order_by("-id").first()
    return last is None or last.kind != ArticleEvent.Kind.IMPORTED


def reason_not_to_backdate(page: SavedPage, now: datetime) -> str:
    """Back-dating is for the time before the cutover only (design §1)."""
    if page.published_at.astimezone(BEIJING).date() >= settings.LEGACY_CUTOVER:
        return f"发布时间不早于迁移截止日{settings.LEGACY_CUTOVER:%Y-%m-%d}，须按正常流程审核发布"
    return "发布时间在将来" if page.published_at > now else ""


def identity(page: SavedPage) -> str:
    """SHA-256 of the old address (without scheme and fragment), else of title, time and source."""
    if page.address:
        parts = urlsplit(page.address)
        said = f"{parts.netloc.lower()}{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
    else:
        said = "\n".join([page.title, page.published_at.isoformat(), page.source])
    return hashlib.sha256(said.encode()).hexdigest()


def refuse_what_does_not_fit(page: SavedPage) -> None:
    fields: list[tuple[type[models.Model], str, str]] = [
        *((Article, name, getattr(page, name)) for name in WORDS),
        *((Category, "name", name) for name in page.categories),
        (Source, "name", page.source),
    ]
    for model, name, value in fields:
        field = model._meta.get_field(name)
        if isinstance(field, models.CharField) and len(value) > (field.max_length or len(value)):
            raise Unreadable(f"{field.verbose_name}超过{field.max_length}字：{value[:20]}……")


def fill(article: Article, page: SavedPage) -> None:
    """The words of the page become the working text."""
    for name in WORDS:
        setattr(article, name, getattr(page, name))
    article.body = page.html or "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in page.paragraphs)
    article.source = source_of(page) if page.source else None
    article.origin = article.source.default_origin if article.source else ""


def source_of(page: SavedPage) -> Source:
    """The source by its name; a new one is ours, a sister or another by its likeness to the site's name."""
    known = Source.objects.filter(name=page.source).first()
    if known is not None:
        return known
    ours = page.source == page.site
    kind = Source.Kind.SISTER if share_a_run(page.source, page.site) else Source.Kind.OTHER
    kind = Source.Kind.OWN if ours else kind
    return Source.objects.create(
        name=page.source, kind=kind, rights_held_by_us=ours, default_origin=DEFAULT_ORIGINS[kind]
    )


def share_a_run(one: str, other: str) -> bool:
    """Both contain the same SHARED_RUN Chinese characters in a row."""
    for words in CHINESE_RUN.findall(one):
        if any(words[i : i + SHARED_RUN] in other for i in range(len(words) - SHARED_RUN + 1)):
            return True
    return False


def category_of(page: SavedPage) -> Category:
    """The category of the breadcrumb's last level, made where there is none, with its parent."""
    first, last = page.categories[0], page.categories[-1]
    known = Category.objects.filter(name=last).first()
    if known is not None:
        return known
    if first == last:
        return new_category(last, None)
    parent = Category.objects.filter(name=first).first() or new_category(first, None)
    return new_category(last, parent.parent or parent)


def new_category(name: str, parent: Category | None) -> Category:
    """At the end of the navigation, with every review required."""
    last = Category.objects.aggregate(last=Max("position"))["last"] or 0
    slug = free_slug(Category, name, before="lanmu", reserved=RESERVED_SLUGS)
    category = Category(name=name, slug=slug, parent=parent, position=last + 1)
    category.full_clean()
    category.save()
    return category
