"""Where the terms of the index lie: FTS5 tables on SQLite, arrays of numbers under GIN on PostgreSQL.

Two shelves in each: what stands in titles, and everything. The terms are pairs (`toolkit.terms`); whether three and
more characters stand together is seen by positions on SQLite and in the plain line on PostgreSQL (decisions/0012).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.utils import OperationalError

from toolkit.terms import number, numbers, pairs

from .models import SearchEntry

IN_SECOND = 20  # bits of a place that number articles published in the same second
SECONDS = 2.0  # after which a question is given up
MADE = "CREATE INDEX IF NOT EXISTS {index} ON articles_searchentry USING gin ({shelf}_terms) WITH (fastupdate = off)"
ENTRY = "article_id, revision_id, place, gone_at, facets"
TITLES, TEXTS = SHELVES = "title", "text"
GAP = " ¦ "  # between lines, so that the end of one and the beginning of the next are no neighbours


class TooSlow(Exception):
    """The database was stopped after SECONDS."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a revision says, as rows of units; everything includes the title."""

    title: list[list[str]]
    everything: list[list[str]]

    def lines(self, shelf: str) -> list[list[str]]:
        return self.title if shelf == TITLES else self.everything

    def alone(self, shelf: str) -> set[str]:
        """Units that are terms by themselves: words and numbers, in titles also characters."""
        return {unit for row in self.lines(shelf) for unit in row if shelf == TITLES or len(unit) > 1}


@dataclass(frozen=True, slots=True)
class Row:
    """An article on its way into the index; `second` is that of its publication, `packed` the words of its text."""

    article: int
    revision: int
    second: int
    gone_at: int | None
    facets: list[str]
    packed: list[str]


@dataclass(frozen=True, slots=True)
class Question:
    """All of `rows`, one term of each group in `groups`, published from `first` up to `last` (seconds).

    `recent` are terms of which every article of the last years has one. With `any_row` one row is enough.
    """

    rows: list[list[str]]
    now: int
    first: int
    last: int
    groups: list[list[str]] = field(default_factory=list)
    topic: int | None = None
    recent: list[str] = field(default_factory=list)
    any_row: bool = False


class Shelves(Protocol):
    def pack(self, words: Words) -> list[str]:
        """The words as they will be written. Asks no database, so that another process can do it."""

    def write(self, rows: Sequence[Row]) -> None:
        """Put in, in the place of what was there of the same articles."""

    def clear(self) -> None:
        """Forget every article."""

    def ask(self, shelf: str, question: Question, most: int) -> list[int]:
        """Numbers of articles, the newest first, no more than `most`."""

    def in_haste(self) -> AbstractContextManager[None]:
        """Much is going to be written."""


