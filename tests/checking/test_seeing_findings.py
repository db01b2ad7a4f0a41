"""The findings stand beside the text, with a way for those who may let one pass."""

from __future__ import annotations

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from articles import checking
from articles.models import Article, Finding, Waiver
from tests import cast
from tests.desk.visits import at_desk, form_of, messages

from .texts import saved

pytestmark = pytest.mark.django_db
NUMBER = "<p>请联系13812345678。</p>"


def finding_in(body: str = NUMBER) -> Finding:
    return saved(body=body).findings.get()


def waive_page(finding: Finding) -> str:
    return reverse("admin:articles_article_waive", args=[finding.revision.article_id, finding.pk])


def panel(article: Article, role: str) -> LexborHTMLParser:
    """The findings as somebody in that role sees them beside the text."""
    page = LexborHTMLParser(at_desk(cast.person(role)).get(form_of(article)).content)
    return page.css_first("section.findings")  # type: ignore[return-value]


def test_place_rule_basis_and_suggestion_stand_beside_the_text() -> None:
    article = finding_in().revision.article
    words = panel(article, "记者").text()
    for said in (
        "须改正",
        "出现手机号码",
        "正文第4字",
        "请联系138****5678",
        "《个人信息保护法》",
        "改为 138****1234",
    ):
        assert said in words


def test_the_gravest_stand_first() -> None:
    article = saved(editor="", body=NUMBER + "<p>本文由AI生成。</p>").article
    states = [node.text() for node in panel(article, "记者").css(".state")]
    assert states == ["须改正", "须确认", "提示"]


def test_a_text_without_findings_says_so() -> None:
    assert "没有检查意见" in panel(saved().article, "记者").text()


@pytest.mark.parametrize(("role", "offered"), [("终审", True), ("初审", False), ("记者", False)])
def test_only_who_may_waive_finds_the_way_to(role: str, offered: bool) -> None:
    finding = finding_in()
    links = [node.attributes["href"] for node in panel(finding.revision.article, role).css("a")]
    assert links == ([waive_page(finding)] if offered else [])


def test_a_waiver_is_given_with_a_reason_and_shown_to_the_next_reviewer() -> None:
    finding, desk = finding_in(), at_desk(cast.chief())
    assert "只对这一版有效" in desk.get(waive_page(finding)).content.decode()
    desk.post(waive_page(finding), {"reason": " "})
    assert not Waiver.objects.exists()
    told = messages(desk.post(waive_page(finding), {"reason": "当事人书面同意公开"}, follow=True))
    assert told == ["已放行：出现手机号码。"]
    words = panel(finding.revision.article, "初审").text()
    assert "已放行" in words
    assert "当事人书面同意公开" in words
    assert "林某（终审）" in " ".join(words.split()).replace(" ", "")


def test_pressing_without_the_right_says_why_and_changes_nothing() -> None:
    finding = finding_in()
    page = at_desk(cast.person("初审")).post(waive_page(finding), {"reason": "核实"}).content.decode()
    assert "没有放行检查意见的权限" in page
    assert not Waiver.objects.exists()


def test_a_finding_of_another_article_is_not_found() -> None:
    finding, other = finding_in(), saved(title="另一篇").article
    address = reverse("admin:articles_article_waive", args=[other.pk, finding.pk])
    assert at_desk(cast.chief()).post(address, {"reason": "核实"}).status_code == 404
    assert checking.reasons_not_to_waive(finding, cast.chief()) == []
