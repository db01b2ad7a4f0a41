"""Builds the demonstration newspaper from its texts and pictures, through the verbs that people use."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models, transaction

from articles import images
from articles.models import Article, Category, Source, Topic
from masthead.models import FooterLink, Masthead, Page, Policy

from . import accounts, afterwards, astray, colleagues, dossiers, gallery, letters, pieces, reads, requests
from .paper import HERE, Paper, make_masthead, make_pages, make_taxonomy

MADE: tuple[type[models.Model], ...] = (
    *(Article, Category, Source, Topic),
    *(Page, Policy, FooterLink, Masthead),
)
ACCOUNTS_FILE = "demo-accounts.txt"
Progress = Callable[[Iterable[Any], int, str], Iterable[Any]]


def is_empty() -> bool:
    """Nothing stands where the demonstration newspaper would."""
    return not any(model._default_manager.exists() for model in MADE)


def silent(steps: Iterable[Any], total: int, label: str) -> Iterable[Any]:
    return steps


@transaction.atomic
def load(*, now: datetime, progress: Progress = silent) -> None:
    """Everything or nothing: masthead, staff, pictures, articles, requests and letters in every state.

    All of it is dated relative to `now`. `progress(steps, total, label)` passes the steps through and may
    show how far they are.
    The accounts with their passwords are written to VAR_DIR/demo-accounts.txt.
    """
    facts = tomllib.loads((HERE / "texts" / "paper.toml").read_text(encoding="utf-8"))
    texts = pieces.read()
    paper = Paper(now)
    beginning = paper.days_ago(max(730, *(piece["days_ago"] for piece in texts)) + 30)
    rows = accounts.create(facts["staff"], since=beginning)
    staff = User.objects.filter(username__in=[row[0] for row in rows]).prefetch_related("groups")
    paper.people = {user.username: user for user in staff.order_by("pk")}
    make_masthead(facts)
    make_pages(facts, in_force_from=beginning)
    make_taxonomy(paper, facts)
    wanted = pieces.wanted(paper, texts, facts["topic"])
    files = gallery.drawn([picture.scene for picture in wanted])
    photographer = paper.in_role("记者")[0]
    for picture, file in progress(zip(wanted, files, strict=True), len(wanted), "绘图"):
        paper.pictures[picture.scene] = images.store(
            file=ContentFile(file),
            by=photographer,
            description=picture.description,
            credit=picture.credit,
            now=picture.at,
        )
    dossiers.begin(paper, facts["topic"], beginning)
    written = [step for piece in texts for step in pieces.steps(paper, piece)]
    steps = sorted(
        [
            *written,
            *requests.steps(paper),
            *letters.steps(paper),
            *afterwards.steps(paper),
            *colleagues.steps(paper),
            *dossiers.steps(paper, texts),
        ],
        key=lambda step: step[0],
    )
    for _, step in progress(steps, len(steps), "稿件和来信"):
        step()
    reads.make(now)
    astray.make(now)
    accounts.write(rows, settings.VAR_DIR / ACCOUNTS_FILE)
