"""What colleagues of the demonstration newspaper have given each other to do, and their notes: the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from articles import assigning
from articles.models import Assignment

from .paper import HERE, Paper
from .pieces import Step, published_at


def steps(paper: Paper) -> Iterator[Step]:
    """Every assignment and note, each at its time."""
    facts = tomllib.loads((HERE / "colleagues.toml").read_text(encoding="utf-8"))
    for given in facts["assignment"]:
        at = published_at(paper, given)
        yield at, partial(assign, paper, given, at)
    for left in facts["note"]:
        at = published_at(paper, left)
        yield at, partial(note, paper, left, at)


def assign(paper: Paper, given: dict[str, Any], at: datetime) -> None:
    assigning.assign(
        article=paper.articles[given["article"]],
        to=paper.people[given["to"]],
        due_at=paper.now + timedelta(hours=given["due"]),
        urgency=Assignment.Urgency(given["urgency"]),
        by=paper.people[given["by"]],
        now=at,
    )


def note(paper: Paper, left: dict[str, Any], at: datetime) -> None:
    assigning.note(
        article=paper.articles[left["article"]],
        by=paper.people[left["by"]],
        text=left["text"],
        quote=left.get("quote", ""),
        now=at,
    )
