"""The table in docs/rights.md is what happens: every step is tried in every state."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.rules import NotAllowed
from reprints import licensing, rules
from reprints.models import Case
from tests.cast import DAY, NOON

from .applicants import accepted, in_state, officer, refused

pytestmark = pytest.mark.django_db
WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "rights.md"
LATER = NOON + 400 * DAY  # every time limit has run out

STEPS: dict[str, Callable[[Case], object]] = {
    "ask": lambda case: licensing.ask(case=case, by=officer(), text="请补充介绍信", now=NOON),
    "answer": lambda case: licensing.answer(case=case, text="已附上", now=NOON),
    "accept": lambda case: accepted(case, officer()),
    "refuse": lambda case: refused(case, officer()),
    "withdraw": lambda case: licensing.withdraw(case=case, now=NOON),
    "expire": lambda case: licensing.expire(case=case, now=LATER),
}


def cells() -> list[tuple[str, str, str]]:
    """(state, verb, state it leads to or —) as the documentation has it."""
    section = WRITTEN.read_text().partition("## States and steps")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    head, _, *body = rows
    return [(row[0], verb, cell) for row in body for verb, cell in zip(head[2:], row[2:], strict=True)]


def test_the_table_has_every_state_in_the_words_of_the_desk_and_every_verb() -> None:
    table = cells()
    assert {state for state, _, _ in table} == set(Case.State.values)
    assert {verb for _, verb, _ in table} == set(STEPS) == set(rules.TRANSITIONS)
    written = WRITTEN.read_text()
    for state in Case.State:
        assert re.search(rf"^\| {state.value} \| {state.label} \|", written, re.MULTILINE)


@pytest.mark.parametrize(("state", "verb", "leads_to"), cells())
def test_a_step_leads_where_the_table_says_or_is_refused(state: str, verb: str, leads_to: str) -> None:
    case = in_state(state)
    before = Case.objects.values().get(pk=case.pk), case.events.count()
    if leads_to == "—":
        with pytest.raises(NotAllowed, match="不能"):
            STEPS[verb](case)
        assert (Case.objects.values().get(pk=case.pk), case.events.count()) == before
    else:
        STEPS[verb](case)
        stands = Case.objects.get(pk=case.pk)
        assert stands.state == case.state == leads_to
        assert [event.kind for event in stands.events.all()][before[1] :] == [leads_to]


@pytest.mark.parametrize("state", ["asked", "accepted"])
def test_nothing_expires_before_its_time(state: str) -> None:
    with pytest.raises(NotAllowed, match="还没有到"):
        licensing.expire(case=in_state(state), now=NOON + DAY)
