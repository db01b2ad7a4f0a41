"""Letters from readers of the demonstration newspaper, and what the desk did with them: the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from feedback import handling
from feedback.handling import Words
from feedback.models import Letter

from .paper import HERE, Paper
from .pieces import Step, published_at

SAID = ("problem", "quote", "suggestion", "name", "email", "phone")


def steps(paper: Paper) -> Iterator[Step]:
    """Every letter and what was done with it, each at its time."""
    for letter in tomllib.loads((HERE / "letters.toml").read_text(encoding="utf-8"))["letter"]:
        made: list[Letter] = []
        at = published_at(paper, letter)
        yield at, partial(receive, paper, letter, at, made)
        for step in letter.get("step", []):
            when = published_at(paper, {"days_ago": letter["days_ago"] - step["after"]})
            yield when, partial(handle, paper, step, when, made)


def receive(paper: Paper, letter: dict[str, Any], at: datetime, made: list[Letter]) -> None:
    words = Words(**{name: letter[name] for name in SAID if name in letter})
    article = paper.articles[letter["article"]]
    made.append(handling.receive(article=article, kind=Letter.Kind(letter["kind"]), words=words, now=at))


def handle(paper: Paper, step: dict[str, Any], at: datetime, made: list[Letter]) -> None:
    """The one thing that a step names."""
    to: dict[str, Any] = {"letter": made[0], "by": paper.in_role("读者来信")[0], "now": at}
    verbs: dict[str, Callable[..., object]] = {
        "take": lambda _: handling.take(**to),
        "answer": lambda said: handling.answer(**to, accepted=step["accepted"], text=said),
        "close": lambda said: handling.close(**to, reason=said if isinstance(said, str) else ""),
    }
    name = next(name for name in step if name in verbs)
    verbs[name](step[name])
