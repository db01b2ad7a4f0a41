"""Two keepers at work on a database of their own, killed 50 times; prints what came of it as JSON.

A process of its own, because the suite's database is in memory on SQLite: `python -m tests.keeping.ordeal`,
given DATABASE_URL (empty), VAR_DIR and EMAIL_URL.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from threading import Thread
from urllib.parse import urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from post_office.models import Email  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, ArticleEvent, Publication  # noqa: E402
from tests import cast  # noqa: E402
from tests.keeping.mailserver import MailServer  # noqa: E402
from toolkit import dispatch, letters  # noqa: E402

KILLS, LETTERS_A_ROUND, CHANGES = 50, 12, 40


@dataclass
class Outcome:
    """Message-IDs and article numbers of whatever went wrong, and how long things took."""

    queued: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    left_in_hand: int = 0
    early: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    changed_twice: list[int] = field(default_factory=list)
    broken_chain: list[int] = field(default_factory=list)
    latest_when_calm: float = 0
    seconds_to_stop: float = 99


def keeper() -> ForkServerProcess:
    """A new process that has Django ready, so that a kill finds it at work and not at its imports."""
    process = get_context("forkserver").Process(target=call_command, args=("keeper",))
    process.start()
    return process


def wait_for(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)


def main() -> None:
    (settings.VAR_DIR / "emails").mkdir(exist_ok=True)
    (settings.VAR_DIR / "emails" / "ordeal.txt").write_text("主题：一封信\n正文")
    settings.TEMPLATES[0]["DIRS"] = [settings.VAR_DIR, *settings.TEMPLATES[0]["DIRS"]]  # type: ignore[misc]
    call_command("migrate", verbosity=0)
    outcome = Outcome()
    planned: dict[int, datetime] = {}
    with MailServer(urlsplit(os.environ["EMAIL_URL"]).port or 0) as server:
        server.breath = 0.01  # so that many a kill finds a letter in hand
        Thread(target=server.serve_forever, daemon=True).start()
        writer, chief = cast.reporter(), cast.chief()
        waiting = [second_version(writer, chief) for _ in range(CHANGES + 1)]
        calm = waiting.pop()
        kill_again_and_again(waiting, planned, chief)
        last = keeper()
        wait_for(lambda: not dispatch.due(timezone.now()).exists(), 20)
        # What the killed had in hand is let go of five minutes later; nobody waits that long here.
        outcome.left_in_hand = Email.objects.filter(status__in=dispatch.WAITING).update(scheduled_time=None)
        wait_for(lambda: not Email.objects.filter(status__in=dispatch.WAITING).exists(), 20)
        break_connections()
        write_letters(1)
        wait_for(lambda: not Email.objects.filter(status__in=dispatch.WAITING).exists(), 10)
        schedule(calm, chief, planned)
        wait_for(lambda: not Article.objects.exclude(next=None).exists(), 20)
        outcome.seconds_to_stop = stopped(last)
    judge(server, planned, calm, outcome)
    print(json.dumps(asdict(outcome)))  # noqa: T201


def second_version(writer: User, chief: User) -> Article:
    """A live article with a text that waits to be scheduled."""
    now = timezone.now()
    article = cast.draft(writer, now=now)
    publishing.publish(article=article, by=chief, now=now)
    return cast.changed(article, writer, title="第二版", now=now)


def schedule(article: Article, chief: User, planned: dict[int, datetime]) -> None:
    now = timezone.now()
    planned[article.pk] = now + timedelta(seconds=random.uniform(0.2, 2))
    publishing.schedule(article=article, by=chief, at=planned[article.pk], now=now)


def kill_again_and_again(waiting: list[Article], planned: dict[int, datetime], chief: User) -> None:
    """Two at a time; each lives long enough to begin and is killed wherever it is."""
    alive = [keeper()]
    for _ in range(KILLS):
        alive.append(keeper())
        write_letters(LETTERS_A_ROUND)
        if waiting:
            schedule(waiting.pop(), chief, planned)
        time.sleep(random.uniform(0.05, 0.5))
        victim = alive.pop(0)
        victim.kill()
        victim.join()
    alive[0].kill()
    alive[0].join()


def write_letters(count: int) -> None:
    for number in range(count):
        to = f"an{number}@example.cn"
        letters.send(to=to, template="ordeal", context={}, now=timezone.now(), limit=None)


def break_connections() -> None:
    """What a restart of the database server does to the keeper."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def stopped(process: ForkServerProcess) -> float:
    """Seconds that it takes to end when it is told to."""
    begun = time.monotonic()
    process.terminate()
    process.join(20)
    return time.monotonic() - begun


def judge(server: MailServer, planned: dict[int, datetime], calm: Article, outcome: Outcome) -> None:
    queued, arrived = set(Email.objects.values_list("message_id", flat=True)), Counter(server.numbers)
    outcome.queued = len(queued)
    outcome.lost = sorted(queued - set(arrived))
    outcome.doubled = sorted(number for number, times in arrived.items() if times > 1)
    for number, at in planned.items():
        swaps = list(
            Publication.objects.filter(article=number, revision__number=2).values_list("since", flat=True)
        )
        outcome.unchanged += [number] * (not swaps)
        outcome.changed_twice += [number] * (len(swaps) > 1)
        outcome.early += [number] * (bool(swaps) and swaps[0] < at)
        if number == calm.pk and swaps:
            outcome.latest_when_calm = (swaps[0] - at).total_seconds()
    previous = ""
    for event in ArticleEvent.objects.order_by("id"):
        if event.previous != previous or event.digest != event.computed_digest():
            outcome.broken_chain.append(event.pk)
        previous = event.digest


if __name__ == "__main__":
    main()
