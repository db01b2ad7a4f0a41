"""The frame of the demonstration newspaper: masthead, static pages, policy, categories, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.urls import Resolver404, resolve

from articles.models import Article, Category, Image, Source, Topic
from articles.models.taxonomy import RESERVED_SLUGS
from articles.rights import DEFAULT_ORIGINS
from masthead.models import FooterLink, Masthead, Page, Policy, ProtectedWord

HERE = Path(__file__).resolve().parent
DAY = timedelta(days=1)
ARTICLE_BLOCKS = ("yaowen", "chanye", "wenlv")
FEWER_REVIEWS = {"tuji": 2, "minsheng": 1}  # pictures; notices of the day
OTHER_NAMES = {
    "icp_number": "icp",
    "police_number": "police",
    "news_licence": "licence",
    "rights_email": "reprint_email",
    "copyright_line": "copyright",
}


@dataclass
class Paper:
    """What has been made so far, by the keys of the texts; people by account name, articles by title."""

    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    pictures: dict[str, Image] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def days_ago(self, days: float) -> datetime:
        return self.now - days * DAY

    def in_role(self, role: str) -> list[User]:
        return [user for user in self.people.values() if role in {group.name for group in user.groups.all()}]

    def named_in(self, text: str) -> User | None:
        """The member of staff whose name stands in a byline."""
        return next((user for user in self.people.values() if user.last_name + user.first_name in text), None)


def make_masthead(facts: dict[str, Any]) -> None:
    """The one row, with a licence number that the page's own words introduce."""
    said = facts["masthead"]
    said |= {ours: said[key] for ours, key in OTHER_NAMES.items()}
    said["news_licence"] = said["news_licence"].rpartition("：")[2]
    known = {one.name for one in Masthead._meta.concrete_fields} & said.keys()
    Masthead.objects.create(pk=1, **{name: said[name] for name in known})


def make_pages(facts: dict[str, Any], *, in_force_from: datetime) -> None:
    """Static pages, words of the Traditional edition, the first reprint policy, and links to what the site has."""
    for page in facts["page"]:
        Page.objects.create(**page)
    for word in facts["protected_word"]:
        ProtectedWord.objects.update_or_create(word=word["word"], defaults=word)
    Policy.objects.create(number=1, in_force_from=in_force_from, **facts["policy"])
    for position, link in enumerate(facts["footer_link"], 1):
        if leads_somewhere(link["url"]):
            FooterLink.objects.create(title=link["label"], url=link["url"], position=position)


def leads_somewhere(url: str) -> bool:
    """A word that is kept for a page still to come is no category."""
    try:
        match = resolve(url)
    except Resolver404:
        return False
    return match.view_name != "articles:category" or match.kwargs["slug"] not in RESERVED_SLUGS


def make_taxonomy(paper: Paper, facts: dict[str, Any]) -> None:
    """Categories that ask for three reviews, or for fewer, and sources."""
    for entry in facts["category"]:
        slug, parent = entry["slug"], entry.get("parent")
        paper.categories[slug] = Category.objects.create(
            slug=slug,
            name=entry["name"],
            description=entry["description"],
            keywords=entry["keywords"],
            parent=paper.categories[parent] if parent else None,
            position=entry["order"],
            home_position=None if parent else entry["order"],
            article_position=ARTICLE_BLOCKS.index(slug) + 1 if slug in ARTICLE_BLOCKS else None,
            required_stages=FEWER_REVIEWS.get(slug, 3),
        )
    for entry in facts["source"]:
        facts_ = {name: value for name, value in entry.items() if name != "key"}
        origin = DEFAULT_ORIGINS[Source.Kind(entry["kind"])]
        paper.sources[entry["key"]] = Source.objects.create(default_origin=origin, **facts_)
