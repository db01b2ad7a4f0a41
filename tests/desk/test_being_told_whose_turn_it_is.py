from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from post_office.models import Email

from articles import assigning, publishing, reviewing, revising, stricter
from articles.models import Article, Category
from articles.rules import NotAllowed
from tests import cast

pytestmark = pytest.mark.django_db
NOON = cast.NOON


def known(role: str, address: str) -> User:
    """A colleague with a role and an address."""
    person = cast.person(role)
    person.email = address
    person.save()
    return person


def strict() -> Category:
    return cast.category("shizheng", "时政", required_stages=3)


def submitted(by: User) -> Article:
    article = cast.draft(by=by, category=strict(), now=NOON)
    revising.submit(article=article, by=by, now=NOON)
    return article


def post() -> list[tuple[str, str]]:
    """Who was written to about what, since the last time."""
    rows = [(mail.to[0], mail.subject) for mail in Email.objects.order_by("id")]
    Email.objects.all().delete()
    return sorted(rows)


def post_waits() -> bool:
    return Email.objects.exists()


def test_each_hand_gets_one_letter_when_it_is_its_turn() -> None:
    reporter, first = known("记者", "jizhe@example.cn"), known("初审", "chushen@example.cn")
    second, chief = known("复审", "fushen@example.cn"), known("终审", "zhongshen@example.cn")
    editor = known("责任编辑", "zebian@example.cn")
    article = submitted(reporter)
    title = article.title
    assert post() == [("chushen@example.cn", f"待初审：{title}")]
    reviewing.pass_stage(article=article, by=first, now=NOON)
    assert post() == [("fushen@example.cn", f"待复审：{title}")]
    reviewing.pass_stage(article=article, by=second, now=NOON)
    assert post() == [("zhongshen@example.cn", f"待终审：{title}")]
    reviewing.pass_stage(article=article, by=chief, now=NOON)
    assert post() == [(editor.email, f"已签发，待发布：{title}")]


def test_who_wrote_it_is_not_asked_to_review_it() -> None:
    both = known("初审", "both@example.cn")
    both.groups.add(cast.reporter().groups.get())
    known("初审", "other@example.cn")
    submitted(User.objects.get(pk=both.pk))
    assert [to for to, _ in post()] == ["other@example.cn"]


def test_the_writer_hears_of_a_return_and_reads_the_opinion() -> None:
    reporter, first = known("记者", "jizhe@example.cn"), cast.person("初审")
    article = submitted(reporter)
    reviewing.return_to_writer(article=article, by=first, opinion="数字和附件不一致", now=NOON)
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (["jizhe@example.cn"], f"退回修改：{article.title}")
    assert "数字和附件不一致" in mail.message
    assert f"/admin/articles/article/{article.pk}/change/" in mail.message


def test_a_text_that_readers_had_is_not_announced_as_ready_to_publish() -> None:
    reporter, editor = known("记者", "jizhe@example.cn"), known("责任编辑", "zebian@example.cn")
    first, second, chief = cast.person("初审"), cast.person("复审"), cast.chief()
    light = cast.category("shenghuo", "生活", required_stages=1)
    one, other = (
        cast.draft(by=reporter, category=light, now=NOON, title=title) for title in ("甲篇", "乙篇")
    )
    for article in (one, other):
        revising.submit(article=article, by=reporter, now=NOON)
        reviewing.pass_stage(article=article, by=chief, now=NOON)
        publishing.publish(article=article, by=chief, now=NOON)
        stricter.submit(article=article, category=strict(), by=reporter, now=NOON)
    post()
    reviewing.reject(article=one, by=first, opinion="不合时政栏目", now=NOON)
    said = Email.objects.get().message
    assert "不合时政栏目" in said
    assert "它不调往“时政”栏目，仍在原来的栏目" in said
    assert post() == [("jizhe@example.cn", "补审不予采用：甲篇")]
    reviewing.pass_stage(article=other, by=first, now=NOON)
    reviewing.pass_stage(article=other, by=second, now=NOON)
    assert post() == [(editor.email, "补审通过，可以调整栏目：乙篇")]
    publishing.withdraw(article=one, by=chief, kind=Article.Withdrawal.ERROR, reason="失实", now=NOON)
    revising.submit(article=one, by=reporter, now=NOON)
    post()
    reviewing.pass_stage(article=one, by=cast.chief(), now=NOON)
    assert post() == [(editor.email, "已签发，待恢复发布：甲篇")]


def test_accounts_without_an_address_or_closed_get_none() -> None:
    known("初审", "")
    gone = known("初审", "gone@example.cn")
    gone.is_active = False
    gone.save()
    submitted(cast.reporter())
    assert post() == []


def test_a_step_that_is_refused_or_rolled_back_writes_to_nobody() -> None:
    known("初审", "chushen@example.cn")
    reporter = cast.reporter()
    article = cast.draft(by=reporter, category=strict(), now=NOON)
    with transaction.atomic():
        revising.submit(article=article, by=reporter, now=NOON)
        assert post_waits()
        transaction.set_rollback(True)
    with pytest.raises(NotAllowed):
        revising.submit(article=Article.objects.get(pk=article.pk), by=cast.person("审计"), now=NOON)
    assert post() == []


def test_who_is_given_an_article_hears_of_it_once() -> None:
    editor, reporter = cast.editor(), known("记者", "jizhe@example.cn")
    article = cast.draft(now=NOON)
    assigning.assign(article=article, to=reporter, due_at=NOON + cast.DAY, by=editor, now=NOON)
    mail = Email.objects.get()
    assert mail.subject == f"分派给您：{article.title}"
    assert "截止：北京时间 2026-11-25 12:00" in mail.message
    assigning.assign(article=article, to=reporter, due_at=NOON + 2 * cast.DAY, by=editor, now=NOON)
    assigning.assign(article=article, to=editor, by=editor, now=NOON)
    assert Email.objects.count() == 1
