"""The topics of the demonstration newspaper: one person proposes what readers see, another confirms it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from articles import dossiers
from articles.models import Topic, TopicEdition

from .paper import HERE, Paper
from .pieces import Step, published_at

READ = timedelta(minutes=15)  # from the proposal until a second person has confirmed it


def begin(paper: Paper, topics: list[dict[str, Any]], at: datetime) -> None:
    """Every topic with its first state, which waits until there is something to read."""
    for position, entry in enumerate(topics, 1):
        topic = Topic(slug=entry["slug"], position=position)
        said = {"name": entry["name"], "lead_text": entry["lead"], "cover": paper.pictures[entry["picture"]]}
        dossiers.propose(topic=topic, by=keeper(paper), now=at, **said)
        topic.refresh_from_db()
        paper.topics[entry["slug"]] = topic


def steps(paper: Paper, pieces: list[dict[str, Any]]) -> Iterator[Step]:
    """What became of them, each at its time: confirmed after the first article, then changed."""
    for slug, topic in paper.topics.items():
        first = min(published_at(paper, piece) for piece in pieces if slug in piece.get("topics", []))
        yield first + READ, partial(confirm_first, paper, topic, first + READ)
    for edition in tomllib.loads((HERE / "dossiers.toml").read_text(encoding="utf-8"))["edition"]:
        at = published_at(paper, edition)
        yield at, partial(change, paper, edition, at)


def change(paper: Paper, said: dict[str, Any], at: datetime) -> None:
    topic = Topic.objects.select_related("cover").get(slug=said["topic"])
    blocks = [
        {
            "title": block["title"],
            "articles": [paper.articles[title].pk for title in block.get("articles", [])],
        }
        for block in said.get("block", [])
    ]
    edition = dossiers.propose(
        topic=topic,
        by=keeper(paper),
        name=topic.name,
        lead_text=said.get("lead", topic.lead_text),
        cover=topic.cover,
        blocks=blocks,
        archived=said.get("archived", False),
        now=at,
    )
    if not said.get("waits"):
        confirm(paper, edition, at + READ)


def confirm_first(paper: Paper, topic: Topic, at: datetime) -> None:
    assert topic.waiting is not None
    confirm(paper, topic.waiting, at)


def keeper(paper: Paper) -> Any:
    return paper.in_role("栏目维护")[0]


def confirm(paper: Paper, edition: TopicEdition, at: datetime) -> None:
    dossiers.confirm(edition=edition, by=paper.in_role("终审")[0], now=at)
