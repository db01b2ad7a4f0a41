"""A list of the desk: a heading, what waits under it, and the small words that its lines are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from articles.templatetags.beijing import minutes

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: where, what it is, where it stands, and what there is to know; `late` comes with a word."""

    address: str
    title: str
    states: list[tuple[str, str]] = field(default_factory=list)  # key of the colour, word
    facts: list[str] = field(default_factory=list)
    late: bool = False


@dataclass(frozen=True, slots=True)
class Worklist:
    """A heading, its entries, a way to all of them, and what to say when there is none."""

    name: str
    title: str
    entries: list[Entry]
    empty: str
    more: str = ""

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:SHOWN]

    @property
    def is_cut(self) -> bool:
        return len(self.entries) > SHOWN


def lateness(late: bool) -> list[tuple[str, str]]:
    return [("overdue", "超期")] if late else []


def by_when(due: datetime | None) -> list[str]:
    return [f"截止北京时间 {minutes(due)}"] if due else []


def age(since: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits: 5分钟, 3小时, 2天."""
    passed = max(now - since, timedelta())
    if passed.days:
        return f"{passed.days}天"
    hours, seconds = divmod(passed.seconds, 3600)
    return f"{hours}小时" if hours else f"{seconds // 60}分钟"


def name_of(person: User) -> str:
    return f"{person.last_name}{person.first_name}" or person.username
