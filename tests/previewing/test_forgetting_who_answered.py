"""Half a year after a preview link has ended, nobody can tell any more who read behind it and what they wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles import previewing
from articles.models import PreviewAnswer, PreviewLink
from newsroom import keeper
from tests import cast
from tests.cast import DAY, HOUR, NOON
from tests.desk.visits import at_desk, form_of, page_of
from tests.feedback.test_forgetting_a_reader import everything

pytestmark = pytest.mark.django_db
NAME, WORDS = "欧阳主任", "第二段的日期请再核对"
KEPT = timedelta(days=183)


@pytest.fixture
def link() -> PreviewLink:
    """A link of three days, answered by two people outside."""
    made = previewing.make(article=cast.draft(), by=cast.editor(), lasting=3 * DAY, now=NOON)
    for verdict, text in (("remark", WORDS), ("agreed", "")):
        previewing.answer(
            link=made,
            verdict=PreviewAnswer.Verdict(verdict),
            name=NAME,
            text=text,
            ticket=verdict,
            now=NOON + HOUR,
        )
    return made


def keep(now: object) -> int:
    """What the keeper does."""
    (duty,) = [d for hand in keeper.HANDS.values() for d in hand if d.perform == previewing.erase_due]
    return duty.perform(now)  # type: ignore[arg-type]


def test_the_name_and_the_words_are_nowhere_in_the_database(link: PreviewLink) -> None:
    assert NAME in everything()
    assert WORDS in everything()
    assert keep(NOON + 3 * DAY + KEPT) == 2
    assert NAME not in everything()
    assert WORDS not in everything()


def test_that_somebody_agreed_and_when_stays(link: PreviewLink) -> None:
    keep(NOON + 3 * DAY + KEPT)
    agreed = PreviewAnswer.objects.get(verdict="agreed")
    assert (agreed.link, agreed.at, agreed.erased_at) == (link, NOON + HOUR, NOON + 3 * DAY + KEPT)
    editor = at_desk(cast.editor())
    assert "（称呼和意见已按期限删除）" in editor.get(page_of(link.article, "preview_links")).content.decode()
    assert "（称呼已按期限删除）" in editor.get(form_of(link.article)).content.decode()


def test_nothing_is_erased_early_or_twice_and_a_link_taken_back_counts_from_then(link: PreviewLink) -> None:
    assert keep(NOON + 3 * DAY + KEPT - timedelta(seconds=1)) == 0
    previewing.revoke(link=link, by=cast.editor(), now=NOON + DAY)
    assert keep(NOON + DAY + KEPT - timedelta(seconds=1)) == 0
    assert NAME in everything()
    assert keep(NOON + DAY + KEPT) == 2
    assert keep(NOON + 2 * DAY + KEPT) == 0
