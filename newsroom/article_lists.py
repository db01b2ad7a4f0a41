"""The lists of articles on the desk: to review, assigned, returned, drafts, scheduled, published today."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles import rules
from articles.models import Article, Assignment, Finding, Note, Review, Revision, Round
from articles.models.article import BEIJING
from articles.models.finding import NEVER_WAIVED
from articles.templatetags.beijing import brief, minutes

from .waiting import author, saved_by, waiting_for
from .worklist import SHOWN, Entry, Worklist, age, by_when, lateness, name_of

STATES = {"first": "待初审", "second": "待复审", "final": "待终审"}
FACTS = (
    "title", "stage", "published_at", "take_down_at", "embargo_until", "withdrawn_at", "next_at",
    "live__number", "newest__number", "newest__saved_at", "next__number", "category__name",
    "newest__saved_by__username", "newest__saved_by__last_name", "newest__saved_by__first_name",
)  # fmt: skip
Stage = Article.Stage


def to_do(by: User, now: datetime) -> Worklist:
    """Articles at a stage that this person may review and neither wrote nor reviewed; signed ones to publish."""
    opened = Round.objects.filter(article=OuterRef("pk"), closed_at=None).values("submitted_at")[:1]
    found = lines(waiting_for(by, now)).annotate(
        due_at=F("assignment__due_at"), submitted_at=Subquery(opened)
    )
    found = found.order_by(F("due_at").asc(nulls_last=True), F("submitted_at").asc(nulls_last=True), "id")
    entries = []
    for article in found[: SHOWN + 1]:
        due, since = article.due_at, article.submitted_at or text_of(article).saved_at
        late = due is not None and due < now
        signed = "已签发，待恢复发布" if article.withdrawn_at else "已签发，待发布"
        word = STATES.get(article.stage, signed)
        facts = [article.category.name, f"{name_of(text_of(article).saved_by)} 写", f"已等 {age(since, now)}"]
        entries.append(
            Entry(
                page(article), article.title, [*lateness(late), ("waiting", word)], facts + by_when(due), late
            )
        )
    return Worklist(
        "to-do", "等我处理", entries,
        "没有等您处理的稿件。轮到您审的稿件会出现在这里，填了邮箱的账号同时收到一封邮件；自己写的稿件由别的同事审。",
    )  # fmt: skip


def assigned(by: User, now: datetime) -> Worklist:
    """What a colleague has given this person, the longest overdue first, until readers have it."""
    done = Q(article__live=F("article__newest"), article__published_at__lte=now)
    found = (
        Assignment.objects.filter(to=by)
        .exclude(done)
        .exclude(article__stage__in=[Stage.TRASHED, Stage.REJECTED])
        .filter(article__withdrawn_at=None)
        .select_related("article__category", "by")
        .only(
            "due_at", "urgency", "by__username", "by__last_name", "by__first_name",
            "article__title", "article__stage", "article__category__name",
        )
    )  # fmt: skip
    entries = []
    for given in found[: SHOWN + 1]:
        late = given.is_overdue(now)
        states = [*lateness(late), (given.article.stage, given.article.get_stage_display())]
        if given.urgency != Assignment.Urgency.NORMAL:
            states.append((f"urgency{given.urgency}", given.get_urgency_display()))
        facts = [given.article.category.name, f"{name_of(given.by)} 分派", *by_when(given.due_at)]
        entries.append(Entry(page(given.article), given.article.title, states, facts, late))
    return Worklist(
        "assigned", "分派给我", entries, "现在没有分派给您的稿件。责任编辑和终审可以在稿件右侧点“分派”。"
    )


def returned(by: User, now: datetime) -> Worklist:
    """This person's texts that reviewers sent back, with what they said."""
    said = Review.objects.filter(round__article=OuterRef("pk")).order_by("-id")
    found = lines(written_by(by).filter(stage=Stage.RETURNED)).annotate(
        opinion=Subquery(said.values("opinion")[:1]), returned_at=Subquery(said.values("at")[:1])
    )
    entries = [
        Entry(
            page(article),
            article.title,
            [("returned", "退回修改")],
            [f"意见：{article.opinion or '没有写'}", f"已过 {age(article.returned_at or now, now)}"],
        )
        for article in found.order_by("returned_at", "id")[: SHOWN + 1]
    ]
    return Worklist(
        "returned", "退回给我", entries, "没有退回给您的稿件。退回时会写明意见，改好保存后再提交。"
    )


