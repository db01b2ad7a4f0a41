"""From what a reader asks for to what is shown: title hits first, then the newest; only what is public now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from toolkit.hanzi import likeness, pairs
from toolkit.terms import fold, is_word, phrases, units

from . import extracts, inverted, search
from .extracts import Segment
from .inverted import TEXTS, TITLES, Question
from .models import Article, Category, Source, Topic
from .models.article import BEIJING

PER_PAGE = 20
MOST = 1000  # hits that are counted; more are “1000 条以上”
NEAR, CANDIDATES = 5, 300
LATEST_SECOND = 2**33


@dataclass(frozen=True, slots=True)
class Filters:
    """Where to look: `category` with its children, days in Beijing from `first` to `last`, both included."""

    category: Category | None = None
    source: Source | None = None
    topic: Topic | None = None
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return any((self.category, self.source, self.topic, self.first, self.last))


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the result."""

    article: Article
    title: list[Segment]
    extract: list[Segment]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, how many there are, and whether counting stopped at MOST."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    titles_only: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def find(
    *,
    words: str,
    filters: Filters,
    categories: list[Category],
    page: int,
    now: datetime,
    newest_first: bool = False,
    without_advertisements: bool = False,
) -> Found:
    """The hits of a page; raises inverted.TooSlow. `categories` are all there are, so that nobody asks again.

    Those with the words in their titles come first, unless the newest are asked for. Three questions to the index
    at most (five on PostgreSQL), one for the articles of the page, one for the advertisements among them.
    """
    asked = phrases(words)
    if not asked:
        return Found()
    single = [len(row) for row in asked] == [1] and not is_word(asked[0][0])
    question = put(asked, filters, categories, now)
    with inverted.bounded():
        numbers = ranked(question, titles_only=single, newest_first=newest_first)
    if without_advertisements:
        chosen = Article.objects.filter(pk__in=numbers).without_advertisements()
        kept = set(chosen.order_by().values_list("pk", flat=True))
        numbers = [number for number in numbers if number in kept]
    start = (page - 1) * PER_PAGE
    return Found(
        hits=shown(numbers[start : start + PER_PAGE] if start < MOST else [], asked, now),
        total=min(len(numbers), MOST),
        more=len(numbers) > MOST,
        titles_only=single,
    )


def put(rows: list[list[str]], filters: Filters, categories: list[Category], now: datetime) -> Question:
    """The question that the index is asked."""
    groups = []
    if filters.category is not None:
        mine = [one for one in categories if filters.category.pk in {one.pk, one.parent_id}]
        groups.append([search.of_category(one.pk) for one in mine])
    if filters.source is not None:
        groups.append([search.of_source(filters.source.pk)])
    first = second_at(filters.first) if filters.first else 0
    last = second_at(filters.last + timedelta(days=1)) - 1 if filters.last else LATEST_SECOND
    newest = min(filters.last or date.max, now.astimezone(BEIJING).date()).year
    return Question(
        rows=rows,
        now=search.second_of(now),
        first=first,
        last=last,
        groups=groups,
        topic=filters.topic.pk if filters.topic else None,
        recent=[search.of_year(newest), search.of_year(newest - 1)],
    )


def second_at(day: date) -> int:
    """The first second of a day in Beijing."""
    return search.second_of(datetime.combine(day, time(), BEIJING))


def ranked(question: Question, *, titles_only: bool, newest_first: bool) -> list[int]:
    """Numbers of articles, those with the words in their titles first or the newest; MOST and one more at most."""
    shelves = inverted.shelves()
    if newest_first and not titles_only:
        return shelves.ask(TEXTS, question, MOST + 1)
    found = shelves.ask(TITLES, question, MOST + 1)
    if titles_only or len(found) > MOST:
        return found
    seen = set(found)
    return (found + [one for one in shelves.ask(TEXTS, question, MOST + 1) if one not in seen])[: MOST + 1]


def shown(numbers: list[int], asked: list[list[str]], now: datetime) -> list[Hit]:
    """What of these readers may see now, and does hold what was asked for, with the words marked."""
    public = Article.objects.public(now).filter(pk__in=numbers).for_results().in_bulk()
    hits = []
    for article in (public[number] for number in numbers if number in public):
        assert article.live is not None
        text = article.live
        above, below = (extracts.read(lines(text)) for lines in (extracts.title_lines, extracts.shown_lines))
        if extracts.holds(above + below + extracts.read([text.keywords]), asked):
            # Words that only kicker, subtitle or short title hold are shown where they stand.
            title, *others = above
            unseen = [row for row in asked if not extracts.holds([title, *below], [row])]
            around = [line for line in others if any(extracts.holds([line], [row]) for row in unseen)]
            extract = extracts.extract(around + below, asked)
            hits.append(Hit(article, extracts.marked(text.title, asked), extract))
    return hits


def near(*, words: str, now: datetime) -> list[Article]:
    """For an empty result: public articles with a title like these words, the likest first."""
    mine, row = pairs(fold(words)), units(words)
    if len(row) < 2:
        return []
    question = replace(put([[*two] for two in pairwise(row)], Filters(), [], now), any_row=True)
    with inverted.bounded():
        numbers = inverted.shelves().ask(TITLES, question, CANDIDATES)
    public = Article.objects.public(now).filter(pk__in=numbers).without_advertisements().for_lists()

    def alike(article: Article) -> float:
        return likeness(mine, pairs(fold(article.live.title))) if article.live else 0.0

    return sorted(public, key=alike, reverse=True)[:NEAR]


def topics_like(words: str) -> list[Topic]:
    """Topics whose names share a word with these; else those that are open."""
    mine = pairs(fold(words))
    topics = list(Topic.objects.public())
    return [one for one in topics if mine & pairs(fold(one.name))][:NEAR] or [
        one for one in topics if one.archived_on is None
    ][:3]
