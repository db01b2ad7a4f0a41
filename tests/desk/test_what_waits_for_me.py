from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import assigning, correcting, publishing, reviewing, revising, rules
from articles.models import Article, Assignment, Category, Correction, Revision, Round
from newsroom import worklists
from newsroom.waiting import waiting_for
from newsroom.worklist import Entry
from tests import cast

from .visits import at_desk, form_of

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")
NOON = cast.NOON


def strict() -> Category:
    """A channel that asks for all three reviews."""
    return cast.category("shizheng", "时政", required_stages=3)


def submitted(by: User, title: str = "提交的稿件", **words: Any) -> Article:
    article = cast.draft(by=by, category=strict(), title=title, now=NOON, **words)
    revising.submit(article=article, by=by, now=NOON)
    return article


def found(name: str, by: User, now: Any = NOON) -> list[Entry]:
    """The entries of one list; an error when this person has no such list."""
    person = User.objects.get(pk=by.pk)
    return next(each for each in worklists.of(person, now) if each.name == name).entries


def titles(name: str, by: User, now: Any = NOON) -> list[str]:
    return [entry.title for entry in found(name, by, now)]


def test_a_submitted_article_waits_for_the_first_reviewer_and_nobody_else() -> None:
    first, second, chief = cast.person("初审"), cast.person("复审"), cast.chief()
    article = submitted(cast.reporter())
    later = NOON + 3 * cast.HOUR
    entry = found("to-do", first, later)[0]
    assert (entry.title, entry.address) == (article.title, form_of(article))
    assert ("waiting", "待初审") in entry.states
    assert "已等 3小时" in entry.facts
    assert titles("to-do", second, later) == titles("to-do", chief, later) == []
    reviewing.pass_stage(article=article, by=first, now=later)
    assert titles("to-do", second, later) == [article.title]
    assert titles("to-do", first, later) == []


def test_nobody_is_shown_their_own_article_and_no_reviewer_a_second_stage() -> None:
    both = cast.person("初审", "both")
    for role in ("复审", "记者"):
        both.groups.add(cast.person(role).groups.get())
    both = User.objects.get(pk=both.pk)
    submitted(both, "自己的稿件")
    article = submitted(cast.reporter(), "同事的稿件")
    assert titles("to-do", both) == ["同事的稿件"]
    reviewing.pass_stage(article=article, by=both, now=NOON)
    assert titles("to-do", both) == []


def test_the_list_says_what_the_rules_say_about_every_person_and_article() -> None:
    chief, boss = cast.chief(), User.objects.create_superuser("boss", is_staff=True)
    people = [cast.reporter(), cast.editor(), cast.person("初审"), cast.person("复审"), chief, boss]
    reporter, editor, first, second = people[:4]
    for writer in (reporter, boss, editor):
        for reviews in range(4):
            article = submitted(writer, f"{writer}{reviews}")
            for reviewer in (first, second, chief)[:reviews]:
                reviewing.pass_stage(article=article, by=reviewer, now=NOON)
    helped = cast.changed(
        cast.draft(by=reporter, category=strict(), title="两人写"), by=boss, title="两人写的"
    )
    revising.submit(article=helped, by=reporter, now=NOON)
    live = Article.objects.get(title=f"{reporter}3")
    publishing.publish(article=live, by=editor, now=NOON)
    again = cast.changed(live, by=editor, title="发布后又改", now=NOON + cast.HOUR)
    revising.submit(article=again, by=editor, now=NOON + cast.HOUR)
    at = NOON + 2 * cast.HOUR
    for writer in (boss, editor):
        gone = Article.objects.get(title=f"{writer}3")
        publishing.publish(article=gone, by=editor, now=at)
        publishing.withdraw(article=gone, by=chief, kind=Article.Withdrawal.ERROR, reason="存疑", now=at)
    revising.submit(article=gone, by=editor, now=at)
    reviewing.pass_stage(article=gone, by=boss, now=at)
    assert titles("to-do", editor, at)[-1] == gone.title
    assert found("to-do", editor, at)[-1].states == [("waiting", "已签发，待恢复发布")]
    for person, article in itertools.product(
        people, Article.objects.select_related("newest", "category", "live")
    ):
        can = not rules.reasons_not_to_pass(article, person, at)
        can |= not rules.reasons_not_to_publish(article, person, at)
        can |= not rules.reasons_not_to_restore(article, person)
        assert waiting_for(person, at).contains(article) == can, (person, article.title)


