"""The people and things that the tests are about: everybody by role, an article in any state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User

from articles import checking, publishing, revising, roles
from articles.models import Article, Category, Finding, Source, Topic

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # 12:00 in Beijing
PROVENANCE: dict[str, Any] = {
    "editor": "何简之",
    "original_author": "原文未署名",
    "original_url": "https://wire.example.cn/2.html",
    "original_published_at": datetime(2026, 11, 20, 4, 0, tzinfo=UTC),
    "title_change_reason": "原标题没有写明地点",
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def person(role: str, name: str = "") -> User:
    """Somebody of the newsroom with exactly that role."""
    if not Group.objects.exists():  # a flushed database has lost the first migration's rows
        roles.create(apps)
    username = name or f"{role}{User.objects.count()}"
    user = User.objects.create_user(
        username=username, password="潮水-退去-2026", is_staff=True, last_name="林", first_name="某"
    )
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def reporter() -> User:
    return person("记者")


def editor() -> User:
    return person("责任编辑")


def chief() -> User:
    return person("终审")


def category(slug: str = "yaowen", name: str = "要闻", **facts: object) -> Category:
    """A channel that asks for no review."""
    defaults = {"name": name, "required_stages": 0, "home_position": 1, "article_position": 1, **facts}
    return Category.objects.get_or_create(slug=slug, defaults=defaults)[0]


def topic(slug: str = "daqiao", name: str = "跨湾大桥", **facts: Any) -> Topic:
    """A topic as it came from before there were second persons: readers can see it."""
    return Topic.objects.create(slug=slug, name=name, **{"confirmed_at": NOON - 30 * DAY, **facts})


def source(name: str = "海湾新区新闻网", *, ours: bool = True) -> Source:
    kind = Source.Kind.OWN if ours else Source.Kind.WIRE
    origin = "original" if ours else "permitted"
    facts = {"kind": kind, "rights_held_by_us": ours, "default_origin": origin}
    return Source.objects.get_or_create(name=name, defaults=facts)[0]


def words(title: str = "海堤步道夜间照明本周亮灯", **more: Any) -> Article:
    """An unsaved article with a headline, a text and a source."""
    facts: dict[str, Any] = {
        "title": title,
        "body": "<p>本网讯　步道沿海堤铺设。</p>",
        "source": source(),
        **more,
    }
    origin = facts.get("origin") or (facts["source"] and facts["source"].default_origin)
    if origin in {"licensed", "permitted"}:  # published only with where, by whom and when it first stood
        facts = PROVENANCE | {"original_title": title, **facts}
    return Article(category=facts.pop("category", None) or category(), **facts)


def draft(by: User | None = None, *, now: datetime = NOON, **words_: Any) -> Article:
    """A saved article that nobody outside has seen."""
    article = words(**words_)
    revising.record(article=article, by=by or reporter(), now=now)
    return article


def published(by: User | None = None, *, now: datetime = NOON, **words_: Any) -> Article:
    """An article that readers can see from `now` on."""
    article = draft(now=now, **words_)
    by = by or chief()
    if article.involves_minor:  # who signs it off has looked
        for finding in Finding.objects.filter(revision=article.newest, rule="minor"):
            checking.waive(finding=finding, by=by, reason="已核对，认不出孩子", now=now)
    publishing.publish(article=article, by=by, now=now)
    return article


def changed(article: Article, by: User | None = None, *, now: datetime = NOON, **words_: Any) -> Article:
    """The same article with other words saved but not published."""
    again = Article.objects.get(pk=article.pk)
    for name, value in words_.items():
        setattr(again, name, value)
    revising.record(article=again, by=by or reporter(), now=now)
    return again