def to_waive(by: User, now: datetime) -> Worklist:
    """Drafts of others that a finding keeps from the reviewers, where somebody has said in a note why."""
    blocking = Finding.objects.open().filter(severity=Finding.Severity.BLOCK).exclude(rule__in=NEVER_WAIVED)
    asked = Note.objects.filter(article=OuterRef("pk"), at__gte=OuterRef("newest__saved_at"))
    found = (
        lines(Article.objects.filter(stage=Stage.DRAFT))
        .filter(Exists(blocking.filter(revision=OuterRef("newest"))), Exists(asked))
        .exclude(Exists(saved_by(by, now)) | Exists(author(by)))
        .annotate(reason=Subquery(asked.order_by("-id").values("text")[:1]))
    )
    entries = [
        Entry(
            page(article),
            article.title,
            [("waiting", "待放行")],
            [f"便条：{article.reason}", f"{name_of(text_of(article).saved_by)} 写"],
        )
        for article in found.order_by("newest__saved_at", "id")[: SHOWN + 1]
    ]
    return Worklist(
        "to-waive", "等我放行", entries,
        "没有等您放行的检查意见。写稿人写了便条、检查意见挡住提交的稿件会出现在这里。",
    )  # fmt: skip


def drafts(by: User, now: datetime) -> Worklist:
    """What this person is writing."""
    found = lines(written_by(by).filter(stage=Stage.DRAFT)).order_by("-newest__saved_at", "-id")
    entries = [
        Entry(
            page(article),
            article.title,
            [unfinished(article)],
            [article.category.name, f"{age(text_of(article).saved_at, now)}前保存"],
        )
        for article in found[: SHOWN + 1]
    ]
    return Worklist(
        "drafts", "我的草稿", entries, "没有写到一半的稿件。点“写新稿”开始；每次保存都会留下一版。",
        more=f"{reverse('admin:articles_article_changelist')}?state=unpublished",
    )  # fmt: skip


def unfinished(article: Article) -> tuple[str, str]:
    """A (key, word) pair: what readers have of it beside the draft."""
    if article.withdrawn_at is not None:
        return "withdrawn", "撤稿后的修改"
    return ("newer", "有未发布的修改") if article.live_id else ("draft", "草稿")


def scheduled(by: User, now: datetime) -> Worklist:
    """What goes in front of readers by itself and exactly when, or why it will not."""
    waits = Q(live__isnull=False, published_at__gt=now) | Q(next__isnull=False)
    found = lines(Article.objects.filter(waits)).order_by(Coalesce("next_at", "published_at"), "id")
    return Worklist(
        "scheduled", "定时", [to_come(article) for article in found[: SHOWN + 1]],
        "没有定时的稿件。签发以后可以在稿件右侧点“定时发布”，到时间准时上线。",
        more=f"{reverse('admin:articles_article_changelist')}?state=scheduled",
    )  # fmt: skip


def to_come(article: Article) -> Entry:
    """One scheduled article: the moment and the version, or the reasons against it."""
    changing = article.next is not None
    at, text = (article.next_at, article.next) if changing else (article.published_at, article.live)
    assert at is not None
    assert text is not None
    reasons = rules.withdrawn(article) + ([] if changing else rules.embargoed(article, at))
    if changing and article.take_down_at is not None and article.take_down_at <= at:
        reasons.append(f"稿件在北京时间 {minutes(article.take_down_at)} 先下线")
    doing = "换成" if changing else "发布"
    if reasons:
        return Entry(page(article), article.title, [("withdrawn", f"不会{doing}")], reasons)
    facts = [f"北京时间 {minutes(at)} {doing}第{text.number}版"]
    if article.newest is not None and article.newest_id != text.pk:
        facts.append(f"最近保存的第{article.newest.number}版（{article.get_stage_display()}）不会随它发布")
    return Entry(page(article), article.title, [("scheduled", "定时修改" if changing else "定时发布")], facts)


def published_today(by: User, now: datetime) -> Worklist:
    """What readers have got since midnight in Beijing."""
    midnight = datetime.combine(now.astimezone(BEIJING).date(), time.min, BEIJING)
    found = lines(Article.objects.public(now).filter(published_at__gte=midnight)).order_by(
        "-published_at", "-id"
    )
    entries = [
        Entry(
            page(article),
            article.title,
            [("live", "在线")],
            [article.category.name, brief(article.published_at, now)],
        )
        for article in found[: SHOWN + 1]
    ]
    return Worklist(
        "published", "今天已发布", entries, "今天还没有发布稿件。",
        more=f"{reverse('admin:articles_article_changelist')}?state=live",
    )  # fmt: skip


def lines(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Only what a line needs: never a body."""
    joined = articles.select_related("category", "newest__saved_by", "live", "next")
    return joined.only(*FACTS)


def written_by(by: User) -> QuerySet[Article]:
    """Articles whose newest text this person saved, or of which they are an author."""
    author = Article.authors.through.objects.filter(article=OuterRef("pk"), user=by)
    return Article.objects.filter(Q(newest__saved_by=by) | Exists(author))


def page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def text_of(article: Article) -> Revision:
    """The newest text; whoever has a stage has one."""
    assert article.newest is not None
    return article.newest
