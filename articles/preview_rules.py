"""Who may show a text to people outside before it is published, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from .models import Article, PreviewLink
from .rules import trashed, withdrawn, without_right

SHORTEST_SHARE, LONGEST_SHARE = timedelta(hours=1), timedelta(days=30)


def reasons_not_to_share(article: Article, by: User) -> list[str]:
    """Letting people without an account read the newest text."""
    unsaved = [] if article.newest_id else ["稿件还没有保存过"]
    return (
        without_right(by, "add_previewlink", "生成预览链接") + trashed(article) + withdrawn(article) + unsaved
    )


def reasons_against_lasting(lasting: timedelta) -> list[str]:
    """How long a preview link may be open."""
    return [] if SHORTEST_SHARE <= lasting <= LONGEST_SHARE else ["预览链接最短1小时、最长30天"]


def reasons_not_to_revoke(link: PreviewLink, by: User) -> list[str]:
    """Closing a preview link before its time."""
    already = ["这个链接已经收回"] if link.revoked_at else []
    return without_right(by, "add_previewlink", "收回预览链接") + already


def reasons_not_to_answer(link: PreviewLink, now: datetime) -> list[str]:
    """Saying something about what a link shows."""
    return [] if link.standing(now)[0] == "open" else ["这个预览链接已经失效，意见没有提交，请与编辑联系"]
