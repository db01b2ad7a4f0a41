"""The tables of docs/workflow.md are what happens: every state, every role, every action, with real people."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from articles import publishing, reviewing, revising, roles
from articles.models import Article
from articles.rules import NotAllowed
from tests import cast
from tests.cast import DAY

from .people import Desk, fresh

pytestmark = pytest.mark.django_db
WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"
NOW = datetime.now(tz=UTC).replace(microsecond=0)
PAST = NOW - 30 * DAY
OLD, NEW = "海堤步道夜间照明本周亮灯", "海堤步道昨夜亮灯"
Action = Callable[[Article, User], Any]


def table(heading: str) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Column names, and cells by row and column."""
    section = WRITTEN.read_text().partition(f"## {heading}")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    head, _, *body = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return head, {row[0]: dict(zip(head, row, strict=True)) for row in body}


STATES, ROLES, READERS = (
    table("States and actions")[1],
    table("Roles and actions")[1],
    table("What readers")[1],
)
ACTIONS: dict[str, Action] = {
    "record": lambda article, by: cast.changed(article, by, now=NOW, title=f"{NEW}，又改"),
    "submit": lambda article, by: revising.submit(article=article, by=by, now=NOW),
    "pass": lambda article, by: reviewing.pass_stage(article=article, by=by, now=NOW),
    "return": lambda article, by: reviewing.return_to_writer(
        article=article, by=by, opinion="缺出处", now=NOW
    ),
    "reject": lambda article, by: reviewing.reject(article=article, by=by, opinion="重复", now=NOW),
    "publish": lambda article, by: publishing.publish(article=article, by=by, now=NOW),
    "schedule": lambda article, by: publishing.schedule(article=article, by=by, at=NOW + DAY, now=NOW),
    "withdraw": lambda article, by: withdraw(article, by, NOW),
    "restore": lambda article, by: publishing.restore(article=article, by=by, reason="属实", now=NOW),
    "discard": lambda article, by: revising.discard(article=article, by=by, now=NOW),
}


def withdraw(article: Article, by: User, now: datetime) -> None:
    publishing.withdraw(article=article, by=by, kind=Article.Withdrawal.ERROR, reason="存疑", now=now)


def up_to(stage: str, article: Article, desk: Desk) -> None:
    """Submitted, and passed until it waits for that stage or is signed off."""
    revising.submit(article=article, by=desk.writer, now=PAST)
    while fresh(article).stage != stage:
        desk.say_yes(article, now=PAST)


def public(state: str, desk: Desk) -> Article:
    """A signed-off article in a public state."""
    article = desk.draft(now=PAST, title=OLD)
    if state == "unpublished":
        return article
    up_to("passed", article, desk)
    facts: dict[str, Any] = {"article": article, "by": desk.final, "now": PAST}
    if state == "scheduled":
        publishing.schedule(**facts, at=NOW + 2 * DAY)
    else:
        publishing.publish(**facts, take_down_at=PAST + DAY if state == "expired" else None)
    if state == "withdrawn":
        withdraw(article, desk.final, PAST + DAY)
    return article


def in_state(key: str, desk: Desk) -> Article:
    """An article brought there by the people of the desk."""
    stage, state = key.split("/")
    if stage == "trashed":
        article = desk.draft(now=PAST, title=OLD)
        revising.discard(article=article, by=desk.writer, now=PAST)
        return fresh(article)
    article = public("live" if state == "newer" else state, desk)
    if state == "newer" or (state == "scheduled" and stage == "draft"):
        article = cast.changed(article, desk.writer, now=PAST, title=NEW)
    if stage in {"returned", "rejected"}:
        up_to("first", article, desk)
        verdict = {"returned": reviewing.return_to_writer, "rejected": reviewing.reject}[stage]
        verdict(article=article, by=desk.first, opinion="见批注", now=PAST)
    elif stage == "again":
        up_to("passed", article, desk)
    elif stage != fresh(article).stage:
        up_to(stage, article, desk)
    return fresh(article)


def key_of(article: Article) -> str:
    """The row of the table that the article stands in."""
    article = fresh(article)
    state = article.state(NOW)[0]
    if state == "live" and article.has_newer_text:
        state = "newer"
    if article.withdrawn_at and article.published_at and article.withdrawn_at <= article.published_at:
        state = "recalled"
    again = state == "withdrawn" and article.stage == "passed" and article.rounds.first().again
    return f"{'again' if again else article.stage}/{state}"


def seen_by_readers(article: Article) -> str:
    """The status of the address, or `nothing` where there is none."""
    article = fresh(article)
    return str(Client().get(article.address).status_code) if article.address else "nothing"


def people(desk: Desk) -> dict[str, User]:
    """Somebody in every row of the roles, none of whom has had the article in hand, but for its writer."""
    everybody = {role: cast.person(role) for role in roles.ROLES}
    everybody["超级用户"] = User.objects.create_superuser("boss")
    desk.writer.is_superuser = True
    desk.writer.save()
    return everybody | {"写稿的超级用户": User.objects.get(pk=desk.writer.pk)}


def expected(key: str, role: str, action: str) -> str:
    leads_to, may = STATES[key][action], ROLES[role][action]
    return leads_to if may == "yes" or key.split("/")[0] in may.split() else "—"


def test_the_tables_have_every_stage_role_and_action_in_the_words_of_the_desk() -> None:
    assert {key.split("/")[0] for key in STATES} == {*Article.Stage.values, "again"}
    assert {key.split("/")[1] for key in STATES} | {"recalled"} == set(READERS)
    assert set(ROLES) == {*roles.ROLES, "超级用户", "写稿的超级用户"}
    assert table("States and actions")[0][2:] == table("Roles and actions")[0][1:] == list(ACTIONS)
    for key, row in STATES.items():
        stage = key.split("/")[0].replace("again", "passed")
        assert row["审稿状态"] == Article.Stage(stage).label


@pytest.mark.parametrize("key", STATES)
def test_every_action_of_every_role_leads_where_the_table_says_or_is_refused(key: str) -> None:
    desk = Desk()
    article = in_state(key, desk)
    assert key_of(article) == key
    assert seen_by_readers(article) == READERS[key.split("/")[1]]["the address answers"]
    wrong = []
    for role, by in people(desk).items():
        for action, verb in ACTIONS.items():
            before = Article.objects.values().get(pk=article.pk), article.events.count()
            with transaction.atomic():
                try:
                    verb(fresh(article), by)
                except NotAllowed:
                    came = "—"
                    assert before == (Article.objects.values().get(pk=article.pk), article.events.count())
                else:
                    came = key_of(article)
                    readers = READERS[came.split("/")[1]]["the address answers"]
                    assert seen_by_readers(article) == readers, (key, role, action)
                transaction.set_rollback(True)
            if came != expected(key, role, action):
                wrong.append(f"{role} {action}: {came}, not {expected(key, role, action)}")
    assert wrong == []


def test_readers_see_the_text_before_until_the_new_one_is_published() -> None:
    desk = Desk()
    article = in_state("passed/newer", desk)
    shown = Client().get(article.address).content.decode()
    assert re.search(rf"<h1[^>]*>\s*{OLD}", shown)
    assert NEW not in shown
    publishing.publish(article=article, by=desk.final, now=NOW)
    assert NEW in Client().get(article.address).content.decode()
