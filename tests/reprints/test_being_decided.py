"""The desk accepts, refuses or asks back; the answer goes out by mail and stands on the applicant's page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from articles.rules import NotAllowed
from reprints import licensing
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON
from tests.desk.visits import at_desk, messages

from .applicants import BEGINS, ENDS, MINUTE, PDF, SCOPE, TYPED, accepted, in_state, letters, masthead

from .applicants import officer, opened, refused, request_for  # isort: skip

pytestmark = pytest.mark.django_db


def step(case: Case, name: str) -> str:
    return reverse(f"admin:reprints_case_{name}", args=[case.pk])


def press(case: Case, name: str, **said: Any) -> Any:
    """Open the page of a button as the officer, press it, and come to where it leads."""
    desk = at_desk(officer())
    with time_machine.travel(NOON, tick=False):
        assert desk.get(step(case, name)).status_code == 200
        return desk.post(step(case, name), said, follow=True)


def seen(case: Case, now: Any = NOON) -> str:
    """The applicant's page."""
    with time_machine.travel(now, tick=False):
        return Client().get(case.page).content.decode()


def test_a_licence_has_the_scope_and_the_term_that_the_desk_wrote() -> None:
    masthead()
    case = request_for()
    page = press(case, "accept", scope=SCOPE, begins="2026-12-01", ends="2027-05-31")
    assert messages(page) == [f"已同意 {case.number}，邮件马上发出。"]
    case.refresh_from_db()
    assert (case.state, case.licensed_scope, case.licensed_until) == ("accepted", SCOPE, date(2027, 5, 31))
    letter = letters(TYPED["email"])[-1]
    article = case.articles.get()
    assert letter.subject == f"转载申请 {case.number}：同意转载"
    for told in (seen(case), letter.message):
        for fact in (SCOPE, "2026-12-01 至 2027-05-31", article.title, "来源：海湾新区新闻网", "不得转授权"):
            assert fact in told


def test_the_page_of_accepting_begins_with_what_was_asked_for() -> None:
    case = request_for()
    with time_machine.travel(NOON, tick=False):
        form = at_desk(officer()).get(step(case, "accept")).context["form"]
    assert case.channels in form.initial["scope"]
    assert form.initial["ends"] == case.wanted_until


def test_a_refusal_has_a_reason_from_the_list_and_one_in_words() -> None:
    masthead()
    case = request_for()
    again = press(case, "refuse", reason="", text="")
    assert set(again.context["form"].errors) == {"reason", "text"}
    press(case, "refuse", reason="scope", text="只授权给新闻报道")
    letter = letters(TYPED["email"])[-1]
    for told in (seen(case), letter.message):
        assert "申请的平台或用途不在可以授权的范围内" in told
        assert "只授权给新闻报道" in told


def test_a_question_is_answered_on_the_page_and_the_desk_begins_to_count_anew() -> None:
    desk = masthead()
    case = request_for()
    press(case, "ask", text="请补充介绍信")
    asked = letters(TYPED["email"])[-1]
    assert "请补充介绍信" in asked.message
    assert case.page in asked.message
    assert "请补充介绍信" in seen(case)
    case.refresh_from_db()
    assert (case.state, case.due_at and case.due_at.date()) == ("asked", date(2026, 12, 8))
    client, answer = Client(), reverse("reprints:answer", args=[case.secret])
    with time_machine.travel(NOON + DAY, tick=False) as clock:
        said = {"opened": opened(answer, client), "text": "介绍信见附件"}
        clock.shift(MINUTE)
        page = client.post(answer, {**said, "attachment": SimpleUploadedFile("介绍信.pdf", PDF)}, follow=True)
    case.refresh_from_db()
    assert page.redirect_chain == [(case.page, 302)]
    assert (case.state, case.due_at and case.due_at.date()) == ("answered", date(2026, 12, 2))
    assert "介绍信见附件" in at_desk(officer()).get(step(case, "change")).content.decode()
    assert "介绍信见附件" not in letters(desk.rights_email)[-1].message
    assert "已补充" in letters(desk.rights_email)[-1].subject


