from __future__ import annotations

import pytest

from articles import four_eyes, publishing, reviewing, revising, rules
from articles.models import Article
from articles.models.append_only import HistoryIsFixed
from tests import cast
from tests.cast import HOUR, NOON

from .people import Desk, fresh, newest, strict

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stages", "way"),
    [(1, ["final"]), (2, ["first", "final"]), (3, ["first", "second", "final"])],
)
def test_a_text_goes_through_the_stages_of_its_category_and_is_signed_off(
    stages: int, way: list[str]
) -> None:
    desk = Desk()
    article, went = desk.submitted(stages), []
    while (stage := fresh(article).stage) != "passed":
        went.append(stage)
        desk.say_yes(article)
    assert went == way
    round_ = article.rounds.get()
    assert round_.closed_at == NOON
    assert [review.stage for review in round_.reviews.all()] == way
    assert four_eyes.passed_stages(newest(article)) == set(way)
    assert not Article.objects.public(NOON).exists(), "signing off is not publishing"
    publishing.publish(article=article, by=desk.final, now=NOON)
    assert Article.objects.public(NOON).get() == article


def test_each_review_keeps_who_when_what_and_of_which_text() -> None:
    desk = Desk()
    article = desk.signed()
    first, second, final = article.rounds.get().reviews.select_related("round__revision")
    assert [review.reviewer for review in (first, second, final)] == list(desk.reviewers)
    assert [str(review) for review in (first, second, final)] == [
        "初审一校通过",
        "复审二校通过",
        "终审三校通过",
    ]
    assert {review.round.revision.digest for review in (first, second, final)} == {article.newest.digest}
    kinds = [(event.kind, event.detail.get("stage")) for event in article.events.order_by("id")]
    assert kinds == [
        ("saved", None),
        ("submitted", None),
        ("passed", "first"),
        ("passed", "second"),
        ("passed", "final"),
    ]
    with pytest.raises(HistoryIsFixed):
        first.save()


def test_a_new_save_voids_what_was_passed() -> None:
    desk = Desk()
    for article in (desk.signed(), desk.submitted(title="另一篇")):
        cast.changed(article, desk.writer, title="改过的标题")
        stands = fresh(article)
        assert stands.stage == "draft"
        assert four_eyes.passed_stages(newest(stands)) == frozenset()
        assert not stands.rounds.filter(closed_at=None).exists()
        with pytest.raises(rules.NotAllowed, match="要求先通过初审、复审、终审"):
            publishing.publish(article=stands, by=desk.final, now=NOON)


def test_a_save_that_changes_no_word_voids_nothing() -> None:
    desk = Desk()
    article = desk.signed()
    assert revising.record(article=fresh(article), by=desk.writer, now=NOON) is None
    assert fresh(article).stage == "passed"


def test_an_edit_to_a_live_article_leaves_readers_the_old_text_until_it_has_passed() -> None:
    desk = Desk()
    article = cast.changed(desk.published(), desk.writer, title="改过的标题")
    revising.submit(article=article, by=desk.writer, now=NOON)
    desk.passed(article)
    assert Article.objects.public(NOON).get().live.number == 1
    publishing.publish(article=article, by=desk.final, now=NOON)
    assert Article.objects.public(NOON).get().live.title == "改过的标题"
    assert [round_.number for round_ in article.rounds.all()] == [2, 1]


def test_a_returned_text_comes_back_with_reasons_and_starts_again_from_the_first_stage() -> None:
    desk = Desk()
    article = desk.submitted()
    desk.say_yes(article)
    reviewing.return_to_writer(article=article, by=desk.second, opinion="第二段缺出处", now=NOON)
    assert fresh(article).stage == "returned"
    with pytest.raises(rules.NotAllowed, match="修改保存以后再提交"):
        revising.submit(article=article, by=desk.writer, now=NOON)
    article = cast.changed(article, desk.writer, body="<p>补上出处。</p>")
    revising.submit(article=article, by=desk.writer, now=NOON + HOUR)
    assert fresh(article).stage == "first"
    assert [str(review) for review in article.rounds.get(number=1).reviews.all()] == [
        "初审一校通过",
        "复审二校退回修改",
    ]


def test_a_rejected_text_stays_out_and_a_new_one_may_be_tried() -> None:
    desk = Desk()
    article = desk.submitted()
    reviewing.reject(article=article, by=desk.first, opinion="与已发稿件重复", now=NOON)
    assert fresh(article).stage == "rejected"
    with pytest.raises(rules.NotAllowed, match="不予采用"):
        publishing.publish(article=article, by=desk.final, now=NOON)
    cast.changed(article, desk.writer, title="换个角度再写")
    assert fresh(article).stage == "draft"


def test_a_withdrawn_text_comes_back_on_a_fresh_final_review_by_somebody_else() -> None:
    desk, other = Desk(), cast.chief()
    article = desk.published()
    publishing.withdraw(
        article=article, by=desk.final, kind=Article.Withdrawal.ERROR, reason="存疑", now=NOON + HOUR
    )
    with pytest.raises(rules.NotAllowed, match="重新终审"):
        publishing.restore(article=article, by=other, reason="属实", now=NOON + HOUR)
    assert revising.submit(article=article, by=desk.writer, now=NOON + HOUR).again
    assert fresh(article).stage == "final"
    desk.say_yes(article, now=NOON + HOUR)
    with pytest.raises(rules.NotAllowed, match="另一位同事"):
        publishing.restore(article=article, by=desk.final, reason="属实", now=NOON + HOUR)
    publishing.restore(article=article, by=other, reason="属实", now=NOON + HOUR)
    assert Article.objects.public(NOON + HOUR).get().live.number == 1


def test_a_corrected_text_comes_back_in_place_of_the_withdrawn_one() -> None:
    desk, other = Desk(), cast.chief()
    article = desk.published()
    publishing.withdraw(article=article, by=other, kind=Article.Withdrawal.ERROR, reason="数字有误", now=NOON)
    article = cast.changed(article, desk.writer, title="数字改正", now=NOON + HOUR)
    revising.submit(article=article, by=desk.writer, now=NOON + HOUR)
    assert fresh(article).stage == "first", "other words pass every stage"
    desk.passed(article, now=NOON + HOUR)
    publishing.restore(article=article, by=other, reason="已改正", now=NOON + HOUR)
    assert Article.objects.public(NOON + HOUR).get().live.title == "数字改正"


def test_what_passed_one_review_is_no_passport_into_a_stricter_category() -> None:
    desk, mover = Desk(), cast.editor()
    live, waiting = desk.published(1), desk.signed(1, title="还没有发布")
    with pytest.raises(rules.NotAllowed, match="要求先通过初审、复审"):
        publishing.move(article=live, category=strict(3), by=mover, now=NOON)
    publishing.move(article=waiting, category=strict(3), by=mover, now=NOON)
    assert fresh(waiting).stage == "draft"
    with pytest.raises(rules.NotAllowed, match="要求先通过初审、复审"):
        publishing.publish(article=waiting, by=desk.final, now=NOON)
    thrice = desk.published(3, title="三审过的")
    publishing.move(article=thrice, category=strict(1), by=mover, now=NOON)
    publishing.move(article=thrice, category=strict(3), by=mover, now=NOON)
    assert Article.objects.public(NOON).filter(pk=thrice.pk).exists()
