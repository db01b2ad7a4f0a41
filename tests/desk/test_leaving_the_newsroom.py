from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from articles import assigning, revising
from articles.models import Assignment
from articles.rules import NotAllowed
from feedback import handling
from newsroom import leaving
from tests import cast
from tests.feedback import readers
from tests.reprints import applicants

from .visits import at_desk, form_of, messages

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def keeper_of_accounts() -> User:
    return cast.person("系统管理")


def test_who_leaves_is_out_at_once_and_the_work_goes_to_a_colleague() -> None:
    editor, leaver, heir = cast.editor(), cast.reporter(), cast.reporter()
    article, browser = cast.draft(by=leaver), at_desk(leaver)
    due = cast.NOON + cast.DAY
    assigning.assign(article=article, to=leaver, due_at=due, by=editor, now=cast.NOON)
    assert browser.get(INDEX).status_code == 200
    page = reverse("admin:auth_user_leave", args=[leaver.pk])
    told = at_desk(keeper_of_accounts()).post(page, {"to": heir.pk}, follow=True)
    assert messages(told) == [f"{leaver.username} 的账号已停用，1篇分派给他的稿件已转出。"]
    assert browser.get(INDEX)["Location"].startswith(reverse("admin:login"))
    given = Assignment.objects.get(article=article)
    assert (given.to, given.due_at) == (heir, due)
    article.refresh_from_db()
    assert article.newest.saved_by == leaver


def test_work_in_the_recycle_bin_keeps_nobody_here() -> None:
    leaver, heir = cast.reporter(), cast.reporter()
    article = cast.draft(by=leaver)
    assigning.assign(article=article, to=leaver, by=cast.editor(), now=cast.NOON)
    revising.discard(article=article, by=leaver, now=cast.NOON)
    page = reverse("admin:auth_user_leave", args=[leaver.pk])
    at_desk(keeper_of_accounts()).post(page, {"to": heir.pk})
    assert not User.objects.get(pk=leaver.pk).is_active
    assert Assignment.objects.get(article=article).to == heir


@pytest.mark.parametrize(
    ("heir_role", "state"), [("读者来信", "in_hand"), ("记者", "received"), ("", "received")]
)
def test_letters_in_hand_go_to_a_colleague_who_may_answer_or_wait_for_one(heir_role: str, state: str) -> None:
    leaver = cast.person("读者来信")
    mine, others, done = readers.letter(), readers.letter(), readers.letter()
    handling.take(letter=mine, by=leaver, now=cast.NOON)
    handling.take(letter=others, by=cast.person("读者来信"), now=cast.NOON)
    handling.answer(letter=done, by=leaver, accepted=True, text="已更正", now=cast.NOON)
    heir, keeper = cast.person(heir_role) if heir_role else None, keeper_of_accounts()
    page = reverse("admin:auth_user_leave", args=[leaver.pk])
    told = at_desk(keeper).post(page, {"to": heir.pk if heir else ""}, follow=True)
    assert "，1封他经办的来信已转出" in messages(told)[0]
    for letter in (mine, others, done):
        letter.refresh_from_db()
    assert (mine.state, mine.handled_by) == (state, heir if state == "in_hand" else None)
    assert (mine.events.last().kind, mine.events.last().by) == ("passed_on", keeper)
    assert others.handled_by not in {leaver, heir, None}
    assert done.handled_by == leaver, "what was answered keeps the name"


def test_when_nobody_is_left_for_licence_requests_it_says_how_many_wait() -> None:
    leaver, keeper = applicants.officer(), keeper_of_accounts()
    applicants.request_for()
    other = applicants.officer()
    assert leaving.leave(person=other, to=None, by=keeper, now=cast.NOON).requests == 0
    page = reverse("admin:auth_user_leave", args=[leaver.pk])
    told = at_desk(keeper).post(page, {}, follow=True)
    assert "还有1件转载申请待办，已经没有人能处理" in messages(told)[0]


def test_an_account_cannot_be_deleted_not_even_by_the_superuser() -> None:
    leaver, boss = cast.reporter(), User.objects.create_superuser("boss")
    desk = at_desk(boss)
    answer = desk.post(reverse("admin:auth_user_delete", args=[leaver.pk]), {"post": "yes"})
    said = {"action": "delete_selected", "_selected_action": [leaver.pk], "post": "yes"}
    desk.post(reverse("admin:auth_user_changelist"), said)
    assert answer.status_code == 403
    assert User.objects.filter(pk=leaver.pk).exists()


