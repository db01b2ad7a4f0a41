"""What waits for a person on the desk: each list costs a fixed number of queries, however long it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from articles.models import Article, Category, Correction, TopicEdition
from articles.models.article import BEIJING
from feedback.models import Letter
from reprints.models import Case

from .article_lists import assigned, drafts, published_today, returned, scheduled, to_do, to_waive
from .waiting import REVIEWS
from .worklist import SHOWN, Entry, Worklist, age, by_when, lateness, name_of

RETURNED_FOR = timedelta(days=30)  # a topic that nobody goes on with leaves the desk; its record keeps it


def of(by: User, now: datetime) -> list[Worklist]:
    """The lists that this person's permissions allow, the most pressing first."""
    may = by.get_all_permissions()
    writes, reads = "articles.change_article" in may, "articles.view_article" in may
    reviews = [stage for stage, right in REVIEWS.items() if f"articles.{right}" in may]
    publishes = "articles.publish" in may
    chosen: list[tuple[bool, Callable[[User, datetime], Worklist]]] = [
        (bool(reviews or publishes), to_do),
        (writes or bool(reviews) or publishes, assigned),
        (writes, returned),
        (writes, drafts),
        ("articles.waive" in may, to_waive),
        ("articles.correct" in may, corrections),
        ("articles.confirm_topic" in may, topics),
        ("articles.change_topic" in may, returned_topics),
        ("reprints.view_case" in may, requests),
        ("feedback.view_letter" in may, letters),
        (reads, scheduled),
        (writes or publishes or "articles.change_category" in may, stale_categories),
        (reads, published_today),
    ]
    return [make(by, now) for allowed, make in chosen if allowed]


def corrections(by: User, now: datetime) -> Worklist:
    """What a colleague has drafted under articles that readers see; it takes a second person."""
    found = Correction.objects.waiting().exclude(by=by).filter(article__in=Article.objects.public(now))
    found = found.select_related("article", "by").order_by("drafted_at", "id")
    found = found.only(
        "kind", "drafted_at", "article__title", "by__username", "by__last_name", "by__first_name"
    )
    entries = [
        Entry(
            reverse("admin:articles_article_sign_correction", args=[each.article_id]),
            each.article.title,
            [("waiting", f"{each.get_kind_display()}待签发")],
            [f"{name_of(each.by)} 起草", f"已等 {age(each.drafted_at, now)}"],
        )
        for each in found[: SHOWN + 1]
    ]
    return Worklist(
        "corrections", "待签发的更正", entries, "没有等您签发的更正。自己起草的更正由另一位同事签发。"
    )


def topics(by: User, now: datetime) -> Worklist:
    """What a colleague wants readers to see of a topic; it takes a second person."""
    found = TopicEdition.objects.waiting().exclude(proposed_by=by).select_related("proposed_by")
    found = found.only(
        "name", "topic_id", "proposed_at",
        "proposed_by__username", "proposed_by__last_name", "proposed_by__first_name",
    )  # fmt: skip
    entries = [
        Entry(
            reverse("admin:articles_topic_confirm", args=[each.topic_id]),
            each.name,
            [("waiting", "待确认")],
            [f"{name_of(each.proposed_by)} 提出", f"已等 {age(each.proposed_at, now)}"],
        )
        for each in found.order_by("proposed_at", "id")[: SHOWN + 1]
    ]
    return Worklist("topics", "待确认的专题", entries, "没有等您确认的专题。自己提出的修改由另一位同事确认。")


def returned_topics(by: User, now: datetime) -> Worklist:
    """What this person wanted readers to see of a topic and a colleague has sent back, with the reason."""
    found = TopicEdition.objects.returned_to(by).filter(dropped_at__gt=now - RETURNED_FOR)
    found = found.select_related("dropped_by").only(
        "name", "topic_id", "dropped_at", "reason",
        "dropped_by__username", "dropped_by__last_name", "dropped_by__first_name",
    )  # fmt: skip
    entries = [
        Entry(
            f"{reverse('admin:articles_topic_change', args=[each.topic_id])}?edition={each.pk}",
            each.name,
            [("returned", "退回")],
            [f"{name_of(each.dropped_by)} 退回：{each.reason}", f"已过 {age(each.dropped_at, now)}"],
        )
        for each in found.order_by("dropped_at", "id")[: SHOWN + 1]
    ]
    empty = "没有退回给您的专题修改。退回时会写明理由，原来的文字都还在。"
    return Worklist("returned-topics", "退回的专题", entries, empty)


def stale_categories(by: User, now: datetime) -> Worklist:
    """Categories without a new article for longer than they are expected to be (norms 2.4)."""
    below = Q(category=OuterRef("pk")) | Q(category__parent=OuterRef("pk"))
    last = Article.objects.public(now).filter(below).order_by("-published_at").values("published_at")[:1]
    found = Category.objects.exclude(expected_days=None).annotate(last=Subquery(last))
    late = [
        each
        for each in found
        if each.last is None or now - each.last > timedelta(days=each.expected_days or 0)
    ]
    late.sort(key=lambda each: each.last or datetime.min.replace(tzinfo=BEIJING))
    writes = by.has_perm("articles.add_article")
    form, rows = reverse("admin:articles_article_add"), reverse("admin:articles_article_changelist")
    entries = [
        Entry(
            f"{form}?category={each.pk}" if writes else f"{rows}?category__id__exact={each.pk}",
            each.name,
            [("overdue", "空白栏目" if each.last is None else "逾期")],
            [
                "还没有发布过稿件" if each.last is None else f"{(now - each.last).days}天没有更新",
                f"期限 {each.expected_days} 天",
            ],
            late=True,
        )
        for each in late
    ]
    return Worklist("categories", "逾期栏目", entries, "各栏目都在期限内更新过；期限在“栏目”里设定。")


def requests(by: User, now: datetime) -> Worklist:
    """Licence requests that wait for the rights desk."""
    found = Case.objects.waiting_for_us().order_by("due_at", "id")
    entries = [
        Entry(
            reverse("admin:reprints_case_change", args=[case.pk]),
            f"{case.number} {case.organisation}",
            [*lateness(case.is_overdue(now)), (case.state, case.get_state_display())],
            by_when(case.due_at),
            case.is_overdue(now),
        )
        for case in found[: SHOWN + 1]
    ]
    return Worklist(
        "requests", "待办的转载申请", entries, "没有等答复的转载申请。",
        more=f"{reverse('admin:reprints_case_changelist')}?turn=ours",
    )  # fmt: skip


def letters(by: User, now: datetime) -> Worklist:
    """What readers have written and nobody has answered."""
    found = Letter.objects.waiting().by_urgency().select_related("revision", "handled_by")
    found = found.only(
        "number", "kind", "state", "due_at", "revision__title",
        "handled_by__username", "handled_by__last_name", "handled_by__first_name",
    )  # fmt: skip
    entries = [
        Entry(
            reverse("admin:feedback_letter_change", args=[letter.pk]),
            f"{letter.number} {letter.get_kind_display()}：{letter.revision.title}",
            [*lateness(letter.is_overdue(now)), (letter.state, letter.get_state_display())],
            by_when(letter.due_at) + ([f"{name_of(letter.handled_by)} 经办"] if letter.handled_by else []),
            letter.is_overdue(now),
        )
        for letter in found[: SHOWN + 1]
    ]
    return Worklist(
        "letters", "读者来信", entries, "没有等答复的来信。",
        more=f"{reverse('admin:feedback_letter_changelist')}?due=waiting",
    )  # fmt: skip
