"""Every way that can be discovered is tried by everybody alone; nothing comes before readers unreviewed."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, get_resolver

from articles import (
    assigning,
    correcting,
    four_eyes,
    previewing,
    publishing,
    reviewing,
    revising,
    roles,
)
from articles.models import Article, Category, Slot
from articles.rules import NotAllowed
from tests import cast
from tests.cast import DAY
from tests.desk.visits import at_desk, shown
from tests.importing.pages import page as old_page

from .people import Desk, fresh, strict

pytestmark = pytest.mark.django_db
NOW = datetime.now(tz=UTC).replace(microsecond=0)
PAST, LATER = NOW - 30 * DAY, NOW + 4000 * DAY
EVERYBODY = [*roles.ROLES, "超级用户", "写稿的超级用户"]
VERBS = (revising, reviewing, publishing, correcting, assigning, previewing)
ONLY_FOR_IMPORTS = "publish_imported"


def unreviewed(now: datetime = LATER) -> list[Article]:
    """What readers can see, or will once every time has come, without the passes that its category asks for."""
    shown_ = Article.objects.public(now).select_related("live", "category")
    waiting = Article.objects.exclude(next=None).select_related("next", "category")
    pairs = [*((one, one.live) for one in shown_), *((one, one.next) for one in waiting)]
    return [one for one, text in pairs if text is None or four_eyes.missing_stages(text, one.category)]


def person(who: str, desk: Desk) -> User:
    if who == "超级用户":
        return User.objects.create_superuser("boss")
    if who == "写稿的超级用户":
        desk.writer.is_superuser = True
        desk.writer.save()
        return User.objects.get(pk=desk.writer.pk)
    return cast.person(who)


def pieces(desk: Desk) -> list[Article]:
    """A draft, one that lacks the last review only, and a live one whose change nobody has seen."""
    last, live = desk.submitted(now=PAST, title="只差终审"), desk.published(now=PAST, title="在线的一篇")
    for _ in range(2):
        desk.say_yes(last, now=PAST)
    return [desk.draft(now=PAST, title="草稿"), last, cast.changed(live, desk.writer, now=PAST, title="改过")]


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{before}{pattern.pattern}", pattern
        else:
            yield from addresses(pattern.url_patterns, f"{before}{pattern.pattern}")


def desk_addresses(article: Article) -> list[str]:
    """Every address of the paper's part of the admin, with this article's numbers in it."""
    found = []
    for route, pattern in addresses(get_resolver().url_patterns):
        if pattern.name and pattern.name.startswith("articles_"):
            own = re.sub("<int:pk>|<path:object_id>", str(article.pk), route)
            address = re.sub("<int:(number|finding|edition)>", "1", own)
            assert "<" not in address, f"the test does not know how to fill in {route}"
            found.append(f"/{address}")
    return found


def said(article: Article) -> dict[str, Any]:
    """Everything a forged form might say, state included."""
    newest = fresh(article).newest_id
    state = {"stage": "passed", "live": newest, "newest": newest, "published_at": "2020-01-01T00:00"}
    form = {
        "opinion": "可以",
        "reason": "属实",
        "text": "说明",
        "kind": "error",
        "revision": newest,
        "title": "伪造",
    }
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": article.pk, "_save": "保存"}
    rows |= {f"form-0-{name}": value for name, value in state.items()}
    action = {"action": "publish", "_selected_action": article.pk, "index": 0, "post": "yes"}
    return state | form | rows | action | {"required_stages": 0, "category": article.category_id}


def press_everything(client: Client, article: Article, addresses_: list[str]) -> None:
    """Post the forged words to each address; on top of what the page shows, where it holds a form of many fields."""
    for address in addresses_:
        form: dict[str, Any] = {}
        if address.endswith(("/change/", "/add/")):
            context = client.get(address).context
            form = shown(context["adminform"].form) if context and "adminform" in context else {}
        client.post(address, form | said(article))


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_publishes_alone_by_any_address_of_the_desk(who: str) -> None:
    desk = Desk()
    _, *articles = pieces(desk)
    desk_of = at_desk(person(who, desk))
    desk_of.raise_request_exception = False
    for article in articles:
        own = [address for address in desk_addresses(article) if "/articles/article/" in address]
        press_everything(desk_of, article, own)
    press_everything(desk_of, articles[0], [one for one in desk_addresses(articles[0]) if one not in own])
    assert unreviewed() == []
    assert Article.objects.filter(pk__in=[article.pk for article in articles]).count() == len(articles)
    assert not Article.objects.public(LATER).filter(live__title="伪造").exists()
    assert set(Category.objects.values_list("required_stages", flat=True)) <= {1, 2, 3}


def test_the_list_of_articles_offers_no_action_and_no_field_to_edit() -> None:
    articles = admin.site._registry[Article]
    assert not articles.actions
    assert not articles.list_editable
    state = {"stage", "live", "newest", "next", "next_at", "published_at", "take_down_at", "withdrawn_at"}
    assert not any(Article._meta.get_field(name).editable for name in state)


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the verb modules that takes an article."""
    for module in VERBS:
        yield from verbs_of(module)


