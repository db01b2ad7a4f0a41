"""Whatever stands in a field is words: in the admin, on the page, in the mail and in the table."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reprints import licensing
from reprints.models import Case
from reprints.register import HEADINGS
from tests import cast
from tests.cast import DAY, NOON
from tests.desk.visits import at_desk
from toolkit.spreadsheet import harmless

from .applicants import accepted, application, letters, masthead, officer, request_for

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>{{ case.pk }}"
WORDS: dict[str, Any] = dict.fromkeys(("organisation", "contact", "medium", "channels", "purpose"), EVIL)


def test_html_and_template_language_are_shown_as_they_were_typed() -> None:
    masthead()
    case = request_for(**WORDS)
    licensing.ask(case=case, by=officer(), text=EVIL, now=NOON)
    licensing.answer(case=case, text=EVIL, now=NOON)
    case.refresh_from_db()
    desk = at_desk(officer())
    with time_machine.travel(NOON, tick=False):
        pages = [
            Client().get(case.page),
            desk.get(reverse("admin:reprints_case_changelist")),
            desk.get(reverse("admin:reprints_case_change", args=[case.pk])),
            desk.get(reverse("admin:reprints_case_accept", args=[case.pk])),
        ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ case.pk }}" in text


def test_a_letter_is_text_with_one_line_of_subject() -> None:
    masthead()
    case = request_for(**WORDS)
    licensing.accept(
        case=case, by=officer(), scope=EVIL, begins=case.wanted_from, ends=case.wanted_until, now=NOON
    )
    for letter in letters(case.email):
        assert "\n" not in letter.subject
        assert not letter.html_message
    assert EVIL in letters(case.email)[-1].message


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_the_table_is_calculated(formula: str) -> None:
    assert harmless(formula).startswith("'")
    case = Case(organisation=formula, medium=formula, channels=formula, purpose=formula, contact=formula)
    assert harmless(case.organisation) == f"'{formula}"


def test_the_table_has_every_request_and_only_the_desk_gets_it() -> None:
    article = cast.published(now=NOON - DAY)
    accepted(request_for(article, organisation="=HYPERLINK(1)"), officer())
    request_for(article)
    address = reverse("admin:reprints_case_register")
    page = at_desk(officer()).get(address)
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows[0] == list(HEADINGS)
    assert {row[0]: row[5] for row in rows[1:]} == {
        "ZZ-2026-0001": "'=HYPERLINK(1)",
        "ZZ-2026-0002": "海风日报社",
    }
    assert "attachment" in page["Content-Disposition"]
    for role in ("审计", "记者"):
        assert at_desk(cast.person(role)).get(address).status_code == 403


def test_an_application_keeps_the_words_and_the_form_makes_no_others() -> None:
    assert application(**WORDS).organisation == EVIL
