"""Two people press 保存 at the same moment, 200 times; prints what came of it as JSON.

A process of its own, because the suite's database is in memory on SQLite: `python -m tests.together.race`,
given DATABASE_URL (empty) and VAR_DIR.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from threading import Barrier, Thread
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402

from articles.models import Article  # noqa: E402
from tests import cast  # noqa: E402
from tests.desk.visits import at_desk, form_of, typed  # noqa: E402

RACES = 200


@dataclass
class Outcome:
    """Titles that were accepted but stand in no version, races with another number of winners than one, pages
    that showed neither a save nor both texts.
    """

    database: str = ""
    races: int = 0
    won: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    not_one_winner: list[int] = field(default_factory=list)
    silently_overwritten: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def main() -> None:
    setup_test_environment()
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    override_settings(STORAGES=settings.STORAGES | plain).enable()
    call_command("migrate", verbosity=0)
    article, people = cast.draft(), [cast.person("责任编辑", "zhang"), cast.person("责任编辑", "li")]
    browsers = [at_desk(person) for person in people]
    form = typed(browsers[0].get(form_of(article)))
    outcome = Outcome(database=connection.vendor)
    for number in range(1, RACES + 1):
        run(number, article, form, dict(zip(people, browsers, strict=True)), outcome)
    print(json.dumps(asdict(outcome), ensure_ascii=False))  # noqa: T201


def run(
    number: int, article: Article, form: dict[str, Any], rivals: dict[User, Client], outcome: Outcome
) -> None:
    """One race on version `number`."""
    answers: dict[str, Any] = {}
    start = Barrier(len(rivals))

    def press(person: User, browser: Client) -> None:
        title = f"第{number}场 {person.username}"
        start.wait()
        try:
            answers[title] = browser.post(
                form_of(article), form | {"title": title, "on": number, "_continue": ""}
            )
        except Exception as error:
            answers[title] = error
        connections.close_all()

    hands = [Thread(target=press, args=rival) for rival in rivals.items()]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    outcome.races += 1
    winners = [title for title, answer in answers.items() if getattr(answer, "status_code", 0) == 302]
    for title in set(answers) - set(winners):
        text = answers[title].content.decode() if hasattr(answers[title], "content") else repr(answers[title])
        if title not in text or "这篇稿件有别人刚保存的文字" not in text:
            outcome.strange.append(text[-400:])
    if len(winners) != 1:
        outcome.not_one_winner.append(number)
    for title in winners:
        name = title.split()[-1]
        outcome.won[name] = outcome.won.get(name, 0) + 1
    versions = list(article.revisions.filter(number=number + 1).values_list("title", flat=True))
    outcome.lost += [title for title in winners if title not in versions]
    newest = Article.objects.select_related("newest").get(pk=article.pk)
    if newest.newest.number != number + 1 or newest.title not in winners:
        outcome.silently_overwritten.append(f"{number}: {newest.title}, {newest.newest.number}")


if __name__ == "__main__":
    main()
