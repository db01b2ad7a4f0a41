"""Somebody brings the pages of the old site over: once, again, and after others have worked on them."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles import importing, publishing, revising
from articles.importing import Outcome, Result
from articles.models import Article, ArticleEvent, Category, Publication, Revision, Source
from articles.rules import NotAllowed
from articles.saved_page import Unreadable, parse
from tests import cast

from . import pages
from .pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> User:
    return User.objects.create_superuser("chief")


def take_in(text: str, by: User, *, published: bool = True) -> Outcome:
    return importing.import_page(page=parse(text), by=by, published=published, now=cast.NOON)


def command(*arguments: object, published: bool = True) -> list[str]:
    """The lines of the command's report."""
    out = StringIO()
    flags = ["--published"] if published else []
    call_command("import_legacy", "--as", "chief", *flags, *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def counts() -> list[int]:
    return [
        model.objects.count() for model in (Article, Revision, Publication, ArticleEvent, Category, Source)
    ]


def test_it_is_live_at_the_time_and_with_the_words_of_the_old_page(chief: User) -> None:
    assert take_in(page(), chief) == Outcome(Result.IMPORTED)
    article = Article.objects.public(cast.NOON).get()
    assert article.published_at == datetime(2019, 8, 8, 23, 5, 3, tzinfo=UTC)
    assert article.address == f"/2019-08/09/content_{article.pk}.htm"
    text = article.live
    assert (text.title, text.subtitle, text.byline, text.editor) == (
        pages.TITLE, pages.SUBTITLE, "记者林小满", "",
    )  # fmt: skip
    assert text.body.split("\n") == [f"<p>{paragraph}</p>" for paragraph in pages.BODY]
    assert text.source_name == "今日鹭汀新区"


def test_it_leaves_a_trace_that_says_it_was_imported(chief: User) -> None:
    take_in(page(), chief)
    article = Article.objects.get()
    assert [event.kind for event in article.events.order_by("id")] == ["saved", "imported"]
    assert article.publications.get().since == cast.NOON


def test_it_shows_signs_of_the_page_as_signs(chief: User) -> None:
    take_in(page(body=("本报讯 1<2,“甲&乙”<script>没有说话。",)), chief)
    assert Article.objects.get().live.body == "<p>本报讯 1&lt;2,“甲&amp;乙”&lt;script&gt;没有说话。</p>"


def test_it_keeps_a_page_back_unless_told_to_publish(chief: User) -> None:
    assert take_in(page(), chief, published=False) == Outcome(Result.IMPORTED)
    assert not Article.objects.public(cast.NOON).exists()
    assert ArticleEvent.objects.latest("id").detail == {"printed": "2019-08-09T07:05:03+08:00"}
    assert take_in(page(), chief, published=False) == Outcome(Result.SKIPPED, "没有变化")
    assert take_in(page(), chief) == Outcome(Result.UPDATED)
    assert Article.objects.public(cast.NOON).count() == 1


def test_it_changes_nothing_the_second_time(chief: User) -> None:
    take_in(page(), chief)
    before = counts()
    assert take_in(page(), chief) == Outcome(Result.SKIPPED, "没有变化")
    assert counts() == before


def test_it_renews_an_article_whose_page_has_changed(chief: User) -> None:
    take_in(page(), chief)
    assert take_in(page(body=(*pages.BODY, "转移于9日中午完成。")), chief) == Outcome(Result.UPDATED)
    article = Article.objects.public(cast.NOON).get()
    assert article.live.body.endswith("<p>转移于9日中午完成。</p>")
    assert (article.live.number, article.publications.filter(until=None).count()) == (2, 1)


def test_it_knows_a_page_by_its_old_address_when_it_has_one(chief: User) -> None:
    facts = f"{pages.FACTS}\nhttp://old.example.cn/2019/a_1.htm"
    take_in(page(facts=facts), chief)
    address = Article.objects.get().address
    corrected = facts.replace("2019-08-09", "2019-08-10").replace("http:", "https:").replace("old.", "OLD.")
    assert take_in(page(title="新区连夜转移低洼住户", facts=corrected), chief) == Outcome(Result.UPDATED)
    assert (Article.objects.get().live.title, Article.objects.get().address) == (
        "新区连夜转移低洼住户",
        address,
    )


def test_it_takes_another_title_time_or_source_for_another_page(chief: User) -> None:
    take_in(page(), chief)
    for other in (
        page(title="新区连夜转移低洼住户"),
        page(facts=pages.FACTS.replace("07:05:03", "07:05:04")),
        page(facts=pages.FACTS.replace("今日鹭汀新区", "海潮日报")),
    ):
        assert take_in(other, chief) == Outcome(Result.IMPORTED)


def edit(article: Article, by: User) -> None:
    cast.changed(article, by, body="<p>编辑改过的正文。</p>")


def withdraw(article: Article, by: User) -> None:
    publishing.withdraw(
        article=article, by=by, kind=Article.Withdrawal.ERROR, reason="数字不符", now=cast.NOON
    )


def move(article: Article, by: User) -> None:
    publishing.move(article=article, category=cast.category(), by=by, now=cast.NOON)


def discard(article: Article, by: User) -> None:
    revising.discard(article=article, by=by, now=cast.NOON)


@pytest.mark.parametrize(
    ("work", "published"), [(edit, True), (edit, False), (withdraw, True), (move, True), (discard, False)]
)
def test_it_never_overwrites_what_somebody_has_worked_on(chief: User, work: object, published: bool) -> None:
    take_in(page(), chief, published=published)
    assert callable(work)
    work(Article.objects.get(), chief)
    before, kept = counts(), Article.objects.values().get()
    later = page(body=("本报讯 旧站上又改了一次。",))
    assert take_in(later, chief, published=published) == Outcome(Result.SKIPPED, "已有人修改过")
    assert (counts(), Article.objects.values().get()) == (before, kept)


def test_it_refuses_to_back_date_anything_since_the_cutover(chief: User, settings: LazySettings) -> None:
    settings.LEGACY_CUTOVER = datetime(2019, 8, 9).date()  # noqa: DTZ001  (a date in Beijing)
    before = counts()
    outcome = take_in(page(facts=pages.FACTS.replace("07:05:03", "00:00:00")), chief)
    assert (outcome.result, "2019-08-09" in outcome.reason) == (Result.SKIPPED, True)
    assert counts() == before
    earlier = page(facts=pages.FACTS.replace("08-09 07:05:03", "08-08 23:59:59"))
    assert take_in(earlier, chief) == Outcome(Result.IMPORTED)


def test_it_refuses_a_time_that_has_not_come(chief: User, settings: LazySettings) -> None:
    settings.LEGACY_CUTOVER = datetime(2030, 1, 1).date()  # noqa: DTZ001  (a date in Beijing)
    outcome = take_in(page(facts=pages.FACTS.replace("2019", "2027")), chief)
    assert (outcome.result, Article.objects.count()) == (Result.SKIPPED, 0)


def test_it_is_closed_to_somebody_who_may_not_publish() -> None:
    with pytest.raises(NotAllowed):
        take_in(page(), cast.reporter())
    assert counts() == [0] * 6


@pytest.mark.parametrize(
    ("long", "because"),
    [
        (page(title="长" * 101), "标题"),
        (page(facts=f"2019-08-09 07:05 来源: {'长' * 61}"), "来源名称"),
        (page(breadcrumb=f"当前位置: 鹭汀新区>{'长' * 21}> > 正文"), "栏目名称"),
    ],
)
def test_it_refuses_words_that_do_not_fit_and_cuts_none(chief: User, long: str, because: str) -> None:
    with pytest.raises(Unreadable, match=because):
        take_in(long, chief)
    assert counts() == [0] * 6


def test_it_makes_categories_in_pinyin_with_every_review_required(chief: User) -> None:
    cast.category("sousuo", "查找")
    Category.objects.create(name="搜书", slug="wenlv", position=7)
    take_in(page(breadcrumb="当前位置: 鹭汀新区>文旅>重阳节> > 正文"), chief)
    made, parent = Category.objects.get(name="重阳节"), Category.objects.get(name="文旅")
    assert (made.slug, made.parent, made.required_stages) == ("chongyangjie", parent, 3)
    assert made.in_navigation
    assert (parent.slug, parent.parent, parent.position) == ("wenlv-2", None, 8)


@pytest.mark.parametrize(
    ("name", "slug"), [("Feeds", "feeds-2"), ("…", "lanmu"), ("12345热线", "lanmu12345rexian")]
)
def test_it_never_makes_an_address_that_another_page_uses(chief: User, name: str, slug: str) -> None:
    take_in(page(breadcrumb=f"当前位置: 鹭汀新区>{name}> > 正文"), chief)
    assert Category.objects.get().slug == slug


def test_it_uses_the_category_and_the_source_that_are_there(chief: User) -> None:
    category = cast.category("xinwen", "新区新闻")
    source = cast.source("今日鹭汀新区")
    take_in(page(), chief)
    article = Article.objects.get()
    assert (article.category, article.source, article.live.origin) == (category, source, "original")


@pytest.mark.parametrize(
    ("name", "kind", "ours", "origin"),
    [
        ("鹭汀新区", "own", True, "original"),
        ("今日鹭汀新区", "sister", False, "licensed"),
        ("鹭汀日报", "other", False, "permitted"),
    ],
)
def test_it_claims_rights_only_for_what_bears_the_name_of_the_site(
    chief: User, name: str, kind: str, ours: bool, origin: str
) -> None:
    take_in(page(facts=f"2019-08-09 07:05 来源: {name}"), chief)
    source = Source.objects.get()
    assert (source.kind, source.rights_held_by_us, source.default_origin) == (kind, ours, origin)
    assert Article.objects.get().live.origin == origin


def test_it_reads_folders_and_reports_what_became_of_every_file(chief: User, tmp_path: Path) -> None:
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "a.txt").write_text(page(), encoding="gb18030")
    (tmp_path / "2019" / "copy.txt").write_text(page(), encoding="utf-8")
    (tmp_path / "cut.txt").write_text(page()[:120], encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x01")
    (tmp_path / "new.txt").write_text(page(facts="2026-08-09 07:05 来源: 海潮日报"), encoding="utf-8")
    (tmp_path / ".hidden").write_text(page(title="看不见的文件"), encoding="utf-8")
    *reasons, total = command(tmp_path)
    assert total == "导入 1 更新 0 跳过 2 读不了 2"
    said = {line.split("：")[0].split("/")[-1]: line.split("：", 1)[1] for line in reasons}
    assert said["copy.txt"] == "没有变化"
    assert "没有完" in said["cut.txt"]
    assert said["picture.txt"] == "不是文本文件"
    assert "迁移截止日" in said["new.txt"]
    assert Article.objects.get().title == pages.TITLE


def test_an_unreadable_file_leaves_nothing_behind(chief: User, tmp_path: Path) -> None:
    whole = page()
    for cut in range(0, whole.index(pages.BODY[0]) + 20, 5):
        (tmp_path / f"{cut}.txt").write_text(whole[:cut], encoding="utf-8")
    assert command(tmp_path)[-1].startswith("导入 0 更新 0 跳过 0 读不了")
    assert counts() == [0] * 6


def test_a_page_without_a_source_is_not_published(chief: User, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(facts="2019-08-09 07:05:03"), encoding="utf-8")
    reason, total = command(tmp_path)
    assert (reason.endswith("还没有填写来源"), total) == (True, "导入 0 更新 0 跳过 1 读不了 0")
    assert counts() == [0] * 6


def test_the_command_stops_with_a_sentence_when_the_account_will_not_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(), encoding="utf-8")
    with pytest.raises(CommandError, match="没有名为“chief”的有效账号"):
        command(tmp_path)
    cast.person("记者", "chief")
    with pytest.raises(CommandError, match="没有发布的权限"):
        command(tmp_path)
    assert command(tmp_path, published=False) == ["导入 1 更新 0 跳过 0 读不了 0"]


def test_the_command_stops_before_the_first_file_when_one_is_missing(chief: User, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(), encoding="utf-8")
    with pytest.raises(CommandError, match=r"找不到 .*missing\.txt"):
        command(tmp_path / "a.txt", tmp_path / "missing.txt")
    assert not Article.objects.exists()