class Fts5:
    """A row without its text (contentless), whose number is the place: newest first is the order of numbers.

    SQLite 3.40 can't delete such a row. One that no entry points at any more is never found, and `clear` ends it.
    """

    def pack(self, words: Words) -> list[str]:
        return [
            GAP.join([*(" ".join(pairs(line)) for line in words.lines(shelf)), *words.alone(shelf)])
            for shelf in SHELVES
        ]

    def write(self, rows: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            for row in rows:
                low = row.second << IN_SECOND
                cursor.execute(
                    "SELECT coalesce(max(id) + 1, %s) FROM articles_search_text_docsize WHERE id BETWEEN %s AND %s",
                    [low, low, low | ((1 << IN_SECOND) - 1)],
                )
                (place,) = cursor.fetchone()
                kept = [row.article, row.revision, place, row.gone_at, " ".join(row.facets)]
                cursor.execute(_upsert("(%s, %s, %s, %s, %s)", ENTRY), kept)
                for shelf, words in zip(SHELVES, row.packed, strict=True):
                    cursor.execute(
                        f"INSERT INTO articles_search_{shelf} (rowid, terms) VALUES (%s, %s)",  # noqa: S608
                        [place, GAP.join([words, *row.facets])],
                    )

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM articles_searchentry")
            for shelf in SHELVES:
                table = f"articles_search_{shelf}"
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608

    def ask(self, shelf: str, question: Question, most: int) -> list[int]:
        join = " OR " if question.any_row else " AND "
        parts = [join.join(f'"{" ".join(pairs(row) or row)}"' for row in question.rows)]
        parts += [" OR ".join(f'"{term}"' for term in group) for group in question.groups]
        match = " AND ".join(f"({part})" for part in parts)
        where, values = _bounds(question, "f.rowid")
        # CROSS JOIN keeps the planner from beginning with the entries; + keeps it from asking place by place.
        sql = (
            f"SELECT e.article_id FROM articles_search_{shelf}(%s) f "  # noqa: S608
            f"CROSS JOIN articles_searchentry e ON e.place = f.rowid WHERE {where} "
        )
        if question.topic is not None:
            sql += (
                "AND +f.rowid IN (SELECT s.place FROM articles_searchentry s JOIN articles_article_topics t "
                "ON t.article_id = s.article_id WHERE t.topic_id = %s) "
            )
            values.append(question.topic)
        return _numbers(f"{sql} ORDER BY f.rowid DESC LIMIT %s", [match, *values, most])

    @contextmanager
    def in_haste(self) -> Iterator[None]:
        """Pieces of the index are merged sixteen at a time, not four: half as much is written twice."""
        self._set("automerge", 16)
        try:
            yield
        finally:
            self._set("automerge", 4)

    def _set(self, option: str, value: int) -> None:
        with connection.cursor() as cursor:
            for shelf in SHELVES:
                table = f"articles_search_{shelf}"
                cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES (%s, %s)", [option, value])  # noqa: S608


class Gin:
    """Terms as 32-bit numbers under an index of plain integers, and the folded text beside them."""

    COLUMNS = f"{ENTRY}, title_terms, text_terms, title_line, text_line"

    def pack(self, words: Words) -> list[str]:
        """The terms of both shelves, then the lines of both."""
        both = [(words.alone(shelf), words.lines(shelf)) for shelf in SHELVES]
        terms = [_listed(map(number, alone), *map(numbers, lines)) for alone, lines in both]
        return terms + ["\n".join(map("".join, lines)) for _, lines in both]

    def write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        values: list[Any] = []
        for row in rows:
            place = (row.second << IN_SECOND) | row.article % (1 << IN_SECOND)
            values += [row.article, row.revision, place, row.gone_at, " ".join(row.facets)]
            facets, (title, text, *lines) = _listed(map(number, row.facets)), row.packed
            values += [f"{{{','.join(filter(None, (facets, terms)))}}}" for terms in (title, text)] + lines
        slots = ", ".join(["(%s, %s, %s, %s, %s, %s::int[], %s::int[], %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(_upsert(slots, self.COLUMNS), values)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE refuses while a check waits
            cursor.execute("TRUNCATE articles_searchentry")

    def ask(self, shelf: str, question: Question, most: int) -> list[int]:
        """In two steps, because sorting all that has a common term takes longer than finding it."""
        if question.recent:
            found = self._newest(shelf, question, [*question.groups, question.recent], most)
            if len(found) >= most:
                return found
        return self._newest(shelf, question, question.groups, most)

    def _newest(self, shelf: str, question: Question, groups: list[list[str]], most: int) -> list[int]:
        where, values = _bounds(question, "place")
        where += f" AND {shelf}_terms {'&&' if question.any_row else '@>'} %s::int[]"
        values.append(_array({term for row in question.rows for term in pairs(row) or row}))
        for group in groups:
            where += f" AND {shelf}_terms && %s::int[]"
            values.append(_array(group))
        if question.topic is not None:
            where += " AND article_id IN (SELECT article_id FROM articles_article_topics WHERE topic_id = %s)"
            values.append(question.topic)
        # Materialised: else the planner walks the places backwards and opens the terms of every article.
        sql = (
            f"WITH m AS MATERIALIZED (SELECT article_id, place FROM articles_searchentry e WHERE {where}) "  # noqa: S608
            "SELECT article_id FROM (SELECT article_id FROM m ORDER BY place DESC OFFSET 0) s "
        )
        if longer := ["".join(row) for row in question.rows if len(row) > 2]:
            # One article after the other, until there are enough: OFFSET 0 above keeps this after the sorting.
            held = " AND ".join([f"strpos(e.{shelf}_line, %s) > 0"] * len(longer))
            sql += f"WHERE (SELECT {held} FROM articles_searchentry e WHERE e.article_id = s.article_id) "  # noqa: S608
            values += longer
        return _numbers(f"{sql} LIMIT %s", [*values, most])

    @contextmanager
    def in_haste(self) -> Iterator[None]:
        """The index of an empty table is made afterwards in one go; into a full one new terms are sorted in heaps."""
        if not SearchEntry.objects.exists():
            self._for_both("DROP INDEX IF EXISTS {index}")
        self._for_both("ALTER INDEX IF EXISTS {index} SET (fastupdate = on, gin_pending_list_limit = 65536)")
        try:
            yield
        finally:
            self._for_both(MADE)
            self._for_both("ALTER INDEX {index} RESET (gin_pending_list_limit)")
            self._for_both("ALTER INDEX {index} SET (fastupdate = off)")
            self._for_both("SELECT gin_clean_pending_list('{index}')")

    def _for_both(self, statement: str) -> None:
        """Once for each shelf, however long it takes."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # an index is neither made nor dropped while a check waits
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            for shelf in SHELVES:
                cursor.execute(statement.format(index=f"search_{shelf}_terms", shelf=shelf))


def shelves() -> Shelves:
    return Gin() if connection.vendor == "postgresql" else Fts5()


@contextmanager
def bounded() -> Iterator[None]:
    """No question takes longer than SECONDS; raises TooSlow."""
    connection.ensure_connection()
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {SECONDS * 1000:.0f}")
                yield
                cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
        else:
            deadline = time.monotonic() + SECONDS
            connection.connection.set_progress_handler(lambda: time.monotonic() > deadline, 20_000)
            try:
                yield
            finally:
                connection.connection.set_progress_handler(None, 0)
    except OperationalError as error:
        if any(word in str(error) for word in ("interrupted", "statement timeout")):
            raise TooSlow from error
        raise


def _bounds(question: Question, place: str) -> tuple[str, list[Any]]:
    """The conditions that both databases share."""
    low, high = question.first << IN_SECOND, ((min(question.last, question.now) + 1) << IN_SECOND) - 1
    where = f"{place} BETWEEN %s AND %s AND (e.gone_at IS NULL OR e.gone_at > %s)"
    return where, [low, high, question.now]


def _upsert(slots: str, columns: str) -> str:
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
    into = f"INSERT INTO articles_searchentry ({columns}) VALUES {slots} "  # noqa: S608
    return f"{into}ON CONFLICT (article_id) DO UPDATE SET {changed}"


def _numbers(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]


def _array(terms: Iterable[str]) -> str:
    return f"{{{_listed(map(number, terms))}}}"


def _listed(*numbers: Iterable[int]) -> str:
    # The text of a list is a third faster to make than one of each number.
    return str(list(chain(*numbers)))[1:-1]
