from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from django.utils import timezone

from articles import correcting, proving, publishing, surfaces
from articles.models import Article, Correction, OldAddress, WithdrawalReport
from articles.rules import NotAllowed
from newsroom import keeper
from tests import cast
from tests.desk.visits import at_desk, page_of
from tests.pictures import made
from tests.reprints import applicants
from toolkit.hanzi import in_one_script, traditional

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "滨海路封闭施工公告"


def withdrawn(article: Article) -> Article:
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    return article


def everywhere() -> Article:
    """An article with picture, topic, correction, on the home page, named beside others."""
    now = timezone.now() - cast.DAY
    picture = made.taken_in()
    article = cast.published(
        title=TITLE,
        body=f'<p>公告全文。</p><p><img src="{picture.url}" alt="工地"></p>',
        cover=picture,
        cover_alt="工地",
        now=now,
    )
    topic = cast.topic(name="道路", slug="daolu")
    other = cast.published(title="公交线路调整", now=now)
    for one in (article, other):
        one.topics.add(topic)
    other.related.add(article)
    note = correcting.correct(
        article=article, kind=Correction.Kind.ADDITION, text="施工到年底结束。", by=cast.chief()
    )
    correcting.sign(correction=note, by=cast.chief())
    return article


def duty() -> Any:
    return next(
        duty for hand in keeper.HANDS.values() for duty in hand if duty.name == "proofs of withdrawals"
    )


def report_on(article: Article) -> WithdrawalReport:
    duty().perform(timezone.now())
    return article.withdrawal_reports.get()


def test_before_the_withdrawal_it_stands_in_all_the_places_that_the_walk_looks_at() -> None:
    article = everywhere()
    walked = surfaces.walk(article, timezone.now())
    showing = {line["address"] for line in walked.lines if line["found"]}
    wanted = {"/", "/yaowen/", "/topics/daolu/", "/feeds/rss.xml", "/feeds/yaowen/atom.xml", "/corrections/"}
    assert wanted | {f"/sitemap-{-(-article.pk // 5000)}.xml"} <= showing
    assert any(line["clean"] is False for line in walked.lines if line["address"] == article.address)


def test_after_it_every_surface_is_clean_and_the_report_says_which_were_asked() -> None:
    article = everywhere()
    files = surfaces.own_addresses(withdrawn(article))
    report = report_on(article)
    assert report.unclean == []
    answers = {line["address"]: line["answer"] for line in report.lines}
    assert {answers[address] for address in files} == {410}
    assert len([address for address in files if address.startswith("/media/")]) >= 1
    assert {"/", "/yaowen/", "/topics/daolu/", "/feeds/rss.xml", "/sitemap-1.xml", "/corrections/"} <= set(
        answers
    )
    assert f"/feedback/error/?article={article.pk}" in answers
    assert f"/qr/content_{article.pk}.svg" in answers
    assert "reprints:case" in report.missed, "what needs a secret is named as not looked at"


