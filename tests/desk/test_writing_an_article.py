from __future__ import annotations

import pytest
from django.urls import reverse

from articles import publishing, revising
from articles.models import Article
from tests import cast

from .visits import at_desk, form_of, messages, typed

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
ADD = reverse("admin:articles_article_add")


def test_a_reporter_writes_an_article_and_is_told_that_nobody_can_read_it() -> None:
    reporter = cast.reporter()
    desk = at_desk(reporter)
    words = {"title": "开渔首日归来满舱", "body": "<p>渔港今日开渔。</p>", "source": cast.source().pk}
    told = desk.post(ADD, typed(desk.get(ADD), category=cast.category().pk, **words), follow=True)
    article = Article.objects.get()
    assert messages(told) == ["已保存第1版。不会发布，因为没有定时，也还没有人按“发布”。"]
    assert article.newest is not None
    assert (article.newest.title, article.newest.saved_by) == ("开渔首日归来满舱", reporter)
    assert list(article.authors.all()) == [reporter]


def test_saving_a_live_article_says_which_version_readers_see() -> None:
    article = cast.published(now=PAST)
    desk = at_desk(cast.reporter())
    told = desk.post(form_of(article), typed(desk.get(form_of(article)), title="改过的标题"), follow=True)
    assert messages(told) == ["已保存第2版。读者现在看到的是第1版，发布后才会更新。"]
    article.refresh_from_db()
    assert article.live is not None
    assert article.live.title == "海堤步道夜间照明本周亮灯"


def test_saving_without_a_change_makes_no_new_version() -> None:
    article = cast.draft(now=PAST)
    desk = at_desk(cast.reporter())
    told = desk.post(form_of(article), typed(desk.get(form_of(article))), follow=True)
    assert messages(told) == ["文字没有改动，仍是第1版。不会发布，因为没有定时，也还没有人按“发布”。"]
    assert article.revisions.count() == 1


def test_saving_a_scheduled_article_says_that_the_earlier_version_will_appear() -> None:
    article = cast.draft(now=PAST)
    at = cast.NOON.replace(year=2099)
    publishing.schedule(article=article, by=cast.chief(), at=at)
    desk = at_desk(cast.reporter())
    told = desk.post(form_of(article), typed(desk.get(form_of(article)), title="改过的标题"), follow=True)
    assert messages(told) == [
        "已保存第2版。北京时间 2099-11-24 12:00 发布的仍是第1版；要发布新的一版，请重新定时。"
    ]


def test_a_text_that_went_to_the_bin_meanwhile_is_not_saved_and_not_lost() -> None:
    article = cast.draft(now=PAST)
    desk = at_desk(cast.reporter())
    page = desk.get(form_of(article))
    revising.discard(article=article, by=cast.editor())
    answer = desk.post(form_of(article), typed(page, title="写了半天的标题"))
    assert "稿件在回收站里，先恢复再操作" in answer.content.decode()
    assert "写了半天的标题" in answer.content.decode()
    assert article.revisions.count() == 1


def test_what_is_in_the_bin_opens_for_reading_only() -> None:
    article = cast.draft(now=PAST)
    revising.discard(article=article, by=cast.editor())
    page = at_desk(cast.reporter()).get(form_of(article)).content.decode()
    assert 'name="title"' not in page
    assert "这篇稿件现在只能看，不能改" in page


def test_the_category_of_a_saved_article_is_not_a_field_of_the_form() -> None:
    article, other = cast.draft(now=PAST), cast.category("wenlv", "文旅")
    desk = at_desk(cast.reporter())
    page = desk.get(form_of(article))
    assert 'name="category"' not in page.content.decode()
    desk.post(form_of(article), typed(page, title="改过的标题", category=other.pk))
    article.refresh_from_db()
    assert (article.title, article.category.slug) == ("改过的标题", "yaowen")


def test_a_missing_title_is_named_in_the_summary_and_beside_the_field() -> None:
    desk = at_desk(cast.reporter())
    page = desk.post(ADD, typed(desk.get(ADD), body="<p>正文已经写好。</p>")).content.decode()
    assert "没有保存，写的内容都还在" in page
    assert '<a href="#id_title">标题：这个字段是必填项。</a>' in page
    assert "正文已经写好" in page
    assert not Article.objects.exists()


def test_times_are_entered_in_beijing_time_and_say_so() -> None:
    article = cast.draft(now=PAST)
    desk = at_desk(cast.reporter())
    page = desk.get(form_of(article))
    assert "北京时间" in page.content.decode().split("id_original_published_at")[-1][:200]
    desk.post(form_of(article), typed(page, original_published_at="2026-07-31T17:53:15"))
    article.refresh_from_db()
    assert article.original_published_at is not None
    assert article.original_published_at.isoformat() == "2026-07-31T09:53:15+00:00"


def test_details_of_a_reprint_stand_open_only_where_they_are_needed() -> None:
    own, reprint = cast.draft(now=PAST), cast.draft(now=PAST, source=cast.source("新华社", ours=False))
    desk = at_desk(cast.reporter())

    def folded(article: Article) -> bool:
        return "<summary>" in desk.get(form_of(article)).content.decode()

    assert folded(own)
    assert not folded(reprint)


def test_somebody_without_the_right_cannot_write() -> None:
    article = cast.draft(now=PAST)
    desk = at_desk(cast.person("审计"))
    assert desk.get(ADD).status_code == 403
    assert desk.post(form_of(article), {"title": "改标题"}).status_code == 403
    article.refresh_from_db()
    assert article.title == "海堤步道夜间照明本周亮灯"
