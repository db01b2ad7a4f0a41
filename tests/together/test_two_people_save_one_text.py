from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import merging, revising, rules
from articles.models import Article, Topic
from tests import cast
from tests.desk.visits import at_desk, form_of, typed

pytestmark = pytest.mark.django_db
TOPICS = (("海堤", "haidi"), ("灯光", "dengguang"), ("旧专题", "jiu"))
FIRST, SECOND, THIRD = (
    f"<p>{words}</p>" for words in ("步道沿海堤铺设。", "灯在傍晚亮起。", "周末有讲解员。")
)


@pytest.fixture
def article() -> Article:
    return cast.draft(body=FIRST + SECOND + THIRD)


@pytest.fixture
def zhang() -> User:
    return cast.person("责任编辑", "zhang")


def opened_by(person: User, article: Article) -> tuple[Client, dict[str, object]]:
    """Their browser, and what the open form would send."""
    browser = at_desk(person)
    return browser, typed(browser.get(form_of(article)))


def save(browser: Client, article: Article, form: dict[str, object], **changes: object) -> Any:
    return browser.post(form_of(article), form | changes | {"_continue": ""})


def now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def chosen(page: Any, **more: str) -> dict[str, str]:
    """The choices of the page as they stand, each with the place it speaks of."""
    return {
        choice.name: choice.chosen for choice in page.context["clash"].choices if choice.chosen != "both"
    } | more


def test_the_second_save_is_refused_and_keeps_what_was_typed(article: Article, zhang: User) -> None:
    browser, form = opened_by(zhang, article)
    cast.changed(article, title="对方的标题", body=FIRST + "<p>灯在六点亮起。</p>" + THIRD)
    page = save(browser, article, form, title="我的标题")
    assert now(article).title == "对方的标题"
    assert now(article).newest.number == 2
    text = page.content.decode()
    assert "我的标题" in text
    assert "最新的是第2版" in text
    assert (
        "<del>傍晚</del>" not in text
    )  # only theirs changed that paragraph, so it is theirs that mine lacks
    assert "<del>六点</del>" in text
    assert "<ins>傍晚</ins>" in text


def test_a_form_that_does_not_say_what_it_was_opened_on_is_refused(article: Article, zhang: User) -> None:
    browser, form = opened_by(zhang, article)
    form.pop("on")
    save(browser, article, form, title="没有版次的标题")
    assert now(article).title != "没有版次的标题"


def test_what_only_one_changed_is_chosen_already_and_merged_unsaved(article: Article, zhang: User) -> None:
    browser, form = opened_by(zhang, article)
    cast.changed(article, title="对方的标题", body=FIRST + "<p>灯在六点亮起。</p>" + THIRD)
    mine = {"body": "<p>步道沿着海堤铺设。</p>" + SECOND + THIRD, "subtitle": "我的副题"}
    refused = save(browser, article, form, **mine)
    page = save(browser, article, form, **mine, **chosen(refused), _merge="2")
    merged = typed(page)
    assert now(article).newest.number == 2
    assert "还没有保存" in page.content.decode()
    assert (merged["title"], merged["subtitle"]) == ("对方的标题", "我的副题")
    save(browser, article, merged)
    assert now(article).newest.number == 3
    assert now(article).body.replace("\n", "") == "<p>步道沿着海堤铺设。</p><p>灯在六点亮起。</p>" + THIRD


def test_a_paragraph_that_both_changed_is_asked_for_and_lost_by_nobody(article: Article, zhang: User) -> None:
    browser, form = opened_by(zhang, article)
    cast.changed(article, body=FIRST + "<p>灯在六点亮起。</p>" + THIRD)
    mine = {"body": FIRST + "<p>灯在七点亮起。</p>" + THIRD}
    refused = save(browser, article, form, **mine)
    (choice,) = refused.context["clash"].choices
    assert choice.words == "两个人都改过，请选一个"
    both = typed(save(browser, article, form, **mine, _merge="2"))["body"]
    assert "七点" in both
    assert "六点" in both
    theirs = typed(save(browser, article, form, **mine, _merge="2", **{choice.name: "theirs"}))["body"]
    assert "七点" not in theirs


def test_keeping_mine_is_a_step_of_its_own_and_holds_for_that_version_only(
    article: Article, zhang: User
) -> None:
    browser, form = opened_by(zhang, article)
    cast.changed(article, title="对方的标题")
    cast.changed(article, title="第三个人的标题")
    save(browser, article, form, title="我的标题", over="2")
    assert now(article).title == "第三个人的标题"
    save(browser, article, form, title="我的标题", over="3")
    assert now(article).title == "我的标题"
    assert [r.title for r in article.revisions.all()][:3] == ["我的标题", "第三个人的标题", "对方的标题"]


def test_the_verb_refuses_whatever_the_edge_does(article: Article, zhang: User) -> None:
    stale = now(article)
    cast.changed(article, title="对方的标题")
    stale.title = "旧表单的标题"
    with pytest.raises(rules.NotAllowed, match="最新的是第2版"):
        revising.record(article=stale, by=zhang, on=1)
    assert now(article).title == "对方的标题"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (THIRD + FIRST + SECOND, FIRST + SECOND + "<p>新加的。</p>", THIRD),
        (FIRST, FIRST + SECOND + THIRD, FIRST),
        (FIRST + SECOND + THIRD, "", ""),
    ],
)
def test_paragraphs_that_one_side_moved_or_dropped_come_from_that_side(
    mine: str, theirs: str, expected: str
) -> None:
    base = FIRST + SECOND + THIRD
    both = merging.merged(merging.pieces(base, mine, theirs), {})
    assert both.startswith(expected)
    assert ("新加的" in both) == ("新加的" in theirs)
    if theirs == base:
        assert both == mine


def test_topics_and_authors_that_a_colleague_chose_stay(article: Article, zhang: User) -> None:
    kept, added, dropped = (Topic.objects.create(name=name, slug=slug) for name, slug in TOPICS)
    gone = cast.person("记者", "gone")
    article.topics.set([dropped])
    article.authors.set([zhang, gone])
    User.objects.filter(pk=gone.pk).update(is_active=False)
    browser, form = opened_by(zhang, article)
    article.topics.add(kept)  # a colleague saved no other word, so there is no newer version
    page = save(browser, article, form, topics=[added.pk], authors=[zhang.pk])
    assert page.status_code == 302
    assert set(article.topics.all()) == {kept, added}
    assert set(article.authors.all()) == {zhang, gone}