def test_a_page_that_nobody_has_told_it_of_is_found_in_the_url_map(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.withdrawing.leaking_urls"
    report = report_on(withdrawn(cast.published(title=TITLE, now=timezone.now() - cast.DAY)))
    [line] = [line for line in report.unclean if "article=" not in line["address"]]
    assert (line["address"], line["surface"], line["found"]) == ("/everything/", "所有稿件", ["标题"])


def test_a_link_in_the_text_of_a_colleague_is_found() -> None:
    article = cast.published(title=TITLE, now=timezone.now() - cast.DAY)
    other = cast.published(
        title="附近道路拥堵",
        body=f'<p>见<a href="{article.address}">公告</a>。</p>',
        now=timezone.now() - cast.DAY,
    )
    report = report_on(withdrawn(article))
    assert {line["address"] for line in report.unclean if "地址" in line["found"]} >= {other.address}


def test_a_title_that_another_live_article_has_too_proves_nothing() -> None:
    cast.published(title=TITLE, now=timezone.now() - cast.DAY)
    assert report_on(withdrawn(cast.published(title=TITLE, now=timezone.now() - cast.DAY))).unclean == []


def test_the_keeper_walks_once_and_a_restored_article_is_left_alone() -> None:
    article = withdrawn(cast.published(title=TITLE, now=timezone.now() - cast.DAY))
    assert [duty().perform(timezone.now()) for _ in range(2)] == [1, 0]
    again = withdrawn(cast.published(title="另一篇公告", now=timezone.now() - cast.DAY))
    Article.objects.filter(pk=again.pk).update(withdrawn_at=None, withdrawal_kind="", withdrawal_reason="")
    assert duty().perform(timezone.now()) == 0
    assert article.withdrawal_reports.get().finished_at is not None


@pytest.mark.parametrize("path", ["/新闻/旧 文.htm", "/show.asp?名=值&id=7", "/%D0%C2/1.htm", "/50%.htm"])
def test_an_old_address_is_asked_for_however_it_is_written(path: str) -> None:
    article = cast.published(title=TITLE, now=timezone.now() - cast.DAY)
    OldAddress.objects.create(path=OldAddress.path_of(path), article=article)
    report = report_on(withdrawn(article))
    answers = {line["address"]: line["answer"] for line in report.lines}
    assert {answers[edition + OldAddress.path_of(path)] for edition in settings.EDITIONS} == {410}
    assert report.unclean == []


def test_a_walk_that_cannot_be_made_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, other = (
        withdrawn(cast.published(title=title, now=timezone.now() - cast.DAY)) for title in (TITLE, "另一篇")
    )
    walk = surfaces.walk

    def stumbling(article: Article, *args: Any) -> surfaces.Walk:
        if article == broken:
            raise UnicodeError
        return walk(article, *args)

    monkeypatch.setattr(surfaces, "walk", stumbling)
    with pytest.raises(ExceptionGroup, match="withdrawals were not proved") as told:
        duty().perform(timezone.now())
    assert told.value.exceptions[0].__notes__ == [f"article {broken.pk}"]
    assert other.withdrawal_reports.get().finished_at is not None
    monkeypatch.undo()
    assert duty().perform(timezone.now()) == 1


def test_a_walk_is_bounded() -> None:
    article = withdrawn(everywhere())
    assert len(surfaces.walk(article, timezone.now(), most=7).lines) == 7


def test_who_has_a_licence_is_written_to_and_stands_in_the_report_by_number_only() -> None:
    applicants.masthead()
    article = cast.published(title=TITLE, now=cast.NOON - cast.DAY)
    case = applicants.request_for(article)
    applicants.accepted(case, applicants.officer())
    applicants.request_for(article, organisation="没有获得授权的单位", email="li@example.cn")
    publishing.withdraw(
        article=article, by=cast.chief(), kind=Article.Withdrawal.INFRINGEMENT, reason="侵权", now=cast.NOON
    )
    assert article.withdrawal_reports.get().told == [f"{case.number}（已同意）：通知已寄出"]
    letter = applicants.letters(applicants.TYPED["email"])[-1]
    assert letter.subject == f"{case.number} 授权稿件已撤下，请停止转载"
    assert TITLE in letter.message
    assert not any("已撤下" in one.subject for one in applicants.letters("li@example.cn"))


def test_a_signed_correction_is_written_to_them_too() -> None:
    applicants.masthead()
    article = cast.published(title=TITLE, now=cast.NOON - cast.DAY)
    case = applicants.request_for(article)
    applicants.accepted(case, applicants.officer())
    note = correcting.correct(
        article=article,
        kind=Correction.Kind.CORRECTION,
        text="六月应为七月。",
        by=cast.chief(),
        now=cast.NOON,
    )
    assert "更正" not in applicants.letters(applicants.TYPED["email"])[-1].subject
    correcting.sign(correction=note, by=cast.chief(), now=cast.NOON)
    letter = applicants.letters(applicants.TYPED["email"])[-1]
    assert letter.subject == f"{case.number} 授权稿件有更正，请同样处理"
    assert "六月应为七月。" in letter.message


def test_the_desk_shows_the_report_and_walks_again_on_a_button() -> None:
    chief = cast.chief()
    article = withdrawn(cast.published(title=TITLE, now=timezone.now() - cast.DAY))
    page = page_of(article, "withdrawal_report")
    assert "正在核对" in at_desk(chief).get(page).content.decode()
    told = at_desk(chief).post(page_of(article, "prove_withdrawal"), follow=True).content.decode()
    assert "读者哪里都看不到这篇稿件了" in told
    shown = at_desk(chief).get(page).content.decode()
    assert article.address in shown
    assert "没有痕迹" in shown
    with pytest.raises(NotAllowed, match="没有撤稿的权限"):
        proving.prove(article=article, by=cast.reporter())


def test_what_is_not_withdrawn_cannot_be_proved() -> None:
    with pytest.raises(NotAllowed, match="稿件没有撤下"):
        proving.prove(article=cast.published(), by=cast.chief())


def test_nobody_outside_can_read_a_report(client: Client) -> None:
    article = withdrawn(cast.published(title=TITLE, now=timezone.now() - cast.DAY))
    assert TITLE not in client.get(page_of(article, "withdrawal_report"), follow=True).content.decode()


def test_every_edition_is_asked_and_a_title_in_other_glyphs_would_be_found() -> None:
    article = withdrawn(everywhere())
    lines = {line["address"]: line for line in surfaces.walk(article, timezone.now()).lines}
    for edition in settings.EDITIONS:
        assert lines[edition + article.address]["answer"] == 410
        assert {f"{edition}/", f"{edition}/yaowen/"} <= set(lines)
    traces = surfaces.traces_of(article, timezone.now())
    assert ("标题", in_one_script(traditional(TITLE))) in traces


def test_a_page_that_still_shows_it_in_traditional_characters_is_reported(monkeypatch: Any) -> None:
    article, ask = withdrawn(everywhere()), surfaces.ask
    kept = f"<title>首頁</title>{traditional(TITLE)}"
    monkeypatch.setattr(surfaces, "ask", lambda path: (200, kept) if path == "/hant/" else ask(path))
    lines = {line["address"]: line for line in surfaces.walk(article, timezone.now()).lines}
    assert lines["/hant/"]["found"] == ["标题"]
    assert not lines["/hant/"]["clean"]


def test_the_log_is_not_filled_with_what_the_walk_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    article = withdrawn(everywhere())
    console = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    said = io.StringIO()
    monkeypatch.setattr(console, "stream", said)
    walked = surfaces.walk(article, timezone.now())
    assert {404, 410} <= {line["answer"] for line in walked.lines}
    assert "WARNING" not in said.getvalue()
    Client().get(article.address)
    assert f"Gone: {article.address}" in said.getvalue()
