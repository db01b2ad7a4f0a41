from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Image, Slot
from articles.models.article import BEIJING
from tests import cast
from tests.pictures import made

from .visits import at_desk, messages

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_slot_changelist")
ADD = reverse("admin:articles_slot_add")
PAST = cast.NOON - 30 * cast.DAY


def slot(article: Article, place: str = "lead") -> dict[str, object]:
    return {"place": place, "article": article.pk, "position": 0, "starts_at": "2026-11-01T08:00"}


def test_a_live_article_becomes_the_lead() -> None:
    article = cast.published(now=PAST)
    at_desk(cast.chief()).post(ADD, slot(article))
    assert Slot.objects.get().article == article


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kind": "advertisement"}, "广告不能作为头条"),
        ({"involves_minor": True}, "涉及未成年人的稿件不能作为头条"),
    ],
)
def test_what_may_not_lead_is_refused_with_the_reason(facts: dict[str, object], reason: str) -> None:
    article = cast.published(now=PAST, **facts)  # type: ignore[arg-type]
    desk = at_desk(cast.chief())
    assert reason in desk.post(ADD, slot(article)).content.decode()
    assert not Slot.objects.exists()
    desk.post(ADD, slot(article, "carousel"))
    assert Slot.objects.get().place == "carousel"


@pytest.mark.parametrize("hours", [(8, 8), (9, 9)])
def test_two_leads_of_one_moment_are_refused_in_the_list_and_nothing_is_lost(hours: tuple[int, int]) -> None:
    """One moved onto the other, and both moved to the same hour."""
    for hour in (8, 10):
        start = datetime(2026, 11, 1, hour, tzinfo=BEIJING)
        Slot.objects.create(place="lead", article=cast.published(now=PAST), starts_at=start)
    rows: dict[str, object] = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "保存"}
    for row, (one, hour) in enumerate(zip(Slot.objects.all(), hours, strict=True)):
        rows |= {f"form-{row}-id": one.pk, f"form-{row}-position": 4077, f"form-{row}-ends_at": ""}
        rows[f"form-{row}-starts_at"] = f"2026-11-01T{hour:02}:00"
    page = at_desk(cast.chief()).post(LIST, rows).content.decode()
    assert "同一开始时间只能有一个头条" in page
    assert page.count('value="4077"') == 2
    assert not Slot.objects.filter(position=4077).exists()


def test_the_desk_says_so_when_the_carousel_has_no_picture_to_show() -> None:
    picture, desk = made.taken_in(), at_desk(cast.chief())
    plain = cast.published(now=PAST, title="没有图的一篇")
    with_cover = cast.published(now=PAST, cover=picture, cover_alt="海堤")
    said = [
        messages(desk.post(ADD, slot(article, place), follow=True))
        for article, place in ((plain, "carousel"), (with_cover, "carousel"), (plain, "lead"))
    ]
    assert ["没有可以公开的封面图片" in " ".join(told) for told in said] == [True, False, False]
    assert "《没有图的一篇》" in " ".join(said[0])
    Image.objects.update(licence_ends=(timezone.now() - 2 * cast.DAY).date())
    told = messages(desk.post(ADD, slot(with_cover, "carousel"), follow=True))
    assert "没有可以公开的封面图片" in " ".join(told)


def test_an_article_that_nobody_can_read_yet_may_be_placed_but_the_desk_says_so() -> None:
    told = at_desk(cast.person("栏目维护")).post(ADD, slot(cast.draft(now=PAST)), follow=True)
    assert "这篇稿件读者现在看不到，上线以后才会出现在首页。" in messages(told)
