"""Who may do what, and when: each rule answers with the reasons against, in Chinese; none means yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from .four_eyes import (
    REVIEWED_BY,
    missing_stages,
    place_of,
    rounds_since_withdrawal,
    under_review,
    unreviewed,
    writers,
)
from .models import Article, Category, Correction, Finding, Proposal, Review, Revision
from .models.article import BEIJING
from .models.finding import NEVER_WAIVED

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_PROPOSAL = 200  # characters


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


def embargoed(article: Article, at: datetime) -> list[str]:
    """Nothing may stand in front of readers at `at`, because it is promised not to before another moment."""
    if article.embargo_until is None or article.embargo_until <= at:
        return []
    until = f"{article.embargo_until.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return [f"稿件在北京时间 {until} 以前禁止发布"]


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


def unresolved(revision: Revision) -> list[str]:
    """What the checks found in this text and nobody has put right or let pass; what `lacking` says is not repeated."""
    found = revision.findings.open().exclude(rule__in=NEVER_WAIVED).values_list("message", flat=True)
    return [f"检查未通过：{message}。请改正，或请有放行权限的同事放行" for message in dict.fromkeys(found)]


def blocked(revision: Revision | None) -> list[str]:
    """What the law forbids in this text: not even reviewers get it before it is put right or let pass (norms 2.10)."""
    if revision is None:
        return []
    found = revision.findings.open().filter(severity=Finding.Severity.BLOCK).exclude(rule__in=NEVER_WAIVED)
    return [
        f"检查未通过：{message}。请改正；确有理由保留的，写便条请终审放行以后再提交"
        for message in dict.fromkeys(found.values_list("message", flat=True))
    ]


def kept_back(article: Article) -> list[str]:
    """What keeps the newest text from readers, whoever asks and whenever."""
    reasons = trashed(article) + withdrawn(article) + lacking(article.newest)
    return reasons if article.newest is None else reasons + unreviewed(article) + unresolved(article.newest)


def reasons_not_to_record(article: Article, by: User) -> list[str]:
    """Saving the working text."""
    new = article.pk is None
    return without_right(by, "add_article" if new else "change_article", "写稿" if new else "改稿") + trashed(
        article
    )


def reasons_not_to_overwrite(newest: Revision | None, on: int | None) -> list[str]:
    """Saving a text that was opened on version `on`: nobody's words are overwritten unseen (product B5)."""
    if newest is None or newest.number == on:
        return []
    return [
        f"这篇稿件在您打开以后又保存过，最新的是第{newest.number}版。没有覆盖任何人的文字，请先看两边的不同再保存"
    ]


def reasons_not_to_restore_revision(article: Article, by: User) -> list[str]:
    """Making an earlier text the newest again; also the way out of the bin."""
    return without_right(by, "change_article", "改稿")


def reasons_not_to_discard(article: Article, by: User) -> list[str]:
    """Into the bin; what was or will be public is withdrawn instead, never thrown away."""
    published = ["稿件已经发布或定时发布过，只能撤稿，不能移入回收站"] if article.live_id else []
    return without_right(by, "change_article", "改稿") + trashed(article) + published


def reasons_not_to_publish(article: Article, by: User, now: datetime) -> list[str]:
    """Showing the newest text to readers."""
    reasons = without_right(by, "publish", "发布") + kept_back(article) + embargoed(article, now)
    if article.is_public(now) and article.live_id == article.newest_id:
        reasons.append("读者看到的已经是最新的一版")
    return reasons


def reasons_not_to_schedule(article: Article, by: User, at: datetime | None, now: datetime) -> list[str]:
    """First publication, or a change to what is live, at a later moment; `at` None asks about the rest."""
    reasons = without_right(by, "publish", "发布") + kept_back(article)
    if at is not None and at <= now:
        reasons.append("定时发布的时间要晚于现在")
    if at is not None:
        reasons += embargoed(article, at)
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


def reasons_not_to_submit(article: Article, by: User) -> list[str]:
    """Handing the newest text to the reviewers."""
    reasons = without_right(by, "submit", "提交审核") + trashed(article) + lacking(article.newest)
    if not article.category.required_stages:
        return [*reasons, f"“{article.category.name}”栏目不要求审核，可以直接发布"]
    match article.stage:
        case Article.Stage.RETURNED | Article.Stage.REJECTED:
            reasons.append("这一版已经审过，请按意见修改保存以后再提交")
        case Article.Stage.PASSED if not article.newest or not resubmitted(article, article.newest):
            reasons.append("这一版已经签发，不用再审")
    return reasons + under_review(article) + blocked(article.newest)


def reasons_not_to_save_and_submit(article: Article, by: User) -> list[str]:
    """Handing over in one press what the form holds; what the words themselves lack is seen once they are saved."""
    reasons = without_right(by, "submit", "提交审核") + reasons_not_to_record(article, by)
    if article.category_id and not article.category.required_stages:
        reasons.append(f"“{article.category.name}”栏目不要求审核，可以直接发布")
    return reasons + under_review(article)


