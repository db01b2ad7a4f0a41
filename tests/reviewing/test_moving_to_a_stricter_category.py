"""What readers see earns the reviews that it lacks for another category; the text stays up meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from articles import four_eyes, publishing, reviewing, revising, stricter
from articles.models import Article, ArticleEvent, Review
from articles.rules import NotAllowed
from tests import cast
from tests.cast import DAY, NOON
from tests.desk.visits import at_desk, form_of, messages, page_of

from .people import Desk, fresh, many_hats, strict
from .test_the_table_of_the_workflow import NOW, PAST, READERS, table, withdraw

pytestmark = pytest.mark.django_db
COLUMNS, STATES = table("To a stricter category")


def waits(desk: Desk, state: str = "passed") -> Article:
    """A piece of a light category before readers, on its way to a strict one."""
    article = desk.published(1, now=PAST)
    if state in {"first", "second", "ready", "returned"}:
        stricter.submit(article=article, category=strict(), by=desk.writer, now=PAST)
    if state in {"second", "ready"}:
        desk.say_yes(article, now=PAST)
    if state == "ready":
        desk.say_yes(article, now=PAST)
    if state == "returned":
        reviewing.return_to_writer(article=article, by=desk.first, opinion="缺出处", now=PAST)
    if state == "draft":
        cast.changed(article, desk.writer, now=PAST, title="又有新的标题")
    return fresh(article)


ACTIONS: dict[str, Callable[[Article, User], Any]] = {
    "submit for it": lambda one, by: stricter.submit(article=one, category=strict(), by=by, now=NOW),
    "move there": lambda one, by: publishing.move(article=one, category=strict(), by=by, now=NOW),
    "pass": lambda one, by: reviewing.pass_stage(article=one, by=by, now=NOW),
    "return": lambda one, by: reviewing.return_to_writer(article=one, by=by, opinion="缺出处", now=NOW),
    "reject": lambda one, by: reviewing.reject(article=one, by=by, opinion="不合适", now=NOW),
    "record": lambda one, by: cast.changed(one, by, now=NOW, title="改了标题"),
    "withdraw": lambda one, by: withdraw(one, by, NOW),
}


def key_of(article: Article) -> str:
    article = fresh(article)
    state = article.state(NOW)[0]
    if state == "live" and article.has_newer_text:
        state = "newer"
    stage = str(article.stage)
    if article.category == strict():
        stage = "moved"
    elif stage == "passed" and article.newest and not four_eyes.missing_stages(article.newest, strict()):
        stage = "ready"
    return f"{stage}/{state}"


@pytest.mark.parametrize("key", STATES)
def test_every_action_leads_where_the_table_says_and_readers_keep_what_they_have(key: str) -> None:
    desk = Desk()
    article = waits(desk, key.split("/")[0])
    assert key_of(article) == key
    everybody = User.objects.create_superuser("boss")
    for action, verb in ACTIONS.items():
        with transaction.atomic():
            try:
                verb(fresh(article), everybody)
            except NotAllowed:
                came = "—"
            else:
                came = key_of(article)
                shown = str(Client().get(article.address).status_code)
                assert shown == READERS[came.split("/")[1]]["the address answers"]
                assert fresh(article).live == article.live
            transaction.set_rollback(True)
        assert came == STATES[key][action], action
    assert list(ACTIONS) == COLUMNS[1:]


@pytest.mark.parametrize(
    ("role", "submits", "moves"),
    [
        ("记者", True, False), ("责任编辑", True, True), ("初审", False, False), ("终审", False, False),
        ("栏目维护", False, False), ("审计", False, False),
    ],
)  # fmt: skip
def test_who_may_take_the_two_steps(role: str, submits: bool, moves: bool) -> None:
    desk, by = Desk(), cast.person(role)
    assert (stricter.reasons_not_to_submit(waits(desk), strict(), by) == []) == submits
    article = desk.passed(waits(desk, "first"))
    if moves:
        publishing.move(article=article, category=strict(), by=by, now=NOW)
        assert fresh(article).category == strict()
    else:
        with pytest.raises(NotAllowed, match="权限"):
            publishing.move(article=article, category=strict(), by=by, now=NOW)


def test_the_refusal_to_move_says_exactly_what_to_do() -> None:
    desk, editor = Desk(), cast.editor()
    article = waits(desk)
    with pytest.raises(NotAllowed) as refused:
        publishing.move(article=article, category=strict(), by=editor, now=NOW)
    assert refused.value.reasons == [
        "“时政3”栏目要求先通过初审、复审，这一版（第1版）还没有通过；请先“提交补审”，补审通过以后再调整栏目"
    ]
    cast.changed(article, desk.writer, now=NOW, title="改过的标题")
    with pytest.raises(NotAllowed, match="请先把最近保存的一版审过、发布，再“提交补审”"):
        publishing.move(article=fresh(article), category=strict(), by=editor, now=NOW)
    withdraw(article, desk.final, NOW)
    with pytest.raises(NotAllowed, match="请先“恢复发布”，再“提交补审”"):
        publishing.move(article=fresh(article), category=strict(), by=editor, now=NOW)


def test_four_eyes_hold_in_the_round_for_a_stricter_category() -> None:
    desk = Desk(final=many_hats("终审", "初审"))
    article = waits(desk, "first")
    with pytest.raises(NotAllowed, match="您已经做过这一版的终审"):
        reviewing.pass_stage(article=article, by=desk.final, now=NOW)
    desk.writer.is_superuser = True
    desk.writer.save()
    with pytest.raises(NotAllowed, match="不能审自己的稿"):
        reviewing.pass_stage(article=article, by=User.objects.get(pk=desk.writer.pk), now=NOW)


def test_what_was_turned_down_stays_where_it_was_and_is_not_asked_for_again_unchanged() -> None:
    desk = Desk()
    article = waits(desk, "second")
    reviewing.reject(article=article, by=desk.second, opinion="不是时政稿", now=NOW)
    assert fresh(article).stage == "passed"
    assert four_eyes.missing_stages(fresh(article).live, article.category) == []  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="没有通过调往“时政3”栏目的补审"):
        stricter.submit(article=fresh(article), category=strict(), by=desk.writer, now=NOW)
    assert len(four_eyes.stages_to_pass(fresh(article).live, strict())) == 2, "nothing of it counts"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("brought", "reason"),
    [
        (lambda desk: desk.draft(1), "还没有发布，请直接“调整栏目”"),
        (lambda desk: waits(desk, "draft"), "最近保存的一版还没有发布"),
        (lambda desk: waits(desk, "ready"), "已经通过“时政3”栏目要求的审核"),
        (lambda desk: waits(desk, "returned"), "这一版已退回修改"),
        (lambda desk: desk.published(3), "稿件已经在“时政3”栏目"),
    ],
)
def test_it_is_refused_with_the_reason(brought: Callable[[Desk], Article], reason: str) -> None:
    desk = Desk()
    with pytest.raises(NotAllowed, match=reason):
        stricter.submit(article=brought(desk), category=strict(), by=desk.writer, now=NOON)


def test_at_the_desk_the_button_leads_through_the_missing_reviews_to_the_other_category() -> None:
    desk, editor, category = Desk(), cast.editor(), strict()
    article = waits(desk)
    page = at_desk(editor).get(form_of(article)).content.decode()
    assert page_of(article, "submit_for") in page
    told = at_desk(editor).post(page_of(article, "submit_for"), {"category": category.pk}, follow=True)
    assert messages(told) == ["已提交补审，待初审。读者看到的不变。"]
    judging = at_desk(desk.first).get(page_of(article, "pass_first")).content.decode()
    assert "补审：调往“时政3”栏目" in judging
    newest = fresh(article).newest_id
    at_desk(desk.first).post(page_of(article, "pass_first"), {"revision": newest})
    told = at_desk(desk.second).post(page_of(article, "pass_second"), {"revision": newest}, follow=True)
    assert messages(told) == ["复审已通过：已签发。可以调整到“时政3”栏目了。"]
    at_desk(editor).post(page_of(article, "move"), {"category": category.pk})
    assert fresh(article).category == category
    event = ArticleEvent.objects.filter(article=article, kind="submitted").first()
    assert event.detail == {"round": 2, "category": category.slug}
    assert page_of(article, "submit_for") not in at_desk(editor).get(form_of(article)).content.decode()


def test_a_withdrawal_wins_and_a_fresh_final_review_builds_on_all_of_it() -> None:
    desk, other = Desk(), cast.chief()
    article = desk.passed(waits(desk, "first"), now=PAST)
    publishing.move(article=article, category=strict(), by=cast.editor(), now=PAST + DAY)
    withdraw(article, desk.final, NOW - DAY)
    revising.submit(article=article, by=desk.writer, now=NOW)
    assert fresh(article).stage == "final", "only the final review is asked for once more"
    reviewing.pass_stage(article=article, by=other, now=NOW)
    publishing.restore(article=fresh(article), by=desk.final, reason="属实", now=NOW)
    assert Review.objects.filter(round__article=article).count() == 4
    assert Client().get(article.address).status_code == 200
