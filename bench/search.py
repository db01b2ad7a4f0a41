"""`python bench/search.py [ARTICLES]`: how long searching takes among 200,000 articles of 1,500 characters.

Fills an empty database (SQLite in VAR_DIR/bench-search, or the one of DATABASE_URL: `python -m tests.cluster python
bench/search.py`), indexes it, asks 200 questions of each kind through `articles.finding` (index, articles of the
page, extracts) and says p50, p95 and the worst. With --keep the database stays, and a second run asks only.
Disk: about 30 KB an article on SQLite, 35 KB on PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
from collections import Counter
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench-search"
os.environ["VAR_DIR"] = str(FOLDER)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles import finding, search  # noqa: E402
from articles.models import Article, Category  # noqa: E402
from newsroom.demo import bulk  # noqa: E402

CHARACTERS, ASKED = 1500, 200
ALLOWED = {"sqlite": {"two": 100, "longer": 150}, "postgresql": {"two": 50, "longer": 150}}
CHANCE = Random(5)  # noqa: S311  (the same texts every time)


def vocabulary() -> tuple[list[str], list[float]]:
    """30,000 words of two to four characters, as often as words are in Chinese: by Zipf."""
    letters = [chr(0x4E00 + 3 * n) for n in range(3500)]
    likely = list(accumulate(1 / (n + 30) for n in range(len(letters))))
    lengths = CHANCE.choices([2, 3, 4], [80, 13, 7], k=30_000)
    words = ["".join(CHANCE.choices(letters, cum_weights=likely, k=length)) for length in lengths]
    return words, list(accumulate(1 / (n + 20) for n in range(len(words))))


WORDS, LIKELY = vocabulary()


def written(chance: Random) -> dict[str, str]:
    """A text in the place of the demonstration's short ones: title, summary, ten paragraphs."""
    row = chance.choices(WORDS, cum_weights=LIKELY, k=CHARACTERS * 10 // 23)
    step = len(row) // 10
    lines = ["".join(f"{word}{'，' if n % 6 == 5 else ''}" for n, word in enumerate(row[a : a + step])) + "。"
             for a in range(0, len(row), step)]  # fmt: skip
    number = f"{chance.randrange(2000, 2030)}年完成{chance.randrange(10, 9999)}户5G改造"
    body = "".join(f"<p>{line}</p>" for line in [*lines, number])
    return {"title": "".join(row[:8])[:40], "summary": "".join(row[8:20])[:60], "body": body}


def fill(count: int) -> None:
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.stdout.write(f"{Article.objects.count()} articles are there already\n")
        return
    for place in range(8):
        Category.objects.create(name=f"栏目{place}", slug=f"lanmu{place}", required_stages=0)
    bulk.__dict__["text"] = written
    with tqdm(total=count, desc="articles", disable=None) as shown:
        bulk.add_plain(count, timezone.now(), progress=shown.update)


def index() -> None:
    numbers = search.missing_numbers()
    total, start = len(numbers), time.perf_counter()
    if not total:
        return
    with tqdm(total=total, desc="index", disable=None) as shown:
        for done in search.fill(numbers):
            shown.update(done)
    seconds = time.perf_counter() - start
    sys.stdout.write(f"indexed {total} articles in {seconds:.0f} s: {total / seconds:.0f} a second\n")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE articles_searchentry")
            cursor.execute("ANALYZE")


def size() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('articles_searchentry'), pg_database_size(current_database())"
            )
            mine, whole = cursor.fetchone()
        else:
            cursor.execute("SELECT sum(length(block)) FROM articles_search_text_data")
            mine, whole = cursor.fetchone()[0], Path(connection.settings_dict["NAME"]).stat().st_size
    return f"index {mine / 1e6:.0f} MB of {whole / 1e6:.0f} MB"


def stretch(text: str, length: int) -> str:
    start = CHANCE.randrange(max(1, len(text) - length))
    return text[start : start + length]


def questions() -> dict[str, list[str]]:
    """Taken out of a sample of the texts, so that each is found; and some that are not."""
    numbers = CHANCE.sample(range(1, Article.objects.count() + 1), 400)
    found = Article.objects.filter(pk__in=numbers).values_list("live__body", flat=True)
    bodies = ["".join(letter for letter in body if letter >= "一") for body in found]
    seen = Counter(text[at : at + 2] for text in bodies for at in range(len(text) - 1))
    often = [pair for pair, _ in seen.most_common()]
    some = CHANCE.choices(bodies, k=ASKED)
    return {
        "two, commonest": often[:ASKED],
        "two, middling": often[2000 : 2000 + ASKED],
        "two, rare": often[-ASKED:],
        "two, at random": [stretch(text, 2) for text in some],
        "two, not there": [a[0] + b[1] for a, b in zip(often[:ASKED], reversed(often[-ASKED:]), strict=True)],
        "longer, three": [stretch(text, 3) for text in some],
        "longer, four": [stretch(text, 4) for text in some],
        "longer, eight": [stretch(text, 8) for text in some],
        "longer, common words": [a + b for a, b in pairwise(WORDS[: ASKED + 1])],
        "longer, two words": [f"{stretch(text, 2)} {stretch(text, 2)}" for text in some],
        "longer, 2 common": [f"{a} {b}" for a, b in zip(often[:ASKED], often[9 : ASKED + 9], strict=True)],
        "longer, mixed": [f"{CHANCE.randrange(2000, 2030)}年完成" for _ in some],
    }


def ask(words: list[str], filters: finding.Filters, categories: list[Category]) -> list[float]:
    times = []
    for one in words:
        start = time.perf_counter()
        found = finding.find(words=one, filters=filters, categories=categories, page=1, now=timezone.now())
        if not found.total and not filters:
            finding.near(words=one, now=timezone.now())
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=200_000)
    parser.add_argument("--keep", action="store_true")
    given: Any = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    slow = []
    try:
        fill(given.articles)
        index()
        sys.stdout.write(f"{connection.vendor}: {size()}\n")
        categories = list(Category.objects.all())
        kinds = [(name, words, finding.Filters()) for name, words in questions().items()]
        kinds.append(("longer, in a category", kinds[0][1], finding.Filters(category=categories[3])))
        for name, words, filters in kinds:
            ask(words[:5], filters, categories)
            times = sorted(ask(words, filters, categories))
            p95 = times[int(len(times) * 0.95)]
            line = f"{name:24} p50 {statistics.median(times):6.1f}  p95 {p95:6.1f}  worst {times[-1]:6.1f} ms"
            sys.stdout.write(line + "\n")
            allowed = ALLOWED[connection.vendor][name.partition(",")[0]]
            slow += [f"{name}: p95 {p95:.1f} ms, allowed {allowed}"] if p95 > allowed else []
    finally:
        if not given.keep:
            shutil.rmtree(FOLDER, ignore_errors=True)
    sys.exit("\n".join(slow))


if __name__ == "__main__":
    main()