def resubmitted(article: Article, text: Revision) -> bool:
    """A signed-off text goes to the reviewers again: for a stricter category, or to come back after a withdrawal."""
    if missing_stages(text, article.category):
        return True
    return article.withdrawn_at is not None and not rounds_since_withdrawal(text).exists()


def reasons_not_to_pass(article: Article, by: User, now: datetime | None = None) -> list[str]:
    """Four eyes (product C2): the right role, not a writer, and no other stage of the round; no one is exempt."""
    if article.stage not in REVIEWED_BY:
        return [f"稿件没有在等待审核（{article.get_stage_display()}）"]
    permission, doing = REVIEWED_BY[article.stage]  # type: ignore[index]
    reasons = without_right(by, permission, doing)
    if by.pk in writers(article, now=now):
        reasons.append("您写过或改过这篇稿件，不能审自己的稿，要由别的同事来审")
    taken = Review.objects.filter(round__revision=article.newest_id, reviewer=by)
    if other := taken.exclude(stage=str(article.stage)).last():
        reasons.append(f"您已经做过这一版的{other.get_stage_display()}，{doing}要由另一位同事来做")
    return reasons


reasons_not_to_return = reasons_not_to_pass
reasons_not_to_reject = reasons_not_to_pass


def reasons_not_to_propose(review: Review, by: User, before: str, after: str, place: str) -> list[str]:
    """Marked replacements come from who sent the text back, and say exactly which words."""
    reasons = [] if review.reviewer_id == by.pk else ["只有退回这一版的审稿人可以提修改建议"]
    if review.decision != Review.Decision.RETURN:
        reasons.append("修改建议随退回意见一起提")
    if before == after or max(len(before), len(after)) > LONGEST_PROPOSAL:
        reasons.append(f"修改建议要写明不同的原文和改文，各不超过{LONGEST_PROPOSAL}字")
    if not place:
        reasons.append(f"原文“{before}”在稿件里找不到，或不止一处，请多写几个字")
    return reasons


def reasons_not_to_take(proposal: Proposal, article: Article, by: User) -> list[str]:
    """One click of the writer; the words must still stand there."""
    reasons = reasons_not_to_record(article, by)
    if proposal.taken_at is not None:
        reasons.append("这条建议已经采纳")
    elif place_of(proposal.before, article) != proposal.place:
        reasons.append(f"原文“{proposal.before}”已经改过，请直接在稿件里修改")
    return reasons


def reasons_not_to_move(article: Article, category: Category, by: User) -> list[str]:
    """Into another category; what readers see must have passed what the target asks for."""
    reasons = without_right(by, "change_article", "改稿") + trashed(article)
    if article.category_id == category.pk:
        reasons.append(f"稿件已经在“{category.name}”栏目")
    if article.category_id != category.pk:
        reasons += under_review(article)
    if article.live is not None:
        reasons += without_right(by, "publish", "发布") + short_of(article.live, article, category)
    if article.next is not None:
        reasons += short_of(article.next, article, category)
    return reasons


def short_of(text: Revision, article: Article, category: Category) -> list[str]:
    """The reviews that a text of readers lacks for another category, and how it gets them."""
    ready = text.pk == article.newest_id and article.next_id is None
    way = (
        "请先“提交补审”，补审通过以后再调整栏目" if ready else "请先把最近保存的一版审过、发布，再“提交补审”"
    )
    if article.withdrawn_at is not None:
        way = "请先“恢复发布”，再“提交补审”"
    return [f"{missing}；{way}" for missing in missing_stages(text, category)]


def reasons_not_to_withdraw(article: Article, by: User) -> list[str]:
    """Taking back from readers: wins over schedules and open edits."""
    reasons = without_right(by, "withdraw", "撤稿")
    if article.live_id is None:
        reasons.append("稿件没有发布过，不需要撤稿")
    elif article.withdrawn_at:
        reasons.append("稿件已经撤下")
    return reasons


def reasons_not_to_restore(article: Article, by: User) -> list[str]:
    """Back to readers after a withdrawal, with the text of `to_restore`."""
    reasons = without_right(by, "publish", "发布")
    text = to_restore(article)
    if article.withdrawn_at is None or text is None:
        return [*reasons, "稿件没有撤下，不需要恢复"]
    reasons += [] if text == article.live else unresolved(text)
    return reasons + missing_stages(text, article.category) + reasons_against_final_review(article, text, by)


def to_restore(article: Article) -> Revision | None:
    """What comes back after a withdrawal: the newest text, which reviewers have passed anew, so that a corrected
    piece never returns with its error; where no review is asked for, what stood there."""
    return article.newest if article.live and article.category.required_stages else article.live