def test_an_empty_answer_comes_back() -> None:
    case = in_state("asked")
    client, answer = Client(), reverse("reprints:answer", args=[case.secret])
    with time_machine.travel(NOON, tick=False) as clock:
        said = {"opened": opened(answer, client), "text": " "}
        clock.shift(MINUTE)
        assert "请填写补充内容" in client.post(answer, said).content.decode()
    assert Case.objects.get().state == "asked"


def test_the_applicant_takes_the_request_back_with_one_press() -> None:
    case = request_for()
    client, page = Client(), reverse("reprints:withdraw", args=[case.secret])
    with time_machine.travel(NOON, tick=False):
        client.post(page, {"opened": opened(page, client)})
    assert "已经按您的要求撤回" in seen(case)
    assert letters(TYPED["email"])[-1].subject == f"转载申请 {case.number} 已撤回"


def test_a_step_that_is_over_leads_back_to_where_things_stand() -> None:
    case = in_state("refused")
    for name in ("answer", "withdraw"):
        with time_machine.travel(NOON, tick=False):
            left = Client().get(reverse(f"reprints:{name}", args=[case.secret]))
        assert (left.status_code, left["Location"]) == (303, case.page)


def test_only_the_rights_desk_decides() -> None:
    case = request_for()
    for role in ("记者", "终审", "审计", "读者来信", "系统管理"):
        nobody = cast.person(role)
        for verb in (
            lambda by: licensing.ask(case=case, by=by, text="请补充", now=NOON),
            lambda by: accepted(case, by),
            lambda by: refused(case, by),
        ):
            with pytest.raises(NotAllowed, match="权限"):
                verb(nobody)
    dismissed = officer()
    dismissed.is_active = False
    with pytest.raises(NotAllowed, match="权限"):
        accepted(case, dismissed)
    assert Case.objects.get().state == "received"


def test_what_has_been_withdrawn_or_sold_is_not_licensed() -> None:
    article = cast.published(now=NOON - DAY)
    case = request_for(article)
    publishing.withdraw(
        article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="数字有误", now=NOON
    )
    with pytest.raises(NotAllowed, match="没有公开，不能授权"):
        accepted(case, officer())
    refused(case, officer())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"scope": " "}, "请写明授权范围"),
        ({"scope": "公众号等"}, "逐个写全"),
        ({"begins": ENDS, "ends": BEGINS}, "不能早于"),
        ({"ends": date(2030, 1, 1)}, "最长3年"),
    ],
)
def test_a_licence_without_a_place_or_an_end_is_refused(changes: dict[str, Any], reason: str) -> None:
    terms = {"scope": SCOPE, "begins": BEGINS, "ends": ENDS, **changes}
    with pytest.raises(NotAllowed, match=reason):
        licensing.accept(case=request_for(), by=officer(), now=NOON, **terms)


def test_a_question_and_a_refusal_need_words() -> None:
    case = request_for()
    with pytest.raises(NotAllowed, match="补充什么"):
        licensing.ask(case=case, by=officer(), text=" ", now=NOON)
    with pytest.raises(NotAllowed, match="请选择不同意的原因"):
        licensing.refuse(case=case, by=officer(), reason="因为", text="不行", now=NOON)


def test_a_decision_is_written_although_its_mail_cannot_be() -> None:
    case = request_for()
    Case.objects.update(email="not an address")
    accepted(Case.objects.get(), officer())
    assert [event.mailed for event in case.events.all()] == [True, False]


@pytest.mark.parametrize(
    "broken",
    [
        {"promised_to_cite": False},
        {"contact": ""},
        {"wanted_until": date(2026, 1, 1)},
        {"due_at": None},
        {"state": "refused", "due_at": None},
        {"state": "accepted", "due_at": None},
        {"closed_at": NOON},
        {"erased_at": NOON},
        {"number": "ZZ-2026-0002", "serial": 2},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_case_that_makes_no_sense(broken: dict[str, Any]) -> None:
    article = cast.published(now=NOON - DAY)
    case = request_for(article)
    request_for(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**broken)