def test_a_returned_article_comes_back_with_the_opinion() -> None:
    reporter, first = cast.reporter(), cast.person("初审")
    article = submitted(reporter)
    reviewing.return_to_writer(article=article, by=first, opinion="导语太长", now=NOON)
    entry = found("returned", reporter)[0]
    assert "意见：导语太长" in entry.facts
    assert titles("returned", cast.reporter()) == []


def test_what_is_mended_after_a_withdrawal_is_on_the_writers_desk() -> None:
    chief, article = cast.chief(), cast.published(now=NOON)
    assert article.newest is not None
    writer = article.newest.saved_by
    publishing.withdraw(article=article, by=chief, kind=Article.Withdrawal.ERROR, reason="失实", now=NOON)
    assert titles("drafts", writer) == []
    article.refresh_from_db()
    mended = cast.changed(article, writer, title="改正以后", now=NOON)
    assert titles("drafts", writer) == ["改正以后"]
    assert found("drafts", writer)[0].states == [("withdrawn", "撤稿后的修改")]
    mended.category.required_stages = 1
    mended.category.save()
    revising.submit(article=mended, by=writer, now=NOON)
    reviewing.return_to_writer(article=mended, by=chief, opinion="还缺出处", now=NOON)
    assert titles("returned", writer) == ["改正以后"]


def test_drafts_are_those_of_the_writer() -> None:
    reporter = cast.reporter()
    cast.draft(by=reporter, title="我的")
    cast.draft(by=cast.reporter(), title="别人的")
    assert titles("drafts", reporter) == ["我的"]


def test_what_is_scheduled_says_the_moment_and_which_version() -> None:
    chief, article = cast.chief(), cast.draft(title="明早发")
    publishing.schedule(article=article, by=chief, at=NOON + cast.HOUR, now=NOON)
    cast.changed(article, title="明早发的新写法")
    entry = found("scheduled", chief)[0]
    assert entry.facts == ["北京时间 2026-11-24 13:00 发布第1版", "最近保存的第2版（草稿）不会随它发布"]


def test_what_will_not_go_out_says_why() -> None:
    chief, article = cast.chief(), cast.draft(title="定了又撤")
    publishing.schedule(article=article, by=chief, at=NOON + cast.HOUR, now=NOON)
    publishing.withdraw(article=article, by=chief, kind=Article.Withdrawal.ORDER, reason="另有安排", now=NOON)
    entry = found("scheduled", chief)[0]
    assert entry.states == [("withdrawn", "不会发布")]
    assert entry.facts == ["稿件已经撤下，要重新上线请用“恢复发布”"]


def test_a_change_that_comes_after_the_end_is_announced_as_not_coming() -> None:
    chief, article = cast.chief(), cast.draft()
    publishing.publish(article=article, by=chief, now=NOON, take_down_at=NOON + 3 * cast.HOUR)
    changed = cast.changed(article, title="改过的")
    publishing.schedule(article=changed, by=chief, at=NOON + cast.HOUR, now=NOON)
    assert found("scheduled", chief)[0].facts == ["北京时间 2026-11-24 13:00 换成第2版"]
    Article.objects.filter(pk=article.pk).update(take_down_at=NOON + cast.HOUR / 2)
    assert found("scheduled", chief)[0].states == [("withdrawn", "不会换成")]


def test_today_begins_at_midnight_in_beijing() -> None:
    chief = cast.chief()
    midnight = NOON.replace(hour=16) - cast.DAY
    cast.published(by=chief, title="昨天最后", now=midnight - timedelta(seconds=1))
    cast.published(by=chief, title="今天第一", now=midnight)
    assert titles("published", chief) == ["今天第一"]


