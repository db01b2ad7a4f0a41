from __future__ import annotations

import json
import re

import feedparser
import pytest
from django.db import IntegrityError
from django.test import Client

from articles import correcting, publishing
from articles.models import Article, ArticleEvent, Correction
from articles.models.append_only import HistoryIsFixed
from articles.rules import NotAllowed
from tests import cast
from toolkit.models import Epoch

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
SENTENCE = "正文第一段中的“六月”应为“七月”。"


def drafted(article: Article, text: str = SENTENCE) -> Correction:
    return correcting.correct(
        article=article, kind=Correction.Kind.CORRECTION, text=text, by=cast.chief(), now=PAST + cast.HOUR
    )


def signed(article: Article, text: str = SENTENCE) -> Correction:
    correction = drafted(article, text)
    correcting.sign(correction=correction, by=cast.chief(), now=PAST + 2 * cast.HOUR)
    return correction


def seen(address: str) -> str:
    return Client().get(address).content.decode()


def test_nobody_outside_sees_a_correction_before_a_second_person_has_signed_it() -> None:
    article = cast.published(now=PAST)
    correction = drafted(article)
    places = (article.address, "/corrections/", "/feeds/rss.xml", "/feeds/atom.xml")
    assert not any(SENTENCE in seen(place) for place in places)
    before = Epoch.objects.get().number
    correcting.sign(correction=correction, by=cast.chief(), now=PAST + 2 * cast.HOUR)
    assert all(SENTENCE in seen(place) for place in places)
    assert Epoch.objects.get().number > before


def test_whoever_wrote_it_cannot_sign_it_a_superuser_neither() -> None:
    writer = cast.chief()
    writer.is_superuser = True
    writer.save()
    correction = correcting.correct(
        article=cast.published(now=PAST),
        kind=Correction.Kind.ADDITION,
        text=SENTENCE,
        by=writer,
        now=cast.NOON,
    )
    with pytest.raises(NotAllowed, match="起草人以外的另一人"):
        correcting.sign(correction=correction, by=writer, now=cast.NOON)
    with pytest.raises(IntegrityError, match=r"correction_has_a_second_person|CHECK"):
        correction.sign(writer, cast.NOON)


@pytest.mark.parametrize("role", ["记者", "责任编辑", "初审", "审计"])
def test_others_neither_write_nor_drop_nor_sign_one(role: str) -> None:
    article, somebody = cast.published(now=PAST), cast.person(role)
    with pytest.raises(NotAllowed, match="没有起草更正的权限"):
        correcting.correct(article=article, kind=Correction.Kind.CORRECTION, text="错", by=somebody)
    with pytest.raises(NotAllowed, match="没有发布更正的权限"):
        correcting.sign(correction=drafted(article), by=somebody)
    with pytest.raises(NotAllowed, match="没有起草更正的权限"):
        correcting.drop(correction=article.corrections.get(), by=somebody)


def test_the_letters_desk_writes_it_and_cannot_sign_it() -> None:
    article, desk = cast.published(now=PAST), cast.person("读者来信")
    kind = Correction.Kind.CORRECTION
    correction = correcting.correct(article=article, kind=kind, text=SENTENCE, by=desk, now=cast.NOON)
    with pytest.raises(NotAllowed, match="没有发布更正的权限"):
        correcting.sign(correction=correction, by=cast.person("读者来信"), now=cast.NOON)
    correcting.sign(correction=correction, by=cast.chief(), now=cast.NOON)
    assert correction.published_at == cast.NOON


def test_what_nobody_can_read_is_not_corrected() -> None:
    chief = cast.chief()
    for article in (cast.draft(), withdrawn()):
        with pytest.raises(NotAllowed, match="读者现在看不到这篇稿件"):
            correcting.correct(article=article, kind=Correction.Kind.CORRECTION, text=SENTENCE, by=chief)


def withdrawn() -> Article:
    article = cast.published(now=PAST)
    kind = Article.Withdrawal.ERROR
    publishing.withdraw(article=article, by=cast.chief(), kind=kind, reason="失实", now=PAST + 3 * cast.HOUR)
    return article


