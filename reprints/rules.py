"""What may be asked for, and done with a request: each rule answers with the reasons against, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User

from articles import rights
from articles.models import Article
from articles.models.article import BEIJING
from masthead.models import Masthead

from .application import Application
from .models import Case

State = Case.State
OPEN = (State.RECEIVED, State.ASKED, State.ANSWERED)
MOST_ARTICLES = 10
LONGEST_TERM = 3  # years
ERASED_AFTER = timedelta(days=365)  # after closing; the form promises it
# Verb → where it leads from where; docs/rights.md has the same table for people, a test holds them together.
TRANSITIONS: dict[str, dict[str, str]] = {
    "ask": {State.RECEIVED: State.ASKED, State.ANSWERED: State.ASKED},
    "answer": {State.ASKED: State.ANSWERED},
    "accept": dict.fromkeys(OPEN, State.ACCEPTED),
    "refuse": dict.fromkeys(OPEN, State.REFUSED),
    "withdraw": dict.fromkeys(OPEN, State.WITHDRAWN),
    "expire": {State.ASKED: State.LAPSED, State.ACCEPTED: State.ENDED},
}
# A licence names its places one by one (norms 4.6), so words that leave the list open are refused.
VAGUE = re.compile(
    r"等[\s。；;，,、）)]*$|等等|……|…|\.{3}|等\s*(?:[多各]|新媒体|媒体|平台|渠道|账号|网站)|全网|全平台|各大|所有(?:平台|渠道)|其[他它]"
)


def may_decide(by: User) -> list[str]:
    allowed = by.is_active and by.has_perm("reprints.decide")
    return [] if allowed else ["您的账号没有处理转载申请的权限，请找系统管理员开通"]


def out_of_place(case: Case, verb: str, doing: str) -> list[str]:
    """The table has no way from here."""
    return [] if case.state in TRANSITIONS[verb] else [f"申请现在是“{case.get_state_display()}”，不能{doing}"]


def reasons_not_to_license(article: Article, now: datetime) -> list[str]:
    """Why nobody can get a licence for `article` from us; says who holds the rights instead."""
    if not article.is_public(now) or article.live is None:
        return [f"{article.pk}号稿件没有公开，不能授权转载"]
    terms = rights.of(article.live, Masthead.current().name)
    if terms.may_apply:
        return []
    return [f"《{article.live.headline}》的版权不属于本网：{terms.consequence}"]


def reasons_not_to_receive(articles: Sequence[Article], now: datetime) -> list[str]:
    """A request is for articles that are ours and that readers can see."""
    if not articles:
        return ["请写明要转载哪一篇稿件"]
    if len(articles) > MOST_ARTICLES:
        return [f"一次最多申请{MOST_ARTICLES}篇稿件"]
    return [reason for article in articles for reason in reasons_not_to_license(article, now)]


def reasons_against(application: Application, now: datetime) -> list[str]:
    """What a request must say; the form has asked each of them beside its field."""
    promised = [] if application.promised_to_cite else ["请承诺注明来源，否则不能转载"]
    term = reasons_against_term(application.wanted_from, application.wanted_until, now)
    return promised + term + reasons_against_channels(application.channels)


def reasons_against_term(begins: date, ends: date, now: datetime) -> list[str]:
    """A licence has a beginning, an end, and a length that somebody can keep an eye on."""
    if ends < begins:
        return ["使用结束日期不能早于开始日期"]
    if ends < now.astimezone(BEIJING).date():
        return ["使用结束日期已经过去"]
    if (ends.year - begins.year, ends.month, ends.day) > (LONGEST_TERM, begins.month, begins.day):
        return [f"使用期限最长{LONGEST_TERM}年，到期可以再申请"]
    return []


def reasons_against_channels(channels: str) -> list[str]:
    """Places are named one by one, each on its line."""
    vague = [line for line in channels.splitlines() if VAGUE.search(line)]
    if not vague:
        return []
    return [f"发布平台要逐个写全，不能用“等”“其他”“全网”一类的说法：{vague[0][:40]}"]


def reasons_not_to_ask(case: Case, by: User) -> list[str]:
    return may_decide(by) + out_of_place(case, "ask", "请申请人补充")


def reasons_not_to_answer(case: Case) -> list[str]:
    return out_of_place(case, "answer", "补充材料")


def reasons_not_to_accept(case: Case, by: User, now: datetime) -> list[str]:
    """Every article must still be ours to license and in front of readers."""
    gone: Iterable[list[str]] = (
        reasons_not_to_license(requested.article, now)
        for requested in case.requested.select_related("article__live__source")
    )
    return (
        may_decide(by)
        + out_of_place(case, "accept", "同意")
        + [reason for reasons in gone for reason in reasons]
    )


def reasons_not_to_refuse(case: Case, by: User) -> list[str]:
    return may_decide(by) + out_of_place(case, "refuse", "拒绝")


def reasons_not_to_withdraw(case: Case) -> list[str]:
    return out_of_place(case, "withdraw", "撤回")


def reasons_not_to_expire(case: Case, now: datetime) -> list[str]:
    """Only what has run out: a question that nobody answered in time, a licence past its last day."""
    late = case.due_at is not None and case.due_at <= now
    over = case.licensed_until is not None and case.licensed_until < now.astimezone(BEIJING).date()
    run_out = late if case.state == State.ASKED else over
    return out_of_place(case, "expire", "按时到期") + ([] if run_out else ["期限还没有到"])


def reasons_not_to_erase(case: Case, now: datetime) -> list[str]:
    """Outsiders' words are kept for a year after the case is closed, and no longer."""
    if case.erased_at is not None:
        return ["个人信息已经删除"]
    kept = case.closed_at is None or case.closed_at > now - ERASED_AFTER
    return ["申请还没有办结满12个月，个人信息还要保留"] if kept else []
