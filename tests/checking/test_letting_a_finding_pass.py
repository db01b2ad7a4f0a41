"""What the checks found keeps a text from readers until somebody else than its writer lets it pass."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import checking, publishing, rules
from articles.models import Article, Finding, Waiver
from articles.models.append_only import HistoryIsFixed
from tests import cast
from tests.cast import DAY, NOON

pytestmark = pytest.mark.django_db
NUMBER, MACHINE = "<p>请联系13812345678。</p>", "<p>本文由AI生成。</p>"


def draft_with(body: str, by: User | None = None) -> Finding:
    """The one finding in a text that is complete but for this."""
    return cast.draft(by, body=body, editor="何简之").newest.findings.get()


def refused(article: Article, by: User) -> set[str]:
    """What keeps it from being published now and from being scheduled: the same reasons."""
    now, later = (
        rules.reasons_not_to_publish(article, by, NOON),
        rules.reasons_not_to_schedule(article, by, NOON + DAY, NOON),
    )
    assert now == later
    return set(now)


@pytest.mark.parametrize("body", [NUMBER, MACHINE])
def test_a_text_is_not_published_until_the_finding_has_passed(body: str) -> None:
    finding, chief = draft_with(body), cast.chief()
    article = Article.objects.get()
    (reason,) = refused(article, chief)
    assert finding.message in reason
    with pytest.raises(rules.NotAllowed, match=finding.message):
        publishing.publish(article=article, by=chief, now=NOON)
    checking.waive(finding=finding, by=chief, reason="当事人书面同意公开", now=NOON)
    assert refused(article, chief) == set()
    publishing.publish(article=article, by=chief, now=NOON)
    assert article.is_public(NOON)


def test_a_hint_stops_nothing_and_needs_no_waiver() -> None:
    article, chief = cast.draft(editor=""), cast.chief()
    finding = article.newest.findings.get()
    assert (finding.severity, refused(article, chief)) == ("hint", set())
    assert checking.reasons_not_to_waive(finding, chief) == ["这一条只是提示，不影响发布，不用放行"]


def test_a_waiver_is_kept_with_who_as_what_and_why_and_stands_in_the_chain() -> None:
    finding, chief = draft_with(NUMBER), cast.chief()
    waiver = checking.waive(finding=finding, by=chief, reason=" 当事人书面同意公开 ", now=NOON)
    assert (waiver.by, waiver.role, waiver.reason, waiver.at) == (chief, "终审", "当事人书面同意公开", NOON)
    event = Article.objects.get().events.latest("id")
    assert (event.kind, event.by, event.revision) == ("waived", chief, finding.revision)
    assert event.detail == {"rule": "mobile_numbers", "finding": finding.pk, "reason": "当事人书面同意公开"}
    with pytest.raises(HistoryIsFixed):
        Waiver.objects.update(reason="别的")
    with pytest.raises(HistoryIsFixed):
        finding.delete()


@pytest.mark.parametrize("role", ["记者", "责任编辑", "初审", "复审", "系统管理", "审计"])
def test_nobody_waives_without_the_right_to(role: str) -> None:
    finding = draft_with(NUMBER)
    with pytest.raises(rules.NotAllowed, match="没有放行检查意见的权限"):
        checking.waive(finding=finding, by=cast.person(role), reason="核实", now=NOON)
    assert not Waiver.objects.exists()


def test_nobody_waives_in_a_text_of_their_own_superusers_included() -> None:
    boss = User.objects.create_superuser("boss")
    finding = draft_with(NUMBER, boss)
    with pytest.raises(rules.NotAllowed, match="写稿人不能放行"):
        checking.waive(finding=finding, by=boss, reason="核实", now=NOON)


@pytest.mark.parametrize("reason", ["", " 　 "])
def test_a_waiver_without_a_reason_is_refused_by_verb_and_database(reason: str) -> None:
    finding, chief = draft_with(NUMBER), cast.chief()
    with pytest.raises(rules.NotAllowed, match="请写明放行理由"):
        checking.waive(finding=finding, by=chief, reason=reason, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(finding=finding, by=chief, reason="", at=NOON)


def test_a_finding_passes_once_and_only_while_its_text_is_the_newest() -> None:
    finding, chief = draft_with(NUMBER), cast.chief()
    checking.waive(finding=finding, by=chief, reason="核实", now=NOON)
    with pytest.raises(rules.NotAllowed, match="已经放行"):
        checking.waive(finding=finding, by=chief, reason="核实", now=NOON)
    again = cast.changed(Article.objects.get(), title="改过的标题")
    with pytest.raises(rules.NotAllowed, match="属于旧的一版"):
        checking.waive(finding=finding, by=chief, reason="核实", now=NOON)
    assert refused(again, chief)  # the words are still there, and nobody has judged this text


def test_putting_it_right_needs_no_waiver() -> None:
    draft_with(NUMBER)
    again = cast.changed(Article.objects.get(), body="<p>请联系138****5678。</p>")
    assert refused(again, cast.chief()) == set()


@pytest.mark.parametrize(("words", "reason"), [("source", "还没有填写来源")])
def test_what_no_publication_goes_without_is_said_once_and_never_waived(words: str, reason: str) -> None:
    article, chief = cast.draft(source=None, origin="original", editor="何简之"), cast.chief()
    assert refused(article, chief) == {reason}
    (why,) = checking.reasons_not_to_waive(article.newest.findings.get(rule=words), chief)
    assert "不能放行" in why


def test_pages_of_the_old_site_are_published_as_they_are() -> None:
    draft_with(NUMBER)
    article = Article.objects.get()
    publishing.publish_imported(article=article, by=cast.chief(), published_at=NOON - DAY, now=NOON)
    assert article.is_public(NOON)


def test_what_comes_back_after_a_withdrawal_is_judged_unless_it_stood_there_before() -> None:
    strict = cast.category("shizheng", "时政", required_stages=1)
    article, chief = draft_with(NUMBER).revision.article, cast.chief()
    publishing.publish_imported(article=article, by=chief, published_at=NOON - DAY, now=NOON)
    publishing.withdraw(article=article, by=chief, kind=Article.Withdrawal.ERROR, reason="有误", now=NOON)
    Article.objects.filter(pk=article.pk).update(category=strict)
    again = Article.objects.get(pk=article.pk)
    assert not any("出现手机号码" in reason for reason in rules.reasons_not_to_restore(again, chief))
    again = cast.changed(again, title="改过的标题")
    assert any("出现手机号码" in reason for reason in rules.reasons_not_to_restore(again, chief))
