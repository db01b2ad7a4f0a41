"""What the law forbids does not even reach the reviewers; who has a reason asks for it to be let pass."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse

from articles import assigning, checking, revising, rules
from articles.models import Article
from newsroom import worklists
from tests import cast
from tests.cast import HOUR, NOON
from tests.desk.visits import at_desk, form_of, messages, page_of, typed
from tests.reviewing.people import Desk, fresh, newest

pytestmark = pytest.mark.django_db
NUMBER = "<p>咨询请拨 13800001234。</p>"
REASON = "检查未通过：出现手机号码。请改正；确有理由保留的，写便条请终审放行以后再提交"


def blocked(desk: Desk) -> Article:
    return desk.draft(body=NUMBER)


def test_the_verb_and_the_button_refuse_with_the_same_reason() -> None:
    desk = Desk()
    article = blocked(desk)
    with pytest.raises(rules.NotAllowed) as refused:
        revising.submit(article=article, by=desk.writer, now=NOON)
    assert refused.value.reasons == [REASON]
    page = at_desk(desk.writer).get(page_of(article, "submit")).content.decode()
    assert REASON in page
    assert fresh(article).stage == "draft"
    assert not article.rounds.exists()


def test_putting_it_right_opens_the_way() -> None:
    desk = Desk()
    article = cast.changed(blocked(desk), desk.writer, body="<p>咨询请拨 138****1234。</p>")
    revising.submit(article=article, by=desk.writer, now=NOON)
    assert fresh(article).stage == "first"


def test_a_note_brings_it_to_whoever_may_let_it_pass_and_then_it_is_submitted() -> None:
    desk = Desk()
    article = blocked(desk)

    def asked() -> list[str]:
        found = next(one for one in worklists.of(desk.final, NOON + HOUR) if one.name == "to-waive").entries
        return [fact for entry in found for fact in entry.facts if fact.startswith("便条")]

    assert asked() == []
    assigning.note(article=article, by=desk.writer, text="防汛值班手机，街道要求公布", now=NOON)
    assert asked() == ["便条：防汛值班手机，街道要求公布"]
    assert "to-waive" not in {one.name for one in worklists.of(desk.first, NOON)}
    finding = newest(article).findings.get(rule="mobile_numbers")
    desk.writer.is_superuser = True
    desk.writer.save()
    with pytest.raises(rules.NotAllowed, match="写稿人不能放行自己稿件"):
        checking.waive(finding=finding, by=User.objects.get(pk=desk.writer.pk), reason="急")
    checking.waive(finding=finding, by=desk.final, reason="街道书面同意公布", now=NOON)
    assert asked() == []
    revising.submit(article=article, by=desk.writer, now=NOON)
    page = at_desk(desk.first).get(form_of(article)).content.decode()
    assert "街道书面同意公布" in page, "the next reviewer reads the reason"


def test_what_only_a_person_can_tell_does_reach_the_reviewers() -> None:
    desk = Desk()
    article = desk.draft(body="<p>新品上市，扫码购买有优惠。</p>", involves_minor=True)
    assert newest(article).findings.filter(severity="confirm").count() == 2
    revising.submit(article=article, by=desk.writer, now=NOON)
    assert fresh(article).stage == "first"


def test_a_save_and_submit_in_one_press_keeps_the_words_and_says_why_not() -> None:
    desk = Desk()
    article, browser = desk.draft(), at_desk(desk.writer)
    form = typed(browser.get(form_of(article)), body=NUMBER, _submit_review="保存并提交审核")
    told = messages(browser.post(form_of(article), form, follow=True))
    assert any(REASON in said and said.startswith("没有提交审核") for said in told)
    assert "13800001234" in newest(article).body
    assert fresh(article).stage == "draft"


def test_the_final_review_confirms_a_piece_about_children_by_name_and_reason() -> None:
    desk = Desk()
    article = desk.signed(involves_minor=True)
    assert any("涉及未成年人" in said for said in rules.reasons_not_to_publish(article, desk.final, NOON))
    finding = newest(article).findings.get(rule="minor")
    assert checking.reasons_not_to_waive(finding, desk.writer)
    page = reverse("admin:articles_article_waive", args=[article.pk, finding.pk])
    at_desk(desk.final).post(page, {"reason": "姓名已隐去，照片只有背影"})
    assert rules.reasons_not_to_publish(fresh(article), desk.final, NOON) == []
    call_command("verify_events", verbosity=0)
