"""Letting a finding pass: by name, with a reason, for this one version."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from toolkit.pagecache import raise_epoch

from .. import rules
from ..four_eyes import writers
from ..models import Article, ArticleEvent, Finding, Waiver
from ..models.finding import NEVER_WAIVED


def reasons_not_to_waive(finding: Finding, by: User) -> list[str]:
    """Letting a finding of the newest text pass; never one's own text, superusers included (product B7, C2)."""
    article = finding.revision.article
    reasons = rules.without_right(by, "waive", "放行检查意见") + rules.trashed(article)
    if finding.rule in NEVER_WAIVED:
        reasons.append(f"{finding.message}，这一条不能放行，请补上")
    elif finding.severity == Finding.Severity.HINT:
        reasons.append("这一条只是提示，不影响发布，不用放行")
    if finding.revision_id != article.newest_id:
        reasons.append("稿件又保存过，这条检查意见属于旧的一版，请看最新一版的检查")
    elif Waiver.objects.filter(finding=finding).exists():
        reasons.append("这条检查意见已经放行")
    if by.pk in writers(article, finding.revision):
        reasons.append("写稿人不能放行自己稿件的检查意见，请另一位同事放行")
    return reasons


@transaction.atomic
def waive(*, finding: Finding, by: User, reason: str, now: datetime | None = None) -> Waiver:
    """Let this finding pass; holds until the text is saved again. Raises NotAllowed."""
    now = now or timezone.now()
    Article.objects.select_for_update().get(pk=finding.revision.article_id)
    stands = Finding.objects.select_related("revision__article").get(pk=finding.pk)
    without_reason = [] if reason.strip() else ["请写明放行理由，下一位审稿人会看到"]
    rules.require(reasons_not_to_waive(stands, by) + without_reason)
    waiver = Waiver.objects.create(finding=stands, by=by, role=role_of(by), reason=reason.strip(), at=now)
    ArticleEvent.objects.record(
        article=stands.revision.article,
        kind=ArticleEvent.Kind.WAIVED,
        by=by,
        now=now,
        revision=stands.revision,
        rule=stands.rule,
        finding=stands.pk,
        reason=waiver.reason,
    )
    raise_epoch()
    return waiver


def role_of(by: User) -> str:
    """The roles somebody had at that moment."""
    return "、".join(by.groups.order_by("name").values_list("name", flat=True))[:60] or "系统管理员"
