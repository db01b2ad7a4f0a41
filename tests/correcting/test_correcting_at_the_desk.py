from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import correcting
from articles.models import Article, Correction
from feedback import handling
from feedback.models import Letter
from tests import cast
from tests.desk.visits import at_desk, form_of, messages, page_of
from tests.feedback import readers

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "全长三公里", "全长四公里"
BODY = f"<p>步道沿海堤铺设，{WRONG}。</p>"


def live() -> Article:
    return cast.published(now=timezone.now() - cast.DAY, body=BODY)


def seen(address: str) -> str:
    return Client().get(address).content.decode()


def test_one_writes_the_other_reads_and_signs() -> None:
    article, writer, signer = live(), cast.chief(), cast.chief()
    said = {"kind": "clarification", "text": "步道里程以竣工图为准。"}
    at_desk(writer).post(page_of(article, "correct"), said)
    assert "步道里程" not in seen(article.address)
    own = at_desk(writer).get(page_of(article, "sign_correction")).content.decode()
    assert "更正要由起草人以外的另一人签发" in own
    page = at_desk(signer).get(page_of(article, "sign_correction"))
    assert "步道里程以竣工图为准。" in page.content.decode()
    told = at_desk(signer).post(
        page_of(article, "sign_correction"), {"correction": article.corrections.get().pk}, follow=True
    )
    assert "已签发，读者在原文上方和更正页面可以看到。" in messages(told)
    assert "步道里程以竣工图为准。" in seen(article.address)


def test_nobody_signs_what_was_not_on_the_screen() -> None:
    article = live()
    facts = {"article": article, "kind": Correction.Kind.CORRECTION, "by": cast.chief()}
    first = correcting.correct(text="第一种说法", **facts)  # type: ignore[arg-type]
    correcting.drop(correction=first, by=cast.chief())
    correcting.correct(text="第二种说法", **facts)  # type: ignore[arg-type]
    answer = at_desk(cast.chief()).post(page_of(article, "sign_correction"), {"correction": first.pk})
    assert "等待签发的更正已经变了" in answer.content.decode()
    assert not Correction.objects.exclude(published_at=None).exists()


@pytest.mark.parametrize(("role", "offered"), [("终审", True), ("读者来信", True), ("记者", False)])
def test_the_step_is_offered_to_who_may_take_it(role: str, offered: bool) -> None:
    article = live()
    page = at_desk(cast.person(role)).get(form_of(article)).content.decode()
    assert (page_of(article, "correct") in page) is offered


def answered(article: Article, *, accepted: bool) -> Letter:
    words = {"quote": WRONG, "suggestion": RIGHT, "name": "陈某", "phone": "0592-1234567"}
    letter = readers.letter(article, now=timezone.now(), **words)
    handling.answer(letter=letter, by=cast.person("读者来信"), accepted=accepted, text="谢谢")
    return letter


def test_an_accepted_report_becomes_a_correction_in_one_step_without_the_reader_in_it() -> None:
    article = live()
    letter = answered(article, accepted=True)
    desk, page = at_desk(cast.person("读者来信")), reverse("admin:feedback_letter_correct", args=[letter.pk])
    assert page in desk.get(reverse("admin:feedback_letter_change", args=[letter.pk])).content.decode()
    initial = desk.get(page).context["form"].initial
    assert initial["text"] == f"文中“{WRONG}”应为“{RIGHT}”。"
    desk.post(page, initial)
    correcting.sign(correction=article.corrections.get(), by=cast.chief())
    shown = seen(article.address)
    assert f"文中“{WRONG}”应为“{RIGHT}”。" in shown
    assert "陈某" not in shown
    assert "1234567" not in shown


def test_a_declined_report_does_not() -> None:
    letter = answered(live(), accepted=False)
    page = at_desk(cast.person("读者来信")).get(reverse("admin:feedback_letter_change", args=[letter.pk]))
    assert "起草更正" not in page.content.decode()