def test_one_waits_at_a_time_and_it_needs_words() -> None:
    article = cast.published(now=PAST)
    with pytest.raises(NotAllowed, match="请写明更正的内容"):
        drafted(article, "  ")
    drafted(article)
    with pytest.raises(NotAllowed, match="已有一份更正等待另一人签发"):
        drafted(article)


def test_a_draft_can_be_dropped_and_a_published_one_stands_for_ever() -> None:
    article = cast.published(now=PAST)
    wrong = drafted(article, "写错了")
    correcting.drop(correction=wrong, by=cast.chief(), now=PAST + cast.HOUR)
    with pytest.raises(NotAllowed, match="已经撤回"):
        correcting.sign(correction=wrong, by=cast.chief())
    right = signed(article)
    with pytest.raises(NotAllowed, match="已经发布"):
        correcting.drop(correction=right, by=cast.chief())
    right.text = "另一句"
    with pytest.raises(HistoryIsFixed):
        right.save()
    with pytest.raises(HistoryIsFixed):
        Correction.objects.filter(pk=right.pk).update(text="另一句")
    assert "写错了" not in seen("/corrections/")


def test_the_note_stands_above_the_text_with_kind_and_date_and_markup_in_it_is_only_words() -> None:
    article = cast.published(now=PAST)
    signed(article, "<b>甲</b>应为乙")
    page = seen(article.address)
    assert page.index("&lt;b&gt;甲&lt;/b&gt;应为乙") < page.index('class="body"')
    assert re.search(r"<b>更正</b>\s*<time datetime=\"2026-10-25T14:00:00\+08:00\">2026-10-25 14:00", page)


def test_machines_are_told_too() -> None:
    article = cast.published(now=PAST)
    signed(article)
    data = json.loads(
        re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", seen(article.address), re.S)[0]
    )
    news = data["@graph"][0]
    assert news["correction"] == [
        {
            "@type": "CorrectionComment",
            "name": "更正",
            "text": SENTENCE,
            "datePublished": "2026-10-25T14:00:00+08:00",
        }
    ]
    assert news["dateModified"] == "2026-10-25T14:00:00+08:00"
    [entry] = feedparser.parse(seen("/feeds/atom.xml")).entries
    assert entry.title == f"{article.title}（有更正）"
    assert entry.content[0].value.startswith(f"<p>【更正 2026-10-25】{SENTENCE}</p>")
    assert entry.updated == "2026-10-25T06:00:00+00:00"


def test_the_page_of_corrections_has_the_newest_first_and_twenty_to_a_page() -> None:
    for number in range(21):
        correction = drafted(cast.published(title=f"第{number}篇", now=PAST), f"说明之{number}。")
        correcting.sign(correction=correction, by=cast.chief(), now=PAST + (2 + number) * cast.HOUR)
    first, second = seen("/corrections/"), seen("/corrections/page/2/")
    assert first.index("说明之20。") < first.index("说明之19。")
    assert "说明之0。" in second
    assert "说明之0。" not in first
    assert Client().get("/corrections/page/3/").status_code == 404
    assert Client().get("/corrections/page/1/")["Location"] == "/corrections/"


def test_what_is_taken_back_takes_its_corrections_with_it() -> None:
    article = cast.published(now=PAST)
    signed(article)
    publishing.withdraw(article=article, by=cast.chief(), kind=Article.Withdrawal.ERROR, reason="失实")
    assert SENTENCE not in seen("/corrections/") + seen("/feeds/rss.xml") + seen(article.address)


def test_both_people_stand_in_the_chain() -> None:
    correction = signed(cast.published(now=PAST))
    events = list(ArticleEvent.objects.order_by("-id")[:2])
    assert [(event.kind, event.by) for event in events] == [
        ("corrected", correction.confirmed_by),
        ("correction_drafted", correction.by),
    ]
    assert events[0].detail["correction"] == correction.pk