@pytest.mark.parametrize(
    ("who", "whom", "reason"),
    [
        ("责任编辑", "记者", "没有管理账号的权限"),
        ("系统管理", "self", "不能给自己办离职"),
        ("系统管理", "boss", "超级管理员的账号"),
        ("系统管理", "gone", "已经停用"),
    ],
)
def test_it_is_refused_with_the_reason(who: str, whom: str, reason: str) -> None:
    by = cast.person(who)
    person = by if whom == "self" else cast.reporter()
    person.is_superuser, person.is_active = whom == "boss", whom != "gone"
    person.save()
    with pytest.raises(NotAllowed, match=reason):
        leaving.leave(person=person, to=None, by=by, now=cast.NOON)


def test_work_is_not_handed_to_who_leaves_or_has_left() -> None:
    by, leaver, gone = keeper_of_accounts(), cast.reporter(), cast.reporter()
    gone.is_active = False
    gone.save()
    for heir in (leaver, gone):
        with pytest.raises(NotAllowed):
            leaving.leave(person=leaver, to=heir, by=by, now=cast.NOON)
    assert User.objects.get(pk=leaver.pk).is_active


def test_a_right_that_is_taken_away_is_gone_with_the_next_click() -> None:
    article, reporter = cast.draft(), cast.reporter()
    browser = at_desk(reporter)
    assert 'name="title"' in browser.get(form_of(article)).content.decode()
    Group.objects.get(name="记者").permissions.remove(Permission.objects.get(codename="change_article"))
    assert 'name="title"' not in browser.get(form_of(article)).content.decode()
    reporter.groups.clear()
    assert browser.get(form_of(article)).status_code == 403


def test_who_keeps_accounts_gives_no_rights_to_themselves_and_leaves_superusers_alone() -> None:
    keeper, boss = keeper_of_accounts(), User.objects.create_superuser("boss", is_staff=True)
    desk = at_desk(keeper)
    own = reverse("admin:auth_user_change", args=[keeper.pk])
    names = set(desk.get(own).context["adminform"].form.fields)
    assert {"groups", "is_superuser", "user_permissions"}.isdisjoint(names)
    chief = Group.objects.get(name="终审").pk
    desk.post(own, {"username": keeper.username, "groups": [chief], "is_superuser": "on"})
    keeper.refresh_from_db()
    assert [group.name for group in keeper.groups.all()] == ["系统管理"]
    assert not keeper.is_superuser
    said = {"usable_password": "true", "password1": "新的-密码-2026", "password2": "新的-密码-2026"}
    assert desk.post(reverse("admin:auth_user_password_change", args=[boss.pk]), said).status_code == 403


def test_nobody_gives_more_rights_to_a_role_of_their_own() -> None:
    keeper = keeper_of_accounts()
    own, other = Group.objects.get(name="系统管理"), Group.objects.get(name="终审")
    desk, publish = at_desk(keeper), Permission.objects.get(codename="publish")
    said = {"name": own.name, "permissions": [publish.pk]}
    assert desk.post(reverse("admin:auth_group_change", args=[own.pk]), said).status_code == 403
    assert not own.permissions.filter(pk=publish.pk).exists()
    assert (
        'name="permissions"' in desk.get(reverse("admin:auth_group_change", args=[other.pk])).content.decode()
    )


def test_an_account_is_closed_by_that_step_only_and_may_be_opened_again() -> None:
    keeper, leaver = keeper_of_accounts(), cast.reporter()
    page, desk = reverse("admin:auth_user_change", args=[leaver.pk]), at_desk(keeper)
    assert "is_active" not in desk.get(page).context["adminform"].form.fields
    leaving.leave(person=leaver, to=None, by=keeper, now=cast.NOON)
    shown = desk.get(page).context["adminform"].form
    assert "is_active" in shown.fields
    desk.post(page, {"username": leaver.username, "is_active": "on", "is_staff": "on"})
    leaver.refresh_from_db()
    assert leaver.is_active