def verbs_of(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        asked = inspect.signature(function).parameters
        keyword_only = all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in asked.values())
        if function.__module__ == module.__name__ and keyword_only and "article" in asked:
            yield name, function


def facts(function: Callable[..., Any], article: Article, by: User) -> dict[str, Any]:
    known: dict[str, Any] = {
        "article": fresh(article),
        "by": by,
        "now": NOW,
        "at": NOW + DAY,
        "until": None,
        "take_down_at": None,
        "published_at": PAST,
        "revision": fresh(article).newest,
        "category": strict(1),
        "kind": "error",
        "reason": "属实",
        "opinion": "可以",
        "text": "说明",
        "lasting": timedelta(days=1),
        "to": by,
        "due_at": None,
        "urgency": 1,
    }
    asked = inspect.signature(function).parameters.values()
    unknown = {one.name for one in asked if one.default is one.empty} - known.keys()
    assert not unknown, f"the test does not know what to give {function.__name__}: {unknown}"
    return {one.name: known[one.name] for one in asked if one.name in known and one.name != "kind"} | (
        {"kind": "error"} if "kind" in {one.name for one in asked if one.default is one.empty} else {}
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_publishes_alone_by_any_verb(who: str) -> None:
    desk = Desk()
    by = person(who, desk)
    tried = set()
    for article in pieces(desk):
        for _ in range(2):
            for name, verb in verbs():
                if name == ONLY_FOR_IMPORTS:
                    continue
                tried.add(name)
                try:
                    with transaction.atomic():
                        verb(**facts(verb, article, by))
                except (NotAllowed, Http404, DatabaseError):
                    pass
                assert unreviewed() == [], (name, article.title)
    assert {"publish", "schedule", "restore", "move", "pass_stage", "submit", "swap"} <= tried


def test_only_the_import_goes_past_the_reviews_and_only_before_the_cutover(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    apps = ("articles", "newsroom", "reprints", "feedback", "masthead", "toolkit")
    users = {
        str(path.relative_to(root))
        for app in apps
        for path in (root / app).rglob("*.py")
        if ONLY_FOR_IMPORTS in path.read_text()
    }
    assert users == {"articles/publishing.py", "articles/importing.py"}


def test_a_command_publishes_nothing_that_was_not_reviewed(tmp_path: Path, settings: Any) -> None:
    settings.LEGACY_CUTOVER = (PAST - DAY).date()
    file = tmp_path / "1.txt"
    file.write_text(old_page(), encoding="utf-8")
    User.objects.create_superuser("boss")
    call_command("import_legacy", str(file), "--as", "boss", stdout=StringIO())
    imported = Article.objects.get()
    assert imported.category.required_stages == 3
    assert (imported.live, imported.stage) == (None, "draft")
    with pytest.raises(NotAllowed, match="要求先通过"):
        publishing.publish(article=imported, by=User.objects.get(username="boss"), now=NOW)


def test_a_slot_or_a_topic_shows_nothing_unreviewed() -> None:
    desk = Desk()
    draft = desk.draft(now=PAST, title="还没有审过的稿")
    Slot.objects.create(place=Slot.Place.LEAD, article=draft, starts_at=PAST)
    topic = cast.topic(name="专题", slug="zhuanti-1")
    draft.topics.add(topic)
    for address in (
        "/",
        f"/{draft.category.slug}/",
        "/topics/zhuanti-1/",
        "/feeds/rss.xml",
        "/sitemap-1.xml",
    ):
        assert "还没有审过的稿" not in Client().get(address, follow=True).content.decode()
