"""An article goes to readers, changes, moves; its evidence and its events follow."""

from __future__ import annotations

import pytest

from articles import publishing, revising, rules
from articles.models import Article, ArticleEvent, Publication
from articles.models.append_only import HistoryIsFixed
from tests import cast
from tests.cast import DAY, HOUR, NOON
from toolkit.models import Epoch

pytestmark = pytest.mark.django_db


def test_it_is_seen_from_the_moment_it_is_published() -> None:
    article = cast.draft()
    assert not Article.objects.public(NOON).exists()
    publishing.publish(article=article, by=cast.chief(), now=NOON)
    assert Article.objects.public(NOON).get() == article
    assert article.address == f"/2026-11/24/content_{article.pk}.htm"


def test_it_keeps_the_old_text_up_until_the_new_one_is_published() -> None:
    article = cast.published(title="旧标题")
    again = cast.changed(article, title="新标题")
    assert Article.objects.public(NOON).get().live.title == "旧标题"
    assert again.has_newer_text
    publishing.publish(article=again, by=cast.chief(), now=NOON + HOUR)
    shown = Article.objects.public(NOON + HOUR).get()
    assert (shown.live.title, shown.published_at, shown.has_newer_text) == ("新标题", NOON, False)


def test_it_leaves_evidence_of_what_stood_where_and_when() -> None:
    article = cast.published(title="一")
    publishing.publish(article=cast.changed(article, title="二"), by=cast.chief(), now=NOON + HOUR)
    publishing.withdraw(
        article=article,
        by=cast.chief(),
        kind=Article.Withdrawal.ERROR,
        reason="数字有误",
        now=NOON + 2 * HOUR,
    )
    stood = Publication.objects.order_by("since").values_list("revision__title", "address", "since", "until")
    address = article.address
    assert list(stood) == [("一", address, NOON, NOON + HOUR), ("二", address, NOON + HOUR, NOON + 2 * HOUR)]


def test_it_goes_live_exactly_on_time_with_nobody_at_work() -> None:
    article = cast.draft()
    publishing.schedule(
        article=article, by=cast.chief(), at=NOON + DAY, take_down_at=NOON + 2 * DAY, now=NOON
    )
    seconds_before, after = NOON + DAY - HOUR / 3600, NOON + 2 * DAY
    assert not Article.objects.public(seconds_before).exists()
    assert Article.objects.public(NOON + DAY).exists()
    assert not Article.objects.public(after).exists()
    words = [article.state(moment)[1] for moment in (NOON, NOON + DAY, after)]
    assert words == ["定时发布", "在线", "已下线"]


def test_it_can_be_called_off_before_anybody_has_read_it() -> None:
    article = cast.draft()
    publishing.schedule(article=article, by=cast.chief(), at=NOON + DAY, now=NOON)
    publishing.unschedule(article=article, by=cast.chief(), now=NOON + HOUR)
    assert not Article.objects.once_public(NOON + 2 * DAY).exists()
    assert Publication.objects.get().until == NOON + DAY, "it stood for no time at all"
    publishing.publish(article=article, by=cast.chief(), now=NOON + 2 * HOUR)
    assert Article.objects.public(NOON + 2 * HOUR).exists()


def test_it_keeps_its_address_when_it_moves_to_another_category() -> None:
    article, target = cast.published(), cast.category("minsheng", "民生")
    address = article.address
    publishing.move(article=article, category=target, by=cast.editor(), now=NOON + HOUR)
    moved = Article.objects.public(NOON + HOUR).in_category(target).get()
    assert moved.address == address


def test_it_is_listed_in_the_parent_category_too() -> None:
    parent = cast.category("chanye", "产业经济")
    article = cast.published(category=cast.category("xiangmu", "项目建设", parent=parent))
    assert Article.objects.public(NOON).in_category(parent).get() == article


def test_it_raises_the_epoch_with_everything_readers_can_see() -> None:
    article, chief = cast.draft(), cast.chief()
    numbers = [Epoch.objects.get().number]
    publishing.publish(article=article, by=chief, now=NOON)
    numbers.append(Epoch.objects.get().number)
    publishing.withdraw(
        article=article, by=chief, kind=Article.Withdrawal.PRIVACY, reason="当事人要求", now=NOON + HOUR
    )
    numbers.append(Epoch.objects.get().number)
    publishing.restore(article=article, by=chief, reason="已隐去姓名", now=NOON + 2 * HOUR)
    numbers.append(Epoch.objects.get().number)
    assert numbers == sorted(set(numbers)), "each step is a new epoch"


def test_it_writes_a_chain_of_events_that_any_change_would_break() -> None:
    article = cast.published()
    cast.changed(article, title="改过的标题")
    events = list(ArticleEvent.objects.order_by("id"))
    assert [event.kind for event in events] == ["saved", "published", "saved"]
    assert [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]
    assert all(event.digest == event.computed_digest() for event in events)
    events[0].detail = {"reason": "forged"}
    assert events[0].digest != events[0].computed_digest()


@pytest.mark.parametrize("history", ["revisions", "events"])
def test_its_history_cannot_be_changed_or_deleted(history: str) -> None:
    rows = getattr(cast.published(), history)
    row = rows.first()
    for forbidden in (row.save, row.delete, rows.all().delete, lambda: rows.all().update(digest="")):
        with pytest.raises(HistoryIsFixed):
            forbidden()
    row.refresh_from_db()
    assert row.digest == row.computed_digest()


def test_it_can_be_withdrawn_and_restored_at_its_old_address() -> None:
    article, chief = cast.published(), cast.chief()
    publishing.withdraw(
        article=article, by=chief, kind=Article.Withdrawal.ERROR, reason="数字有误", now=NOON + HOUR
    )
    assert not Article.objects.public(NOON + HOUR).exists()
    assert Article.objects.once_public(NOON + HOUR).exists()
    publishing.restore(article=article, by=chief, reason="核对无误", now=NOON + DAY)
    back = Article.objects.public(NOON + DAY).get()
    assert back.address == article.address
    assert back.withdrawal_reason == ""


def test_it_can_be_thrown_away_before_publication_and_taken_back_out() -> None:
    article, writer = cast.draft(title="不用的稿"), cast.reporter()
    revising.discard(article=article, by=writer, now=NOON)
    assert "稿件在回收站里，先恢复再操作" in rules.reasons_not_to_publish(article, cast.chief(), NOON)
    revising.restore_revision(article=article, revision=article.revisions.get(), by=writer, now=NOON)
    taken_out = Article.objects.get(pk=article.pk)
    assert taken_out.stage == Article.Stage.DRAFT
    publishing.publish(article=taken_out, by=cast.chief(), now=NOON)


def test_an_earlier_text_comes_back_as_a_revision_of_its_own() -> None:
    article = cast.draft(title="第一稿")
    first = article.newest
    assert first is not None
    again = cast.changed(article, title="第二稿")
    made = revising.restore_revision(article=again, revision=first, by=cast.reporter(), now=NOON)
    assert (made.number, made.title, made.digest) == (3, "第一稿", first.digest)


def test_saving_without_changing_a_word_makes_no_revision() -> None:
    article = cast.draft()
    cast.changed(article)
    assert article.revisions.count() == 1
    assert article.events.count() == 1


def test_renaming_a_source_rewrites_no_history() -> None:
    cast.published()
    source = cast.source()
    source.name = "改名后的新闻网"
    source.save()
    assert Article.objects.public(NOON).get().live.source_name == "海湾新区新闻网"