def test_categories_without_news_are_named_after_their_days() -> None:
    chief, quiet = cast.chief(), cast.category("tongzhi", "通知公告", expected_days=183)
    cast.category("jianjie", "简介", expected_days=None)
    cast.published(by=chief, now=NOON - 15 * cast.DAY)
    cast.published(by=chief, category=quiet, now=NOON - 15 * cast.DAY)
    entry = next(each for each in found("categories", chief) if each.title == "要闻")
    assert entry.facts == ["15天没有更新", "期限 14 天"]
    assert {"通知公告", "简介"}.isdisjoint(titles("categories", chief))
    assert "要闻" not in titles("categories", chief, NOON - 2 * cast.DAY)


def test_a_correction_waits_for_a_second_person() -> None:
    writer, other = cast.chief(), cast.chief()
    article = cast.published(by=writer, now=NOON)
    correcting.correct(
        article=article, by=writer, kind=Correction.Kind.CORRECTION, text="应为四公里", now=NOON
    )
    assert titles("corrections", writer) == []
    assert found("corrections", other)[0].states == [("waiting", "更正待签发")]


def test_overdue_work_stands_first_and_finished_work_is_gone() -> None:
    editor, reporter = cast.editor(), cast.reporter()
    late, soon, some_day, done = [cast.draft(title=name) for name in ("超期", "快到期", "不急", "已发布")]
    for article, due in ((some_day, None), (soon, NOON + cast.HOUR), (late, NOON - cast.HOUR), (done, NOON)):
        assigning.assign(article=article, to=reporter, due_at=due, by=editor, now=NOON - cast.DAY)
    publishing.publish(article=done, by=editor, now=NOON)
    assert titles("assigned", reporter) == ["超期", "快到期", "不急"]
    assert ("overdue", "超期") in found("assigned", reporter)[0].states


LISTS = {
    "记者": ["assigned", "returned", "drafts", "scheduled", "categories", "published"],
    "初审": ["to-do", "assigned", "scheduled", "published"],
    "终审": [
        "to-do",
        "assigned",
        "to-waive",
        "corrections",
        "topics",
        "scheduled",
        "categories",
        "published",
    ],
    "授权专员": ["requests", "scheduled", "published"],
    "读者来信": ["letters", "scheduled", "published"],
    "审计": ["requests", "letters", "scheduled", "published"],
}


@pytest.mark.parametrize("role", LISTS)
def test_each_role_sees_its_own_lists_and_what_to_do_when_they_are_empty(role: str) -> None:
    page = at_desk(cast.person(role)).get(INDEX)
    shown = page.context["worklists"]
    assert [each.name for each in shown] == LISTS[role]
    for each in shown:
        assert each.entries or each.empty in page.content.decode()


def fill(number: int, writer: User, reader: User) -> None:
    """So many rows in every list of articles, without the cost of the verbs."""
    now, place = timezone.now(), strict()
    stages = ["first", "draft", "returned", "passed"]
    plain = [Article(title=f"第{n}篇", category=place, stage=stages[n % 4]) for n in range(number)]
    made = Article.objects.bulk_create(plain)
    Revision.objects.bulk_create(
        Revision(article=one, number=1, title=one.title, saved_by=writer, saved_at=now, digest=f"{one.pk}")
        for one in made
    )
    saved = {revision.article_id: revision for revision in Revision.objects.filter(article__in=made)}
    for one in made:
        one.newest = saved[one.pk]
        if one.stage == "passed":
            one.live, one.published_at = one.newest, now + cast.DAY * (1 if one.pk % 8 < 4 else -1)
    Article.objects.bulk_update(made, ["newest", "live", "published_at"])
    facts = {"number": 1, "submitted_by": writer, "submitted_at": now}
    Round.objects.bulk_create(Round(article=one, revision=one.newest, **facts) for one in made)
    Assignment.objects.bulk_create(Assignment(article=one, to=reader, by=writer, at=now) for one in made)


def test_the_desk_costs_the_same_however_much_waits() -> None:
    writer, boss = cast.reporter(), User.objects.create_superuser("boss", is_staff=True)
    desk, costs = at_desk(boss), []
    for number in (30, 270):
        fill(number, writer, boss)
        desk.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(INDEX).content.decode()
        assert page.count("待初审") >= 5
        assert not any(re.search(r"\bbody\b", query["sql"]) for query in queries)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 20
