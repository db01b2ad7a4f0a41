"""The list has what is most urgent on top; a request opens beside its article as it was; nobody edits it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import publishing
from reprints import licensing
from reprints.models import Case
from tests import cast
from tests.cast import DAY, NOON
from tests.desk.visits import at_desk

from .applicants import PDF, application, officer, refused, request_for

pytestmark = pytest.mark.django_db
LIST = "admin:reprints_case_changelist"


def page(name: str, by: User, *args: Any, **query: str) -> Any:
    with time_machine.travel(NOON, tick=False):
        return at_desk(by).get(reverse(name, args=args), query)


def listed(**query: str) -> list[str]:
    return [case.number for case in page(LIST, officer(), **query).context["cl"].result_list]


def test_the_longest_overdue_comes_first_and_what_is_done_last() -> None:
    article = cast.published(now=NOON - 40 * DAY)
    done, late, later, asked, fresh = (
        request_for(article, now=NOON - timedelta(days=n)) for n in (35, 30, 20, 15, 1)
    )
    refused(done, officer())
    licensing.ask(case=asked, by=officer(), text="请补充", now=NOON)
    assert listed() == [case.number for case in (late, later, fresh, asked, done)]
    assert listed(turn="overdue") == [late.number, later.number]
    assert listed(turn="theirs") == [asked.number]
    assert listed(turn="closed") == [done.number]
    assert listed(q="ZZ-2026-0002") == [late.number]
    text = page(LIST, officer()).content.decode()
    assert text.count("state-overdue") == 2


def test_a_request_shows_the_article_as_it_was_and_says_that_it_has_changed() -> None:
    article = cast.published(now=NOON - DAY, title="原来的标题", body="<p>原来的正文。</p>")
    case = request_for(article)
    changed = cast.changed(article, title="后来的标题", body="<p>后来的正文。</p>")
    publishing.publish(article=changed, by=cast.chief(), now=NOON)
    text = page("admin:reprints_case_change", officer(), case.pk).content.decode()
    assert "原来的标题" in text
    assert "原来的正文" in text
    assert "后来的正文" not in text
    assert "与现在的不同" in text
    assert reverse("admin:articles_article_version", args=[article.pk, 1]) in text


def test_the_steps_stand_beside_it_and_are_gone_when_it_is_decided() -> None:
    case = request_for()
    labels = [
        label for _, label, _ in page("admin:reprints_case_change", officer(), case.pk).context["offer"].steps
    ]
    assert labels == ["同意", "请申请人补充", "不同意"]
    refused(case, officer())
    offer = page("admin:reprints_case_change", officer(), case.pk).context["offer"]
    assert (offer.steps, offer.refused) == ([], [])
    again = page("admin:reprints_case_accept", officer(), case.pk).content.decode()
    assert "申请现在是“不同意”，不能同意" in again


def test_nobody_adds_changes_or_deletes_a_request_by_hand() -> None:
    case = request_for()
    boss = User.objects.create_superuser("boss")
    desk = at_desk(boss)
    address = reverse("admin:reprints_case_change", args=[case.pk])
    assert desk.post(address, {"organisation": "别人"}).status_code == 403
    assert desk.get(reverse("admin:reprints_case_add")).status_code == 403
    assert (
        desk.post(reverse("admin:reprints_case_delete", args=[case.pk]), {"post": "yes"}).status_code == 403
    )
    assert Case.objects.get().organisation == "海风日报社"


def test_files_of_applicants_are_for_the_rights_desk() -> None:
    article = cast.published(now=NOON - DAY)
    file = SimpleUploadedFile("执照.pdf", PDF)
    case = licensing.receive(articles=[article], application=application(), attachment=file, now=NOON)
    plain = request_for(article)
    address = "admin:reprints_case_attachment"
    given = page(address, officer(), case.pk)
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Disposition"].startswith("attachment")
    for role in ("审计", "记者", "系统管理"):
        assert page(address, cast.person(role), case.pk).status_code == 403
    assert page(address, officer(), plain.pk).status_code == 404


def test_only_the_rights_desk_and_the_auditor_see_requests() -> None:
    request_for()
    seen = {
        role
        for role in ("授权专员", "审计", "记者", "终审", "读者来信", "系统管理")
        if page(LIST, cast.person(role)).status_code == 200
    }
    assert seen == {"授权专员", "审计"}
