from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from articles import publishing, revising
from articles.admin.workflow import panel
from articles.models import Article, Category
from tests import cast

from .visits import at_desk, form_of, messages, page_of

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY


def labels(article: Article, by: User, now: datetime = cast.NOON) -> list[str]:
    """The buttons that this person finds beside the article."""
    return [label for _, label, _ in panel(Article.objects.get(pk=article.pk), by, now).steps]


def press(article: Article, step: str, by: User, **said: Any) -> list[str]:
    """Open the page of a button, press it, and read what the desk answers."""
    desk = at_desk(by)
    assert desk.get(page_of(article, step)).status_code == 200
    return messages(desk.post(page_of(article, step), said, follow=True))


def test_a_button_stands_there_only_when_it_can_be_pressed() -> None:
    draft, chief, reporter = cast.draft(now=PAST), cast.chief(), cast.reporter()
    assert labels(draft, chief) == ["发布", "定时发布", "禁发时间"]
    assert labels(draft, reporter) == ["禁发时间", "调整栏目", "移入回收站"]
    publishing.publish(article=draft, by=chief, now=PAST)
    assert labels(draft, chief) == ["撤稿"]
    cast.changed(draft, title="改过的标题", now=PAST)
    assert labels(draft, chief) == ["发布", "定时修改", "撤稿"]
    publishing.withdraw(article=draft, by=chief, kind=Article.Withdrawal.ERROR, reason="数字有误", now=PAST)
    assert labels(draft, chief) == ["恢复发布"]


def test_the_reasons_stand_where_the_button_would_be() -> None:
    draft, reporter = cast.draft(now=PAST, source=None), cast.reporter()
    refused = panel(draft, reporter, cast.NOON).refused
    assert refused == [("发布、定时发布", ["您的账号没有发布的权限，请找系统管理员开通", "还没有填写来源"])]
    page = at_desk(reporter).get(form_of(draft)).content.decode()
    assert "现在不能发布、定时发布：" in page
    assert page_of(draft, "publish") not in page


def test_publishing_answers_with_the_address() -> None:
    draft = cast.draft(now=PAST)
    told = press(draft, "publish", cast.chief())
    draft.refresh_from_db()
    assert told == [f'已发布，读者可以看到了：<a href="{draft.address}">{draft.address}</a>']
    assert draft.state(datetime.now(tz=UTC))[0] == "live"


@time_machine.travel(cast.NOON, tick=False)
def test_a_schedule_is_entered_and_answered_in_beijing_time() -> None:
    draft = cast.draft(now=PAST)
    told = press(draft, "schedule", cast.chief(), at="2026-11-25T08:00", take_down_at="2026-12-25T08:00")
    assert told == ["将于北京时间 2026-11-25 08:00 发布。"]
    draft.refresh_from_db()
    assert draft.published_at == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    assert draft.take_down_at == datetime(2026, 12, 25, 0, 0, tzinfo=UTC)


@time_machine.travel(cast.NOON, tick=False)
def test_a_time_that_has_passed_is_refused_with_the_reason_and_kept_in_the_field() -> None:
    draft, desk = cast.draft(now=PAST), at_desk(cast.chief())
    page = desk.post(page_of(draft, "schedule"), {"at": "2026-11-24T11:59"}).content.decode()
    assert "定时发布的时间要晚于现在" in page
    assert 'value="2026-11-24T11:59"' in page
    draft.refresh_from_db()
    assert draft.live is None


@time_machine.travel(cast.NOON, tick=False)
def test_a_schedule_can_be_cancelled() -> None:
    draft = cast.draft(now=PAST)
    publishing.schedule(article=draft, by=cast.chief(), at=cast.NOON + cast.DAY, now=PAST)
    assert press(draft, "unschedule", cast.chief()) == ["已取消定时，稿件不会自动发布。"]
    draft.refresh_from_db()
    assert draft.state(cast.NOON)[0] == "unpublished"


