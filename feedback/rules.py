"""What may be done with a letter, and by whom: each rule answers with the reasons against; none means yes."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from articles.models import Article

from .models import Letter

State = Letter.State


def without_right(by: User) -> list[str]:
    may = by.is_active and by.has_perm("feedback.handle_letter")
    return [] if may else ["您的账号没有处理读者来信的权限，请找系统管理员开通"]


def finished(letter: Letter) -> list[str]:
    """An answer has gone out, so it stands."""
    if letter.state == State.CLOSED:
        return ["这封来信已经办结"]
    return ["这封来信已经答复"] if letter.state == State.ANSWERED else []


def reasons_not_to_receive(
    article: Article, kind: Letter.Kind, problem: str, email: str, now: datetime
) -> list[str]:
    """A letter is about something that readers can see, and a doubt can be answered."""
    reasons = []
    if not article.is_public(now):
        reasons.append("这篇文章已经不再公开，不能再提交。写好的内容还在，需要的请先复制下来")
    if not problem.strip():
        reasons.append("请写明问题")
    if kind == Letter.Kind.DOUBT and not email:
        reasons.append("内容疑议要有电子邮箱，答复会寄到那里")
    return reasons


def reasons_not_to_take(letter: Letter, by: User) -> list[str]:
    """Taking a letter in hand, from a colleague too."""
    reasons = without_right(by) + finished(letter)
    if letter.state == State.IN_HAND and letter.handled_by_id == by.pk:
        reasons.append("这封来信已经在您手里")
    return reasons


def reasons_not_to_answer(letter: Letter, by: User) -> list[str]:
    """One answer for each letter."""
    return without_right(by) + finished(letter)


def reasons_not_to_close(letter: Letter, by: User) -> list[str]:
    """Putting a letter away; one that has no answer needs a reason for it, which the verb asks for."""
    return without_right(by) + (["这封来信已经办结"] if letter.state == State.CLOSED else [])
