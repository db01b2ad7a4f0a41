"""Who may do what, and when: each rule answers with the reasons against, in Chinese; none means yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from .models import Article, Category, Revision

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGES = {
    0: (),
    1: (Article.Stage.FINAL,),
    2: (Article.Stage.FIRST, Article.Stage.FINAL),
    3: (Article.Stage.FIRST, Article.Stage.SECOND, Article.Stage.FINAL),
}


class NotAllowed(Exception):
    """A verb was refused; `reasons` are sentences for the person who asked."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


def require(reasons: Sequence[str]) -> None:
    """Raise NotAllowed when there is any reason against."""
    if reasons:
        raise NotAllowed(reasons)


def without_right(by: User, permission: str, doing: str) -> list[str]:
    return (
        []
        if by.is_active and by.has_perm(f"articles.{permission}")
        else [f"您的账号没有{doing}的权限，请找系统管理员开通"]
    )


def trashed(article: Article) -> list[str]:
    return ["稿件在回收站里，先恢复再操作"] if article.stage == Article.Stage.TRASHED else []


def withdrawn(article: Article) -> list[str]:
    return ["稿件已经撤下，要重新上线请用“恢复发布”"] if article.withdrawn_at else []


def missing_stages(revision: Revision, category: Category) -> list[str]:
    """The reviews that this revision lacks for that category (product C1); a pass counts for one revision only."""
    needed = [stage for stage in STAGES[category.required_stages] if stage not in passed_stages(revision)]
    if not needed:
        return []
    names = "、".join(str(stage.label).removeprefix("待") for stage in needed)
    return [f"“{category.name}”栏目要求先通过{names}，这一版（第{revision.number}版）还没有通过"]


def passed_stages(revision: Revision) -> frozenset[str]:
    """The stages that have passed this revision: none can, until reviews are kept (docs/workflow.md)."""
    return frozenset()


def lacking(revision: Revision | None) -> list[str]:
    """What a text needs before anybody outside may read it."""
    if revision is None:
        return ["稿件还没有保存过"]
    needed: Iterable[tuple[bool, str]] = (
        (not revision.title.strip(), "还没有标题"),
        (not revision.body.strip(), "还没有正文"),
        (revision.source_id is None, "还没有填写来源"),
        (bool(revision.cover_id) and not revision.cover_alt.strip(), "封面图片还没有文字说明"),
    )
    return [sentence for lacks, sentence in needed if lacks]


def reasons_not_to_record(article: Article, by: User) -> list[str]:
    """Saving the working text."""
    new = article.pk is None
    return without_right(by, "add_article" if new else "change_article", "写稿" if new else "改稿") + trashed(
        article
    )


def reasons_not_to_restore_revision(article: Article, by: User) -> list[str]:
    """Making an earlier text the newest again; also the way out of the bin."""
    return without_right(by, "change_article", "改稿")


def reasons_not_to_discard(article: Article, by: User) -> list[str]:
    """Into the bin; what was or will be public is withdrawn instead, never thrown away."""
    published = ["稿件已经发布或定时发布过，只能撤稿，不能移入回收站"] if article.live_id else []
    return without_right(by, "change_article", "改稿") + trashed(article) + published


def reasons_not_to_publish(article: Article, by: User, now: datetime) -> list[str]:
    """Showing the newest text to readers."""
    reasons = (
        without_right(by, "publish", "发布") + trashed(article) + withdrawn(article) + lacking(article.newest)
    )
    if article.newest is not None:
        reasons += missing_stages(article.newest, article.category)
        if article.is_public(now) and article.live_id == article.newest_id:
            reasons.append("读者看到的已经是最新的一版")
    return reasons


def reasons_not_to_schedule(article: Article, by: User, at: datetime | None, now: datetime) -> list[str]:
    """First publication, or a change to what is live, at a later moment; `at` None asks about the rest."""
    reasons = (
        without_right(by, "publish", "发布") + trashed(article) + withdrawn(article) + lacking(article.newest)
    )
    if article.newest is not None:
        reasons += missing_stages(article.newest, article.category)
    if at is not None and at <= now:
        reasons.append("定时发布的时间要晚于现在")
    return reasons + reasons_not_to_change(article, at, now)


def reasons_not_to_change(article: Article, at: datetime | None, now: datetime) -> list[str]:
    """What a change at `at` asks for besides, once readers have seen the piece; before that, nothing."""
    match article.state(now)[0]:
        case "expired":
            return ["稿件已经下线，要重新上线请立即发布"]
        case "live" if article.live_id == article.newest_id:
            return ["读者看到的已经是最新的一版，没有可以定时更换的修改"]
        case "live" if at is not None and article.take_down_at is not None and article.take_down_at <= at:
            return ["定时修改的时间要早于稿件的下线时间"]
        case _:
            return []


def reasons_not_to_unschedule(article: Article, by: User, now: datetime) -> list[str]:
    """Back to unpublished, or no change to what is live, before the moment has come."""
    waiting = article.state(now)[0] == "scheduled" or article.next_id is not None
    return without_right(by, "publish", "发布") + ([] if waiting else ["稿件没有在等待定时发布"])


def reasons_not_to_take_down(take_down_at: datetime | None, begins: datetime) -> list[str]:
    """The time of going offline that comes with a publication."""
    return ["下线时间要晚于发布时间"] if take_down_at is not None and take_down_at <= begins else []


def reasons_not_to_move(article: Article, category: Category, by: User) -> list[str]:
    """Into another category; what readers see must have passed what the target asks for."""
    reasons = without_right(by, "change_article", "改稿") + trashed(article)
    if article.category_id == category.pk:
        reasons.append(f"稿件已经在“{category.name}”栏目")
    if article.live is not None:
        reasons += without_right(by, "publish", "发布") + missing_stages(article.live, category)
    if article.next is not None:
        reasons += missing_stages(article.next, category)
    return reasons


def reasons_not_to_withdraw(article: Article, by: User) -> list[str]:
    """Taking back from readers: wins over schedules and open edits."""
    reasons = without_right(by, "withdraw", "撤稿")
    if article.live_id is None:
        reasons.append("稿件没有发布过，不需要撤稿")
    elif article.withdrawn_at:
        reasons.append("稿件已经撤下")
    return reasons


def reasons_not_to_restore(article: Article, by: User) -> list[str]:
    """Back to readers after a withdrawal, with the text that stood there."""
    reasons = without_right(by, "publish", "发布")
    if article.withdrawn_at is None or article.live is None:
        return [*reasons, "稿件没有撤下，不需要恢复"]
    return reasons + missing_stages(article.live, article.category)


def reasons_not_to_lead(article: Article) -> list[str]:
    """What may not stand as the lead of the home page (product D5, norms 3.15, 3.16)."""
    reasons = []
    if article.is_advertisement or (article.live and article.live.is_advertisement):
        reasons.append("广告不能作为头条")
    if article.involves_minor or (article.live and article.live.involves_minor):
        reasons.append("涉及未成年人的稿件不能作为头条")
    return reasons