def test_withdrawing_asks_for_kind_and_reason_and_says_what_readers_see() -> None:
    article, chief = cast.published(now=PAST), cast.chief()
    desk = at_desk(chief)
    assert "读者立刻打不开这篇稿件" in desk.get(page_of(article, "withdraw")).content.decode()
    assert desk.post(page_of(article, "withdraw"), {"kind": "error", "reason": " "}).status_code == 200
    article.refresh_from_db()
    assert article.withdrawn_at is None
    told = press(article, "withdraw", chief, kind="error", reason="数字有误")
    assert told == ["已撤稿，读者打开原地址会看到“内容已撤下”。"]
    article.refresh_from_db()
    assert (article.withdrawal_kind, article.withdrawal_reason) == ("error", "数字有误")
    assert "已撤稿" in desk.get(form_of(article)).content.decode()


def test_restoring_brings_back_what_readers_saw() -> None:
    article, chief = cast.published(now=PAST), cast.chief()
    publishing.withdraw(article=article, by=chief, kind=Article.Withdrawal.ERROR, reason="数字有误", now=PAST)
    (told,) = press(article, "restore", chief, reason="核对无误")
    assert told.startswith("已恢复发布。")
    assert Article.objects.public(cast.NOON).filter(pk=article.pk).exists()


def test_moving_goes_through_the_verb_and_keeps_the_text() -> None:
    article, other = cast.draft(now=PAST), cast.category("wenlv", "文旅")
    assert press(article, "move", cast.editor(), category=other.pk) == ["已调整到“文旅”栏目。"]
    article.refresh_from_db()
    assert article.category == other
    assert article.events.latest("id").kind == "moved"


def test_a_category_that_asks_for_reviews_refuses_a_live_text() -> None:
    article = cast.published(now=PAST)
    strict = Category.objects.create(slug="shizheng", name="时政", required_stages=3)
    page = at_desk(cast.editor()).post(page_of(article, "move"), {"category": strict.pk}).content.decode()
    assert "要求先通过初审、复审、终审" in page
    article.refresh_from_db()
    assert article.category.slug == "yaowen"


def test_the_bin_is_a_way_and_the_versions_are_the_way_back() -> None:
    article, editor = cast.draft(now=PAST), cast.editor()
    press(article, "discard", editor)
    article.refresh_from_db()
    assert article.stage == Article.Stage.TRASHED
    (told,) = messages(at_desk(editor).post(page_of(article, "history") + "1/", follow=True))
    assert told.startswith("已把第1版恢复为最新的一版")
    article.refresh_from_db()
    assert article.stage == Article.Stage.DRAFT


def test_an_earlier_version_can_be_read_and_restored_while_readers_see_the_live_one() -> None:
    article = cast.published(now=PAST)
    cast.changed(article, title="写坏了的标题", now=PAST)
    desk = at_desk(cast.reporter())
    assert "海堤步道夜间照明本周亮灯" in desk.get(page_of(article, "history") + "1/").content.decode()
    desk.post(page_of(article, "history") + "1/")
    article.refresh_from_db()
    assert article.title == "海堤步道夜间照明本周亮灯"
    assert (article.newest.number, article.live.number) == (3, 1)


@pytest.mark.parametrize("step", ["publish", "schedule", "withdraw", "move", "discard"])
def test_pressing_without_the_right_changes_nothing(step: str) -> None:
    article, auditor = (
        cast.published(now=PAST) if step == "withdraw" else cast.draft(now=PAST),
        cast.person("审计"),
    )
    before = Article.objects.values().get(pk=article.pk)
    said = {
        "at": "2099-01-01T08:00",
        "kind": "error",
        "reason": "没有权限",
        "category": cast.category("wenlv", "文旅").pk,
    }
    page = at_desk(auditor).post(page_of(article, step), said).content.decode()
    assert "您的账号没有" in page
    assert Article.objects.values().get(pk=article.pk) == before


def test_a_stranger_to_the_newsroom_is_sent_to_the_door() -> None:
    article = cast.draft(now=PAST)
    outsider = User.objects.create_user("outsider", password="潮水-退去-2026")
    answer = at_desk(outsider).post(page_of(article, "publish"))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
    article.refresh_from_db()
    assert article.live is None


def test_a_restored_version_of_another_article_is_not_found() -> None:
    article = cast.draft(now=PAST)
    revising.record(article=cast.changed(article, title="第二版", now=PAST), by=cast.reporter())
    assert at_desk(cast.reporter()).get(page_of(article, "history") + "9/").status_code == 404
