"""Counts reads: once a reader and half hour, in memory, written to the database once a minute (product F7).

Nothing of a reader is kept but eight bytes of a keyed hash that changes with the day, in memory only. The key is
derived from SECRET_KEY and the date, so all workers make the same one and none has to write it down.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
from collections import Counter
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, connections, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from toolkit import visitors
from toolkit.recently import Recently

from .models import Article, ReadCount, ReadDay
from .models.article import BEIJING

logger = logging.getLogger(__name__)
PAUSE = 30 * 60  # seconds in which a reader counts once for an article
MOST_A_DAY = 6  # reads of one article by one reader
MOST_AN_HOUR = 600  # beacons from one address
MOST_READERS = 100_000  # hashes in memory
MOST_KEYS = 20_000  # pairs of article and hour waiting to be written
EVERY = 60  # seconds from a count until it is written
ROWS = 200  # of one statement
ROBOT = re.compile(
    r"(?<!cu)bot(?:\b|[/_;.-])|spider|crawl|slurp|scrap|preview|monitor|uptime|archive|headless|lighthouse|curl|wget|python|"
    r"google-inspection|mediapartners|chatgpt-user|claude-web|phantomjs|java/|okhttp|go-http|libwww|httpclient|axios|node-fetch|feed|validator|facebookexternalhit",
    re.I,
)

Reads = Counter[tuple[int, datetime]]  # article and beginning of the hour → reads
recently = Recently(MOST_READERS)


def is_robot(agent: str) -> bool:
    """Whether a User-Agent calls itself a machine; one that says nothing is one."""
    return not agent.strip() or ROBOT.search(agent) is not None


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour, which is the same in Beijing and in UTC."""
    return moment.replace(minute=0, second=0, microsecond=0)


class Buffer:
    """Reads that wait to be written: thread-safe, of bounded size."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.reads: Reads = Counter()
        self.clock: threading.Timer | None = None
        self.by_clock = False

    def add(self, article: int, now: datetime) -> None:
        """One more read; of more than MOST_KEYS articles in a minute the last are not counted."""
        key = (article, hour_of(now))
        with self.lock:
            if key in self.reads or len(self.reads) < MOST_KEYS:
                self.reads[key] += 1
            self.wind()

    def take(self) -> Reads:
        """All that waits; from now on it is the taker's."""
        with self.lock:
            taken, self.reads = self.reads, Counter()
        return taken

    def give_back(self, reads: Reads) -> None:
        with self.lock:
            self.reads.update(reads)

    def wind(self) -> None:
        """Have it written in a minute; under a web server only, for elsewhere the caller flushes."""
        if self.by_clock and self.clock is None:
            self.clock = threading.Timer(EVERY, self.ring)
            self.clock.daemon = True
            self.clock.start()

    def ring(self) -> None:
        with self.lock:
            self.clock = None
        flush()
        connections.close_all()
        with self.lock:
            if self.reads:
                self.wind()


buffer = Buffer()


def begin() -> None:
    """Called where a web server starts: counts are written by the clock, and when the process ends."""
    buffer.by_clock = True
    atexit.register(flush)


def note(*, article: int, address: str, agent: str, now: datetime) -> bool:
    """Count that somebody at the network `address` has read it; False where it doesn't count."""
    if is_robot(agent):
        return False
    reader, at = visitors.hashed(address), int(now.timestamp())
    day = now.astimezone(BEIJING).date().isoformat()
    if not recently.allow(key(day, reader, f"hour {at // 3600}"), at=at, pause=0, most=MOST_AN_HOUR):
        return False
    if not recently.allow(key(day, reader, f"article {article}"), at=at, pause=PAUSE, most=MOST_A_DAY):
        return False
    buffer.add(article, now)
    return True


def key(day: str, reader: str, what: str) -> bytes:
    return salted_hmac(f"articles.counting {day}", f"{reader} {what}", algorithm="sha256").digest()[:8]


def flush() -> int:
    """Write what waits in one short transaction; how many reads. What can't be written goes on waiting."""
    reads = buffer.take()
    if not reads:
        return 0
    try:
        return write(reads, timezone.now())
    except DatabaseError:
        buffer.give_back(reads)
        logger.exception("reads: %d could not be written and wait for the next minute", reads.total())
        return 0


@transaction.atomic
def write(reads: Reads, now: datetime) -> int:
    """Add them to the hours of articles that are public at `now`; numbers of nothing else leave no trace."""
    asked = sorted({article for article, _ in reads})
    public: set[int] = set()
    for start in range(0, len(asked), ROWS):
        some = asked[start : start + ROWS]
        public.update(Article.objects.public(now).filter(pk__in=some).values_list("pk", flat=True))
    rows = sorted((article, hour, count) for (article, hour), count in reads.items() if article in public)
    add(ReadCount, "hour", [(article, stored(hour), count) for article, hour, count in rows])
    return sum(count for _, _, count in rows)


def stored(moment: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(moment))


def add(model: type[models.Model], period: str, rows: list[tuple[int, str, int]]) -> None:
    """Rows of article, period and count, each added to what the database has; sorted, so that no two writers
    wait for each other. The ORM's own upsert can only overwrite.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    sql = (
        f"INSERT INTO {table} (article_id, {period}, count) VALUES %s "  # noqa: S608  (our names)
        f"ON CONFLICT (article_id, {period}) DO UPDATE SET count = {table}.count + excluded.count"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            values = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(sql % values, [value for row in some for value in row])


@transaction.atomic
def fold(now: datetime) -> int:
    """Fold hours of days that are eight days gone into their day; how many hours went."""
    local = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    old = ReadCount.objects.select_for_update().filter(hour__lt=local - timedelta(days=8))
    days: Counter[tuple[int, str]] = Counter()
    gone = []
    for pk, article, hour, count in old.order_by("pk").values_list("pk", "article_id", "hour", "count"):
        days[article, hour.astimezone(BEIJING).date().isoformat()] += count
        gone.append(pk)
    add(ReadDay, "day", sorted((article, day, count) for (article, day), count in days.items()))
    for start in range(0, len(gone), ROWS):
        ReadCount.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    return len(gone)
