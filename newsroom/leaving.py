"""离职: somebody leaves the newsroom; the account closes, the work goes to others, and nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import assigning, rules
from feedback import handling
from feedback import rules as letter_rules
from reprints.models import Case


@dataclass(frozen=True, slots=True)
class Handed:
    """What went on to others: articles and readers' letters. Licence requests are in nobody's hands; `requests` of
    them wait, and nobody who is left may decide them.
    """

    articles: int
    letters: int
    requests: int


def reasons_not_to_leave(person: User, by: User) -> list[str]:
    """Closing somebody's account for good."""
    may = by.is_active and by.has_perm("auth.change_user")
    reasons = [] if may else ["您的账号没有管理账号的权限，请找系统管理员"]
    if person.pk == by.pk:
        reasons.append("不能给自己办离职，请另一位系统管理员来办")
    if person.is_superuser and not by.is_superuser:
        reasons.append("超级管理员的账号只能由另一位超级管理员停用")
    if not person.is_active:
        reasons.append("这个账号已经停用")
    return reasons


@transaction.atomic
def leave(*, person: User, to: User | None, by: User, now: datetime | None = None) -> Handed:
    """Close the account and hand assigned articles and letters to `to`, or to nobody in particular.

    Letters go back to the letters desk where `to` may not deal with them. What they wrote, reviewed and signed
    keeps their name. Raises NotAllowed.
    """
    now = now or timezone.now()
    stands = User.objects.select_for_update().get(pk=person.pk)
    own = ["接手人不能是离职的人"] if to is not None and to.pk == stands.pk else []
    rules.require(reasons_not_to_leave(stands, by) + own + rules.reasons_not_to_be_given(to))
    articles = assigning.hand_over(person=stands, to=to, by=by, now=now)
    reader_of_letters = None if to is None or letter_rules.without_right(to) else to
    letters = handling.hand_over(person=stands, to=reader_of_letters, by=by, now=now)
    stands.is_active = person.is_active = False
    stands.save(update_fields=["is_active"])
    left = User.objects.with_perm("reprints.decide", include_superusers=False).exists()
    waiting = 0 if left else Case.objects.waiting_for_us().count()
    return Handed(articles, letters, waiting)
