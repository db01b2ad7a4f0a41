"""The letters desk takes, answers and closes; the table in the documentation says what is possible."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.models.append_only import HistoryIsFixed
from articles.rules import NotAllowed
from feedback import handling
from feedback.models import Letter, LetterEvent
from tests import cast
from tests.cast import DAY, HOUR, NOON

from .readers import letter, mail_to, office

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs" / "feedback.md"
ROW = re.compile(r"^\| `(\w+)` [^|]+\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
VERBS: dict[str, Callable[[Letter, User], None]] = {
    "take": lambda letter, by: handling.take(letter=letter, by=by, now=NOON),
    "answer": lambda letter, by: handling.answer(
        letter=letter, by=by, accepted=True, text="已经改正。", now=NOON
    ),
    "close": lambda letter, by: handling.close(letter=letter, by=by, reason="与本文无关。", now=NOON),
}
WAYS = {"received": (), "in_hand": ("take",), "answered": ("answer",), "closed": ("answer", "close")}


def table() -> list[tuple[str, str, str]]:
    """(state, verb, where it leads or —) for every cell of the documentation."""
    rows = ROW.findall(DOCS.read_text())
    return [
        (state, verb, cell.strip(" `"))
        for state, *cells in rows
        for verb, cell in zip(VERBS, cells, strict=True)
    ]


def standing(state: str, by: User) -> Letter:
    """A letter that has come to that state."""
    arrived = letter()
    for verb in WAYS[state]:
        VERBS[verb](arrived, by)
    return arrived


def facts(arrived: Letter) -> tuple[Any, int]:
    return Letter.objects.values().get(pk=arrived.pk), LetterEvent.objects.count()


def test_the_table_has_every_state_and_every_verb() -> None:
    assert {(state, verb) for state, verb, _ in table()} == {
        (str(state), verb) for state in Letter.State for verb in VERBS
    }


@pytest.mark.parametrize(("state", "verb", "leads_to"), table())
def test_each_cell_of_the_table_is_true(state: str, verb: str, leads_to: str) -> None:
    office()
    arrived, colleague = standing(state, cast.person("读者来信")), cast.person("读者来信")
    before, mails = facts(arrived), len(mail_to("chen@example.cn"))
    if leads_to == "—":
        with pytest.raises(NotAllowed):
            VERBS[verb](arrived, colleague)
        assert facts(arrived) == before
        assert len(mail_to("chen@example.cn")) == mails
        return
    VERBS[verb](arrived, colleague)
    stored = Letter.objects.get(pk=arrived.pk)
    assert stored.state == arrived.state == leads_to
    event = stored.events.last()
    assert (event.kind, event.by) == (
        {"take": "taken", "answer": "answered", "close": "closed"}[verb],
        colleague,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_may(verb: str) -> None:
    arrived = letter()
    before = facts(arrived)
    dismissed = User.objects.create_superuser("gone", is_active=False)
    for outsider in (cast.reporter(), cast.chief(), cast.person("审计"), dismissed):
        with pytest.raises(NotAllowed, match="没有处理读者来信的权限"):
            VERBS[verb](arrived, outsider)
    assert facts(arrived) == before


def test_a_letter_in_your_hands_is_not_taken_again_and_passes_to_a_colleague() -> None:
    first, second = cast.person("读者来信"), cast.person("读者来信")
    arrived = standing("in_hand", first)
    with pytest.raises(NotAllowed, match="已经在您手里"):
        VERBS["take"](arrived, first)
    VERBS["take"](arrived, second)
    assert Letter.objects.get().handled_by == second


def test_an_answer_and_a_closing_without_words_are_refused() -> None:
    arrived, by = letter(), cast.person("读者来信")
    with pytest.raises(NotAllowed, match="请写明答复"):
        handling.answer(letter=arrived, by=by, accepted=False, text=" \n", now=NOON)
    with pytest.raises(NotAllowed, match="不予处理的原因"):
        handling.close(letter=arrived, by=by, reason=" ", now=NOON)
    assert Letter.objects.get().state == "received"


def test_closing_an_answered_letter_keeps_the_answer_and_writes_to_nobody() -> None:
    by = cast.person("读者来信")
    arrived = standing("answered", by)
    mails = len(mail_to("chen@example.cn"))
    handling.close(letter=arrived, by=by, reason="别的话", now=NOON + DAY)
    stored = Letter.objects.get()
    assert (stored.outcome, stored.answer, stored.answered_at) == ("accepted", "已经改正。", NOON)
    assert len(mail_to("chen@example.cn")) == mails


def test_what_waits_comes_first_the_longest_overdue_on_top() -> None:
    article, by = cast.published(now=NOON - 30 * DAY), cast.person("读者来信")
    slow = letter(article, kind="doubt", now=NOON - 8 * DAY)
    late = letter(article, now=NOON - 7 * DAY)
    fresh = letter(article, now=NOON)
    answered = [letter(article, now=NOON - 20 * DAY + number * HOUR) for number in range(2)]
    for done in answered:
        handling.answer(letter=done, by=by, accepted=True, text="已经改正。", now=NOON)
    assert list(Letter.objects.by_urgency()) == [late, fresh, slow, *reversed(answered)]
    assert list(Letter.objects.overdue(NOON)) == [late]
    assert [each for each in Letter.objects.all() if each.is_overdue(NOON)] == [late]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"kind": "doubt", "email": ""},
        {"state": "in_hand"},
        {"state": "answered", "outcome": "accepted", "answered_at": NOON},
        {"state": "received", "outcome": "accepted"},
        {"state": "closed"},
        {"closed_at": NOON},
        {"due_at": NOON - DAY},
        {"erased_at": NOON},
    ],
)
def test_the_database_holds_no_letter_that_could_not_be(nonsense: dict[str, Any]) -> None:
    arrived = letter()
    if nonsense.get("state") == "answered":
        nonsense = {**nonsense, "handled_by": cast.person("读者来信")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=arrived.pk).update(**nonsense)


def test_what_happened_is_not_rewritten() -> None:
    event = letter().events.get()
    with pytest.raises(HistoryIsFixed):
        LetterEvent.objects.all().delete()
    with pytest.raises(HistoryIsFixed):
        event.save()
