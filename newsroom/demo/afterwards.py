"""What became of articles of the demonstration newspaper once readers had them: corrections, places of honour."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from articles import correcting
from articles.models import Correction, Slot

from .paper import HERE, Paper
from .pieces import Step, published_at

READ = timedelta(minutes=25)  # from the draft until a second person has signed it


def steps(paper: Paper) -> Iterator[Step]:
    """Every correction and slot, each at its time."""
    facts = tomllib.loads((HERE / "afterwards.toml").read_text(encoding="utf-8"))
    for correction in facts["correction"]:
        at = published_at(paper, correction)
        made: list[Correction] = []
        yield at - READ, partial(write, paper, correction, at - READ, made)
        yield at, partial(sign, paper, at, made)
    for slot in facts["slot"]:
        at = published_at(paper, slot)
        yield at, partial(place, paper, slot, at)


def write(paper: Paper, said: dict[str, Any], at: datetime, made: list[Correction]) -> None:
    kind, by = Correction.Kind(said["kind"]), paper.in_role("读者来信")[0]
    article = paper.articles[said["article"]]
    made.append(correcting.correct(article=article, kind=kind, text=said["text"], by=by, now=at))


def sign(paper: Paper, at: datetime, made: list[Correction]) -> None:
    correcting.sign(correction=made[0], by=paper.in_role("终审")[0], now=at)


def place(paper: Paper, slot: dict[str, Any], at: datetime) -> None:
    article = paper.articles[slot["article"]]
    Slot.objects.create(place=slot["place"], article=article, starts_at=at)
