"""Whoever can write into the database can change a row, but not without being found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from post_office.models import Email

from articles import chain, publishing, revising
from articles.models import Article, ArticleEvent, ChainHead, Revision
from articles.models.article import BEIJING
from newsroom import keeper
from tests import cast
from tests.cast import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
TABLE = "articles_articleevent"


def written(sql: str, *values: Any) -> None:
    """As somebody with a database client would."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def history() -> list[int]:
    """Numbers of a dozen events, the last of which is anchored; and one after it."""
    chief = cast.chief()
    for number in range(5):
        article = cast.published(chief, title=f"第{number}篇", now=cast.NOON)
    kind = Article.Withdrawal.ERROR
    publishing.withdraw(article=article, by=chief, kind=kind, reason="失实", now=cast.NOON)
    publishing.restore(article=article, by=chief, reason="已核实", now=cast.NOON)
    chain.anchor(cast.NOON)
    anchored = list(ArticleEvent.objects.order_by("id").values_list("id", flat=True))
    cast.draft(now=cast.NOON)
    assert len(anchored) == 12
    return anchored


def rechained(first: int) -> None:
    """Every digest from that event on made anew, so that the links fit again."""
    previous = ""
    for event in ArticleEvent.objects.order_by("id"):
        if event.pk >= first:
            event.previous = previous
            event.digest = event.computed_digest()
            written(
                f"UPDATE {TABLE} SET previous=%s, digest=%s WHERE id=%s",
                f"~{event.pk}",
                event.digest,
                event.pk,
            )
            written(f"UPDATE {TABLE} SET previous=%s WHERE id=%s", previous, event.pk)
        previous = event.digest


def set_to(column: str, value: object) -> Callable[[int], None]:
    return lambda pk: written(f"UPDATE {TABLE} SET {column}=%s WHERE id=%s", value, pk)


def someone_else(pk: int) -> None:
    set_to("by_id", cast.reporter().pk)(pk)


def another_text(pk: int) -> None:
    now_said = ArticleEvent.objects.get(pk=pk).revision_id
    other = Revision.objects.first() if now_said is None else Revision.objects.exclude(pk=now_said).first()
    set_to("revision_id", other.pk)(pk)


def another_article(pk: int) -> None:
    now_said = ArticleEvent.objects.get(pk=pk).article_id
    set_to("article_id", Article.objects.exclude(pk=now_said).first().pk)(pk)


def taken_out(pk: int) -> None:
    written("DELETE FROM articles_chainhead WHERE event_id=%s", pk)
    written(f"DELETE FROM {TABLE} WHERE id=%s", pk)


def taken_out_and_chained_anew(pk: int) -> None:
    written(f"DELETE FROM {TABLE} WHERE id=%s", pk)
    rechained(pk)


def changed_and_chained_anew(pk: int) -> None:
    set_to("kind", "saved" if ArticleEvent.objects.get(pk=pk).kind != "saved" else "published")(pk)
    rechained(pk)


def put_in(pk: int) -> None:
    """Another row takes this one's place in the chain, and this one follows it."""
    stands = ArticleEvent.objects.get(pk=pk)
    fresh = ArticleEvent(
        id=-pk, article=stands.article, kind="published", by=stands.by, at=stands.at, previous="", detail={}
    )
    fresh.previous = f"before {pk}"
    fresh.digest = fresh.computed_digest()
    fresh.save()


def two_changed_places(pk: int) -> None:
    set_to("id", 10_000 + pk)(pk)


TRIALS: list[tuple[str, int, Callable[[int], None]]] = [
    ("kind of the first", 0, set_to("kind", "published")),
    ("kind in the middle", 5, set_to("kind", "moved")),
    ("kind of the last", 11, set_to("kind", "moved")),
    ("time by a second", 3, set_to("at", cast.NOON + timedelta(seconds=1))),
    ("time by a microsecond", 7, set_to("at", cast.NOON + timedelta(microseconds=1))),
    ("person", 4, someone_else),
    ("person of the first", 0, someone_else),
    ("text", 2, another_text),
    ("article", 6, another_article),
    ("reason of the withdrawal", 10, set_to("detail", '{"why": "error", "reason": "别的"}')),
    ("detail emptied", 9, set_to("detail", "{}")),
    ("digest", 8, set_to("digest", "0" * 64)),
    ("link", 8, set_to("previous", "0" * 64)),
    ("first taken out", 0, taken_out),
    ("one in the middle taken out", 5, taken_out),
    ("taken out, the rest chained anew", 5, taken_out_and_chained_anew),
    ("changed, the rest chained anew", 5, changed_and_chained_anew),
    ("first changed, all chained anew", 0, changed_and_chained_anew),
    ("put in", 6, put_in),
    ("two have changed places", 6, two_changed_places),
]


