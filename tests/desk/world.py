"""One of everything that has an address, and every address of the site with one of them in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from model_bakery import baker

from articles import previewing
from articles.models import Article, Image, PreviewLink, Slot, Source, Topic
from feedback.models import Letter
from masthead.models import FooterLink, Masthead, Page, Policy
from newsroom.models import Heartbeat
from reprints.models import Case
from tests import cast
from tests.feedback import readers
from tests.pictures import made
from tests.reprints import applicants

PAST = cast.NOON - 30 * cast.DAY
PARAMETER = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """A line of the URL map: its name (the pattern, where it has none) and the pattern."""

    name: str
    route: str


def addresses() -> Iterator[Address]:
    """The whole URL map, the admin's included, in its order."""

    def walk(resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
        for entry in resolver.url_patterns:
            route = before + str(entry.pattern).removeprefix("^")
            if isinstance(entry, URLResolver):
                yield from walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif isinstance(entry, URLPattern):
                yield Address(f"{space}{entry.name}" if entry.name else route, route)

    yield from walk(get_resolver(), "", "")


def furnish() -> dict[type[Model], Model]:
    """One row of every model that the admin shows, and of what readers can open."""
    readers.office()
    Heartbeat.objects.beat(timezone.now() + cast.HOUR)  # fresh however long the walk takes
    article = cast.published(now=PAST, title="登着的稿件")
    case, letter = applicants.request_for(article, now=PAST + cast.DAY), readers.letter(article)
    link = previewing.make(article=article, by=cast.editor(), lasting=cast.DAY)
    rows: list[Model] = [article, case, letter, link, article.category, cast.source(), made.taken_in()]
    rows += [
        Slot.objects.create(place="carousel", article=article, starts_at=PAST),
        cast.topic(name="海堤", slug="haidi"),
        Page.objects.create(slug="guanyu", title="关于我们"),
        Policy.objects.create(number=1, in_force_from=PAST, clause_ours="一", clause_others="二"),
        FooterLink.objects.create(title="关于", url="/about/guanyu/"),
        Masthead.current(), cast.reporter(), Group.objects.earliest("pk"),
    ]  # fmt: skip
    found = {type(row): row for row in rows}
    for model in admin.site._registry:
        found[model] = found.get(model) or model._default_manager.first() or baker.make(model)
    return found


def filled(address: Address, world: dict[type[Model], Model]) -> str:
    """The address with real rows in it."""
    models = {f"{m._meta.app_label}/{m._meta.model_name}/": row for m, row in world.items()}
    own = next((row for start, row in models.items() if start in address.route), None)
    path = PARAMETER.sub(lambda found: str(value(found, address, own, world)), address.route)
    return "/" + path.rstrip("$").replace("\\", "")


def value(found: re.Match[str], address: Address, own: Model | None, world: dict[type[Model], Any]) -> Any:
    article: Article = world[Article]
    first = address.route.partition("/")[0]
    slugs = {"about": world[Page].slug, "topics": world[Topic].slug, "sources": world[Source].slug}
    secrets = {"reprints": world[Case].secret, "feedback": world[Letter].secret}
    month, day = article.address.strip("/").split("/")[:2]
    own_pk = own.pk if own is not None else article.pk
    known = {
        "pk": own_pk, "object_id": own_pk, "id": own_pk,
        "month": month, "day": day, "app_label": "articles", "url": "nowhere",
        "path": world[Image].path(), "slug": slugs.get(first, article.category.slug),
        "secret": secrets.get(first, world[PreviewLink].secret),
    }  # fmt: skip
    return known.get(found[1] or found[2], 1)  # a number of something: the first


def people() -> dict[str, User]:
    """Somebody of every role, by its name, and somebody who may everything."""
    staff = {str(name): cast.person(str(name)) for name in Group.objects.values_list("name", flat=True)}
    return staff | {"superuser": User.objects.create_superuser("boss")}