def reasons_against_final_review(article: Article, text: Revision, by: User) -> list[str]:
    """A withdrawn piece comes back on a final review given since, by somebody else than who restores it."""
    if not article.category.required_stages:
        return []
    since = Review.objects.filter(round__in=rounds_since_withdrawal(text), stage=Review.Stage.FINAL)
    last = since.filter(decision=Review.Decision.PASS).last()
    if last is None or article.stage != Article.Stage.PASSED:
        return ["恢复发布要先重新终审：请提交审核，由另一位同事终审通过"]
    return ["这一版的终审是您做的，恢复发布要由另一位同事来做"] if last.reviewer_id == by.pk else []


def reasons_not_to_lead(article: Article) -> list[str]:
    """What may not stand as the lead of the home page (product D5, norms 3.15, 3.16)."""
    reasons = []
    if article.is_advertisement or (article.live and article.live.is_advertisement):
        reasons.append("广告不能作为头条")
    if article.involves_minor or (article.live and article.live.involves_minor):
        reasons.append("涉及未成年人的稿件不能作为头条")
    return reasons


def reasons_not_to_copy(article: Article, now: datetime) -> list[str]:
    """Taking the text out to another platform: only what readers have in front of them."""
    return [] if article.is_public(now) else ["读者现在看不到这篇稿件，发布以后才能复制到公众号"]


def reasons_not_to_place(article: Article, place: str) -> list[str]:
    """What may not stand in a place of honour; the queries of `places` leave it out too."""
    if place == "lead":
        return reasons_not_to_lead(article)
    advertisement = article.is_advertisement or (article.live is not None and article.live.is_advertisement)
    return ["广告不能放在推荐位或置顶"] if advertisement and place in {"recommended", "pinned"} else []


def reasons_not_to_assign(article: Article, by: User) -> list[str]:
    """Saying who sees to an article and by when."""
    return without_right(by, "assign", "分派稿件") + trashed(article)


def reasons_not_to_be_given(to: User | None) -> list[str]:
    """Work goes to somebody who is here and can open it; nobody in particular is allowed."""
    if to is None or (to.is_active and to.is_staff and to.has_perm("articles.view_article")):
        return []
    return ["这个账号已停用或不能看稿件，请分派给别的同事"]


def reasons_not_to_note(article: Article, by: User) -> list[str]:
    """Leaving a remark for colleagues; on what is withdrawn too."""
    return without_right(by, "add_note", "写便条")


def reasons_not_to_embargo(article: Article, by: User, until: datetime | None, now: datetime) -> list[str]:
    """Not before `until`: writers promise it, whoever publishes may shorten it; None takes the promise back."""
    reasons = trashed(article) + withdrawn(article)
    if article.published_at is not None and article.published_at <= now:
        reasons.append("稿件已经发布过，不能再设禁发时间")
    elif article.published_at is not None and until is not None and article.published_at < until:
        reasons.append("稿件定在禁发时间以前发布，请先取消定时")
    before = article.embargo_until
    if before is not None and before > now and (until is None or until < before):
        return without_right(by, "publish", "解除或提前禁发时间") + reasons
    publishes = by.is_active and by.has_perm("articles.publish")
    return ([] if publishes else without_right(by, "change_article", "设定禁发时间")) + reasons


def reasons_not_to_correct(article: Article, by: User, now: datetime) -> list[str]:
    """Writing a correction, a clarification or an addition under what readers have in front of them (norms 3.6)."""
    reasons = without_right(by, "draft_correction", "起草更正")
    if not article.is_public(now):
        reasons.append("读者现在看不到这篇稿件，不能发更正；还没有发布的直接改稿")
    elif article.corrections.waiting().exists():
        reasons.append("已有一份更正等待另一人签发，先签发或撤回它")
    return reasons


def reasons_not_to_sign_correction(correction: Correction, by: User, now: datetime) -> list[str]:
    """Putting it before readers takes a second person, superusers included."""
    reasons = without_right(by, "correct", "发布更正") + settled(correction)
    if correction.by_id == by.pk:
        reasons.append("更正要由起草人以外的另一人签发")
    if not correction.article.is_public(now):
        reasons.append("读者现在看不到这篇稿件，更正不会有人看到")
    return reasons


def reasons_not_to_drop_correction(correction: Correction, by: User) -> list[str]:
    """Giving up a correction that nobody outside has seen."""
    return without_right(by, "draft_correction", "起草更正") + settled(correction)


def settled(correction: Correction) -> list[str]:
    if correction.published_at:
        return ["这份更正已经发布，要再说明请另发一份"]
    return ["这份更正已经撤回"] if correction.dropped_at else []


def reasons_not_to_prove_withdrawal(article: Article, by: User) -> list[str]:
    """Walking the public site for what may be left of a withdrawn article."""
    return without_right(by, "withdraw", "撤稿") + (
        [] if article.withdrawn_at else ["稿件没有撤下，不需要核对"]
    )


def reasons_not_to_export_evidence(article: Article, by: User) -> list[str]:
    """Taking the whole history of an article out as a file (product D4)."""
    reasons = without_right(by, "view_evidence", "导出证据")
    return reasons if article.publications.exists() else [*reasons, "稿件没有发布过，没有可以导出的证据"]