def test_nothing_is_found_where_nothing_was_done(history: list[int]) -> None:
    assert list(chain.faults(heads=[ChainHead.objects.get().digest])) == []


@pytest.mark.parametrize(("name", "place", "attack"), TRIALS, ids=[name for name, _, _ in TRIALS])
def test_each_of_twenty_attacks_is_found(
    history: list[int], name: str, place: int, attack: Callable[[int], None]
) -> None:
    attack(history[place])
    assert list(chain.faults()), name


def test_there_are_twenty() -> None:
    assert len(TRIALS) == 20


def test_an_anchor_changed_with_the_rest_is_found_by_the_letter(history: list[int]) -> None:
    letter = ChainHead.objects.get().digest
    changed_and_chained_anew(history[0])
    last = ArticleEvent.objects.get(pk=history[-1]).digest
    written("UPDATE articles_chainhead SET digest=%s", last)
    assert list(chain.faults()) == [], "the database alone can't know"
    assert list(chain.faults(heads=[letter])) == [f"信上的指纹 {letter} 不在记录链里"]


def test_a_changed_text_is_found_too(history: list[int]) -> None:
    written("UPDATE articles_revision SET body='<p>别的话</p>' WHERE id=%s", Revision.objects.first().pk)
    assert any("的文字与指纹不符" in sentence for sentence in chain.faults())


def test_the_command_says_what_it_found_and_fails(history: list[int]) -> None:
    said = StringIO()
    call_command("verify_events", stdout=said, stderr=StringIO())
    assert "完整" in said.getvalue()
    set_to("kind", "moved")(history[4])
    with pytest.raises(CommandError, match="查出1处不符"):
        call_command("verify_events", stdout=said, stderr=StringIO())
    assert f"记录 {history[4]} 的内容与指纹不符" in said.getvalue()


def test_the_keeper_writes_the_head_to_the_auditors_once_a_day() -> None:
    duty = next(d for hand in keeper.HANDS.values() for d in hand if d.name == "head of the chain")
    auditor, gone = cast.person("审计"), cast.person("审计")
    for person in (auditor, gone):
        person.email = f"audit{person.pk}@haiwan.example.cn"
        person.is_active = person == auditor
        person.save()
    assert duty.perform(cast.NOON) == 0, "there is nothing to keep yet"
    cast.published(now=cast.NOON)
    assert [duty.perform(cast.NOON + hours * cast.HOUR) for hours in (0, 11, 12)] == [1, 0, 1]
    heads = list(ChainHead.objects.order_by("day"))
    assert [str(head.day) for head in heads] == ["2026-11-24", "2026-11-25"]
    letters = list(Email.objects.order_by("id"))
    assert [letter.to for letter in letters] == [[auditor.email]] * 2
    assert heads[0].digest in letters[0].message


def test_a_time_of_the_original_counts_the_same_in_whatever_zone_it_was_typed() -> None:
    typed = (NOON - DAY).astimezone(BEIJING)
    article = cast.draft(origin="permitted", original_published_at=typed)
    assert list(chain.faults()) == []
    first = Revision.objects.get()
    again = Article.objects.get(pk=article.pk)
    assert revising.record(article=again, by=cast.reporter(), now=NOON) is None
    # What was recorded before had the time as typed in it, and is as good a witness.
    assert first.is_told_by(first.computed_digest(BEIJING))
    assert not first.is_told_by(first.computed_digest(timezone(HOUR)))
    assert first.digests() == {first.digest, first.computed_digest(BEIJING)}
