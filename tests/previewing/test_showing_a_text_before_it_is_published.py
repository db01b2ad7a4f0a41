"""A text goes to people without an account by a secret address that ends, and they answer the editor."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import previewing, publishing, revising, rules
from articles.models import Article, ArticleEvent, PreviewAnswer, PreviewLink
from articles.models.append_only import HistoryIsFixed
from tests import cast
from tests.desk.visits import at_desk, form_of, page_of

pytestmark = pytest.mark.django_db
THREE_DAYS = timedelta(days=3)


def shared(article: Article | None = None) -> PreviewLink:
    now = timezone.now()
    article = article or cast.draft(title="跨湾大桥下月试通车", now=now)
    return previewing.make(article=article, by=cast.reporter(), lasting=THREE_DAYS, now=now)


def answered(link: PreviewLink, visitor: Client | None = None, **said: str) -> tuple[Client, object]:
    """The box filled in on the page of the link, after a short while of reading."""
    visitor = visitor or Client()
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        form = visitor.get(link.get_absolute_url()).context["form"]
    fields = {
        "opened": form["opened"].value(),
        "homepage": "",
        "verdict": "agreed",
        "name": "王主任",
        "text": "",
    }
    return visitor, visitor.post(link.get_absolute_url(), fields | said)


def test_it_shows_the_text_as_published_and_says_that_it_is_a_preview() -> None:
    link = shared()
    page = Client().get(link.get_absolute_url())
    assert page.status_code == 200
    assert "<h1>跨湾大桥下月试通车</h1>" in page.content.decode()
    assert "预览：读者还看不到这一版" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin", (
        "no address outside; a form without a referrer is refused"
    )
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_it_keeps_showing_the_text_that_was_shared() -> None:
    link = shared()
    cast.changed(link.article, title="改过的标题", now=timezone.now())
    assert "跨湾大桥下月试通车" in Client().get(link.get_absolute_url()).content.decode()
    assert "改过的标题" not in Client().get(link.get_absolute_url()).content.decode()


def test_its_address_is_not_in_the_database_and_no_other_opens_anything() -> None:
    link = shared()
    stored = PreviewLink.objects.values_list().get()
    assert link.secret not in map(str, stored)
    wrong = Client().get(reverse("articles:preview-link", args=["0" * 40]))
    assert wrong.status_code == 404
    assert "no-store" in wrong["Cache-Control"]


def test_it_ends_by_itself_at_its_hour() -> None:
    link = shared()
    with time_machine.travel(link.expires_at - timedelta(seconds=1), tick=False):
        assert Client().get(link.get_absolute_url()).status_code == 200
    with time_machine.travel(link.expires_at, tick=False):
        over = Client().get(link.get_absolute_url())
    assert over.status_code == 410
    assert "预览链接已经失效" in over.content.decode()
    assert "跨湾大桥" not in over.content.decode()


def test_it_ends_when_it_is_taken_back_or_the_article_goes() -> None:
    revoked, trashed, withdrawn = shared(), shared(), shared()
    previewing.revoke(link=revoked, by=cast.reporter())
    revising.discard(article=trashed.article, by=cast.reporter())
    publishing.publish(article=withdrawn.article, by=cast.chief())
    publishing.withdraw(
        article=withdrawn.article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="数字有误"
    )
    for link in (revoked, trashed, withdrawn):
        page = Client().get(link.get_absolute_url())
        assert (page.status_code, "跨湾大桥下月试通车" in page.content.decode()) == (410, False)


def test_an_answer_reaches_the_editor_and_is_never_changed() -> None:
    link, editor = shared(), cast.editor()
    visitor, answer = answered(link, verdict="remark", text="第二段的日期请再核对")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert "您的答复已经交给编辑" in visitor.get(answer["Location"]).content.decode()  # type: ignore[index]
    beside = at_desk(editor).get(form_of(link.article)).content.decode()
    assert "王主任" in beside
    page = at_desk(editor).get(page_of(link.article, "preview_links")).content.decode()
    assert "第二段的日期请再核对" in page
    said = PreviewAnswer.objects.get()
    said.text = "没有意见"
    with pytest.raises(HistoryIsFixed):
        said.save()


def test_a_remark_needs_words_and_nothing_typed_is_lost() -> None:
    link = shared()
    _, page = answered(link, verdict="remark", name="李科长")
    shown = page.content.decode()  # type: ignore[attr-defined]
    assert "请写明意见内容" in shown
    assert 'value="李科长"' in shown
    assert not PreviewAnswer.objects.exists()


def test_pressing_twice_answers_once() -> None:
    link, visitor = shared(), Client()
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        form = visitor.get(link.get_absolute_url()).context["form"]
    said = {
        "opened": form["opened"].value(),
        "homepage": "",
        "verdict": "agreed",
        "name": "王主任",
        "text": "",
    }
    for _ in range(2):
        assert visitor.post(link.get_absolute_url(), said).status_code == 302
    assert PreviewAnswer.objects.count() == 1
    visitor.post(link.get_absolute_url(), {**said, "verdict": "remark", "text": "再想了想：日期不对"})
    assert PreviewAnswer.objects.first().text == "再想了想：日期不对", "who goes back and says more"
    assert PreviewAnswer.objects.count() == 2


def test_whoever_was_writing_when_it_ended_gets_the_words_back_and_not_the_text() -> None:
    link, visitor = shared(), Client()
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        form = visitor.get(link.get_absolute_url()).context["form"]
    previewing.revoke(link=link, by=cast.reporter())
    said = {"opened": form["opened"].value(), "verdict": "remark", "name": "王主任", "text": "日期请再核对"}
    shown = visitor.post(link.get_absolute_url(), said).content.decode()
    assert "这个预览链接已经失效，意见没有提交，请与编辑联系" in shown
    assert "日期请再核对" in shown
    assert "跨湾大桥下月试通车" not in shown
    assert not PreviewAnswer.objects.exists()


def test_links_are_made_and_taken_back_at_the_desk() -> None:
    article, writer = cast.draft(now=timezone.now()), cast.reporter()
    desk, page = at_desk(writer), page_of(article, "preview_links")
    shown = desk.post(page, {"hours": "24"}, follow=True).content.decode()
    link = PreviewLink.objects.get()
    assert link.get_absolute_url() in shown
    assert link.expires_at - link.made_at == timedelta(days=1)
    shown = desk.post(page, {"revoke": link.pk}, follow=True).content.decode()
    assert link.get_absolute_url() not in shown
    assert "已收回" in shown
    kinds = ArticleEvent.objects.filter(article=article).values_list("kind", flat=True)
    assert list(kinds)[:2] == ["preview_revoked", "preview_shared"]


@pytest.mark.parametrize("role", ["初审", "授权专员", "读者来信", "栏目维护", "审计"])
def test_others_make_no_links(role: str) -> None:
    article, somebody = cast.draft(now=timezone.now()), cast.person(role)
    with pytest.raises(rules.NotAllowed, match="生成预览链接"):
        previewing.make(article=article, by=somebody, lasting=THREE_DAYS)
    at_desk(somebody).post(page_of(article, "preview_links"), {"hours": "24"})
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("lasting", [timedelta(minutes=59), timedelta(days=31), timedelta(days=-1)])
def test_no_link_lasts_for_ever_or_for_nothing(lasting: timedelta) -> None:
    with pytest.raises(rules.NotAllowed, match="最短1小时、最长30天"):
        previewing.make(article=cast.draft(now=timezone.now()), by=cast.reporter(), lasting=lasting)


def test_what_is_in_the_bin_or_withdrawn_is_not_shared() -> None:
    trashed = cast.draft(now=timezone.now())
    revising.discard(article=trashed, by=cast.reporter())
    with pytest.raises(rules.NotAllowed, match="回收站"):
        previewing.make(article=trashed, by=cast.reporter(), lasting=THREE_DAYS)


def test_the_desk_may_frame_the_preview_of_the_staff_and_nobody_else_anything() -> None:
    article, writer = cast.draft(now=timezone.now()), cast.reporter()
    desk = at_desk(writer)
    assert desk.get(page_of(article, "both_widths")).content.decode().count("<iframe") == 2
    framed = desk.get(reverse("articles:preview", args=[article.pk]))
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    elsewhere = Client().get("/")
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]
    assert elsewhere["X-Frame-Options"] == "DENY"
