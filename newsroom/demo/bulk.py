"""Plain articles by the hundred thousand, for load tests: whole, in chained order, past the verbs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import chain
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection, models, transaction

from articles.models import Article, ArticleEvent, Category, Publication, Revision, Source, SourceUse
from articles.models.article import BEIJING
from toolkit.pagecache import lock_epoch, raise_epoch

from .phrases import text

SPAN = timedelta(days=3652)
WRITING = timedelta(minutes=10)
BATCH = 2000
PARAMETERS = 30_000  # SQLite takes 32,766 in one statement
Kind = ArticleEvent.Kind


def add_plain(count: int, now: datetime, progress: Callable[[int], object] | None = None) -> None:
    """Add `count` live articles over the ten years before `now`, in batches that are each whole.

    Each has its revision, its publication and its two events, with the digests that the models compute. Nobody
    has reviewed them: where any category asks for reviews all have come from the old site today, by the only way
    past review, and are older than LEGACY_CUTOVER. `progress(n)` hears of every n articles that have arrived.
    """
    by, source, categories = person(), own_source(), every_category()
    imported = Category.objects.filter(required_stages__gt=0).exists()
    end = min(now, datetime.combine(settings.LEGACY_CUTOVER, time(), BEIJING)) if imported else now
    chance = Random(count)
    for first in range(0, count, BATCH):
        size = min(BATCH, count - first)
        times = [end - SPAN * (1 - (i + 0.5) / count) for i in range(first, first + size)]
        with transaction.atomic():
            lock_epoch()
            batch = Batch(by, source, imported_at=now if imported else None)
            for at, *ids in zip(times, numbers(Article, size), numbers(Revision, size), strict=True):
                batch.add(*ids, category=chance.choice(categories), at=at, words=text(chance))
            batch.insert()
        if progress:
            progress(size)
    raise_epoch()


def person() -> User:
    """Who publishes them: a chief editor, a superuser, or somebody made for it who can't log in."""
    known = User.objects.filter(groups__name="终审").first() or User.objects.filter(is_superuser=True).first()
    if known is not None:
        return known
    made = User.objects.create_user("press", last_name="印", first_name="厂")
    made.groups.set(Group.objects.filter(name="终审"))
    return made


def own_source() -> Source:
    facts = {"kind": Source.Kind.OWN, "rights_held_by_us": True, "default_origin": "original"}
    known = Source.objects.filter(rights_held_by_us=True).first()
    return known or Source.objects.get_or_create(name="海湾新区新闻网", defaults=facts)[0]


def every_category() -> list[int]:
    if not Category.objects.exists():
        Category.objects.create(name="要闻", slug="yaowen", home_position=1, required_stages=0)
    return list(Category.objects.values_list("pk", flat=True))


