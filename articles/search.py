"""What the index knows: the live text of each article, kept by the verbs inside their transactions."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from toolkit.ahead import ahead
from toolkit.terms import units

from .extracts import body_lines, title_lines
from .inverted import IN_SECOND, Row, Words, shelves
from .models import Article, Revision, SearchEntry
from .models.article import BEIJING

BATCH = 500
PLACED = "category published_at take_down_at live live__source".split()  # what `row_of` asks of an article
SAID = "title kicker subtitle list_title summary body byline original_author keywords".split()
T = TypeVar("T")


def keep(article: Article) -> None:
    """Into the index with the text that is live or will be at its time; out of it when there is none."""
    if article.live is None or article.published_at is None or article.withdrawn_at is not None:
        forget(article)
        return
    shelves().write([row_of(article, pack(article.live))])


def forget(article: Article) -> None:
    SearchEntry.objects.filter(article=article).delete()


def pack(text: Revision) -> list[str]:
    """The words of a revision as they will be written."""
    title = [units(line) for line in title_lines(text)]
    return shelves().pack(Words(title, [*title, *(units(line) for line in body_lines(text))]))


def pack_all(texts: list[Revision]) -> dict[int, list[str]]:
    return {text.pk: pack(text) for text in texts}


def row_of(article: Article, packed: list[str]) -> Row:
    """An article with a live text and a time of publication, as the index takes it."""
    assert article.live_id is not None
    assert article.published_at is not None
    gone_at = article.take_down_at
    return Row(
        article=article.pk,
        revision=article.live_id,
        second=int(article.published_at.timestamp()),
        gone_at=int(gone_at.timestamp()) if gone_at else None,
        facets=facets(article),
        packed=packed,
    )


def facets(article: Article) -> list[str]:
    """Where it stands and comes from, as terms; the mark keeps them apart from words."""
    assert article.live is not None
    assert article.published_at is not None
    source = article.live.source_id
    own = [of_category(article.category_id), of_year(article.published_at.astimezone(BEIJING).year)]
    return own + ([of_source(source)] if source else [])


def of_category(number: int) -> str:
    return f"§c{number}"


def of_source(number: int) -> str:
    return f"§s{number}"


def of_year(year: int) -> str:
    return f"§y{year}"


def indexable() -> QuerySet[Article]:
    """What belongs into the index: published or scheduled, not withdrawn."""
    return Article.objects.filter(live__isnull=False, published_at__isnull=False, withdrawn_at__isnull=True)


def missing() -> QuerySet[Article]:
    """Articles of which the index has nothing, or another text than the live one."""
    entry = SearchEntry.objects.filter(article=OuterRef("pk"), revision=OuterRef("live"))
    return indexable().exclude(Exists(entry))


def missing_numbers() -> list[int]:
    """Their numbers, the newest first: eight bytes each, so that a million fit."""
    return list(missing().order_by("-published_at", "-pk").values_list("pk", flat=True))


def is_whole() -> bool:
    """Nothing is being written anew: `fill` begins with the newest, so the oldest article comes last."""
    oldest = indexable().order_by("published_at", "pk").values_list("pk", flat=True).first()
    return oldest is None or SearchEntry.objects.filter(article=oldest).exists()


def held() -> int:
    """How many articles the index has."""
    return SearchEntry.objects.count()


def superfluous() -> QuerySet[SearchEntry]:
    """Entries of articles that have been withdrawn or taken back to before their publication."""
    belongs = indexable().filter(pk=OuterRef("article"))
    return SearchEntry.objects.exclude(Exists(belongs))


def misplaced() -> Iterator[Article]:
    """Articles whose category, source or times the index has otherwise."""
    entries = SearchEntry.objects.values_list("article", "place", "gone_at", "facets")
    known = entries.filter(revision=F("article__live")).order_by("article")
    for numbers in _batches(known.iterator(chunk_size=BATCH)):
        held = {number: (place >> IN_SECOND, gone_at, said) for number, place, gone_at, said in numbers}
        for article in indexable().filter(pk__in=held).select_related("live").only(*PLACED):
            assert article.published_at is not None
            gone_at = int(article.take_down_at.timestamp()) if article.take_down_at else None
            second = int(article.published_at.timestamp())
            if held[article.pk] != (second, gone_at, " ".join(facets(article))):
                yield article


def fill(numbers: Iterable[int]) -> Generator[int, None, None]:
    """Put these articles in, batch by batch, each whole; yields how many a batch had. Stop it where you like.

    A revision never changes, so another process packs its words ahead, before the article is held. Whatever verb
    gives the article another text meanwhile writes that one itself.
    """
    batches = ((batch, live_texts(batch)) for batch in _batches(numbers))
    with shelves().in_haste(), closing(ahead(pack_all, batches)) as prepared:
        for batch, packed in prepared:
            with transaction.atomic():
                # Held until they are written: no verb changes one in between and is then overwritten.
                held = indexable().filter(pk__in=batch).select_for_update(of=("self",))
                held = held.select_related("live").only(*PLACED).order_by("published_at", "pk")
                known = [(one, packed[one.live_id]) for one in held if one.live_id in packed]
                shelves().write([row_of(article, words) for article, words in known])
            yield len(batch)


def live_texts(numbers: list[int]) -> list[Revision]:
    """What readers have or will have of these articles, with all that `pack` asks for."""
    live = indexable().filter(pk__in=numbers).values("live")
    return list(Revision.objects.filter(pk__in=live).only(*SAID))


def mend() -> int:
    """Take out what does not belong there; how much it was."""
    return superfluous().delete()[0]


def clear() -> None:
    with transaction.atomic():
        shelves().clear()


def second_of(moment: datetime) -> int:
    return int(moment.timestamp())


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