def numbers(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for `count` rows, because articles and revisions point at each other."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sql, [table, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + count + 1))


@cache
def address_around(day: date) -> tuple[str, str]:
    """What stands before and after the number in the address of an article of that day in Beijing."""
    noon = datetime.combine(day, time(12), BEIJING)
    before, _, after = Article(pk=0, published_at=noon).address.rpartition("0")
    return before, after


class Batch:
    """Articles with all their rows, one after another in time, chained to the last event there is.

    Digests come from one revision and one event that take on the facts of each article in turn. What is imported
    was saved and put before readers at that moment, whatever time the old site printed.
    """

    def __init__(self, by: User, source: Source, imported_at: datetime | None = None) -> None:
        self.imported_at = imported_at
        shared: dict[str, Any] = {"source": source, "origin": source.default_origin, "byline": "本网记者"}
        frozen = {"source_name": source.name, "source_url": source.url, "number": 1, "saved_by": by}
        last = ArticleEvent.objects.order_by("-id").values_list("digest", flat=True).first()
        self.revision = Revision(**shared, **frozen)
        self.event = ArticleEvent(by=by, revision=self.revision, previous=last or "")
        self.articles = Rows(
            Article(stage=Article.Stage.PASSED, **shared),
            "id category_id newest_id live_id published_at changed_at created_at title summary body",
        )
        self.revisions = Rows(self.revision, "id article_id saved_at digest title summary body")
        self.publications = Rows(Publication(signed_by=by), "article_id revision_id since address")
        self.sources = Rows(SourceUse(source=source), "article_id at")
        self.events = Rows(self.event, "article_id revision_id kind at detail previous digest")

    def add(self, article: int, revision: int, *, category: int, at: datetime, words: dict[str, str]) -> None:
        """An article written and published at `at`, or imported with that time."""
        saved_at, since = (at - WRITING, at) if self.imported_at is None else (self.imported_at,) * 2
        saved, begun, shown = stored(saved_at), stored(since), stored(at)
        done = Kind.PUBLISHED if self.imported_at is None else Kind.IMPORTED
        before, after = address_around(at.astimezone(BEIJING).date())
        vars(self.revision).update(words)
        digest = self.revision.digest = self.revision.computed_digest()
        title, summary, body = words["title"], words["summary"], words["body"]
        self.articles.add(article, category, revision, revision, shown, shown, saved, title, summary, body)
        self.revisions.add(revision, article, saved, digest, title, summary, body)
        self.publications.add(article, revision, begun, f"{before}{article}{after}")
        self.sources.add(article, shown)
        self.chain((article, revision, str(Kind.SAVED), saved), saved_at, {})
        self.chain((article, revision, str(done), begun), since, {"since": since.isoformat()})

    def chain(self, row: tuple[int, int, str, Any], at: datetime, detail: dict[str, str]) -> None:
        """One event after the last; `row` begins with its article, revision, kind and stored time."""
        event = self.event
        event.article_id, _, event.kind, _ = row
        event.at, event.detail = at, detail
        event.digest = event.computed_digest()
        self.events.add(*row, json.dumps(detail), event.previous, event.digest)
        event.previous = event.digest

    def insert(self) -> None:
        for rows in (self.articles, self.revisions, self.publications, self.sources, self.events):
            rows.insert()


def stored(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


class Rows:
    """Rows on their way into the database: the `varying` columns of each, the others as in `pattern`."""

    def __init__(self, pattern: models.Model, varying: str) -> None:
        self.varying = varying.split()
        fields = {one.attname: one for one in pattern._meta.concrete_fields}
        kept = {
            name: prepared(one, one.pre_save(pattern, add=True))
            for name, one in fields.items()
            if name not in self.varying and not one.primary_key
        }
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(fields[name].column)) for name in [*self.varying, *kept])
        self.into = f"INSERT INTO {quote(pattern._meta.db_table)} ({names}) VALUES "  # noqa: S608  (our models)
        self.row = f"({', '.join([*['%s'] * len(self.varying), *map(literal, kept.values())])})"
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """The values of the varying columns, in their order."""
        self.rows.append(values)

    def insert(self) -> None:
        """As many rows to a statement as it can hold."""
        size = PARAMETERS // len(self.varying)
        with connection.cursor() as cursor:
            for start in range(0, len(self.rows), size):
                rows = self.rows[start : start + size]
                cursor.execute(self.into + ", ".join([self.row] * len(rows)), list(chain.from_iterable(rows)))


def prepared(field: Any, value: Any) -> Any:
    """What the column holds; JSON as its text, which both databases take."""
    json_field = isinstance(field, models.JSONField)
    return json.dumps(value) if json_field else field.get_db_prep_save(value, connection)


def literal(value: Any) -> str:
    """A plain value as SQL of both databases: most columns are the same in every row and need not be sent."""
    match value:
        case None | bool():
            return {None: "NULL", True: "TRUE", False: "FALSE"}[value]
        case int():
            return str(value)
        case str():
            return "'" + value.replace("'", "''").replace("%", "%%") + "'"
    raise TypeError(f"{value!r} has to be among the varying columns")
