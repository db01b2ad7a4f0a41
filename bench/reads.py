"""`python bench/reads.py [BEACONS A SECOND]`: what counting reads costs, on one worker of the web server.

Starts gunicorn with one worker on an empty DATABASE_URL (SQLite by default; run it under `python -m tests.cluster`
for PostgreSQL) with 2,000 articles. First as many beacons as it takes, every one from another address, for five
seconds; then the home page and an article, a hundred times each, alone and while so many beacons a second (100)
arrive and are written: that is 360,000 reads an hour. Allowed: 300 beacons a second at least, and pages that take
half as long again at most. In the end every beacon that was answered must stand in the database.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT, RATE = 8948, int(sys.argv[1]) if len(sys.argv) > 1 else 100
LEAST, MOST_SLOWER = 300, 1.5
SECONDS, PAGES, ARTICLES = 5, 100, 2000
SITE = f"http://127.0.0.1:{PORT}"
PREPARE = f"""
from django.utils import timezone
from newsroom.demo.bulk import add_plain
from articles.models import Article
add_plain({ARTICLES}, timezone.now())
print("ARTICLE", Article.objects.latest("id").address)
"""
SUM = """
from django.db.models import Sum
from articles.models import ReadCount
print("SUM", ReadCount.objects.aggregate(sum=Sum("count"))["sum"])
"""
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
numbers = count()
answered: list[int] = []  # status of each


def manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True).stdout


def tell(connection: http.client.HTTPConnection) -> None:
    """One beacon: another reader each time, any of the articles."""
    number = next(numbers)
    reader = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    headers = {"Origin": SITE, "User-Agent": AGENT, "X-Forwarded-For": reader, "Content-Type": "text/plain"}
    connection.request("POST", "/reads/", str(1 + number % ARTICLES), headers)
    answer = connection.getresponse()
    answer.read()
    answered.append(answer.status)


def readers(ends: float, pause: float) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    due = time.monotonic()
    while (now := time.monotonic()) < ends:
        if due > now:
            time.sleep(min(due - now, ends - now))
        due += pause
        tell(connection)
    connection.close()


def crowd(size: int, seconds: float, pause: float) -> list[threading.Thread]:
    ends = time.monotonic() + seconds
    threads = [threading.Thread(target=readers, args=(ends, pause)) for _ in range(size)]
    for thread in threads:
        thread.start()
    return threads


def page_time(path: str) -> float:
    """Median milliseconds of a page."""
    times = []
    for _ in range(PAGES):
        start = time.perf_counter()
        urllib.request.urlopen(SITE + path, timeout=30).read()  # noqa: S310  (our own machine)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def measure(article: str) -> bool:
    for thread in crowd(8, SECONDS, 0):
        thread.join()
    rate = answered.count(204) / SECONDS
    sys.stdout.write(f"one worker takes {rate:.0f} beacons a second (at least {LEAST})\n")
    good = rate >= LEAST
    for path in ("/", article):
        alone = page_time(path)
        # As long as the pages take, with time to spare; the last beacons are waited for.
        busy = crowd(4, 3 * PAGES * alone / 1000, 4 / RATE)
        beside = page_time(path)
        for thread in busy:
            thread.join()
        sys.stdout.write(
            f"{path}: {alone:.1f} ms alone, {beside:.1f} ms beside {RATE} beacons a second, "
            f"{beside / alone:.2f} times (at most {MOST_SLOWER})\n"
        )
        good &= beside / alone <= MOST_SLOWER
    return good


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = {"VAR_DIR": folder, "PORT": str(PORT), "TRUSTED_PROXIES": "127.0.0.1"}
        environment = {name: value for name, value in os.environ.items() if name != "BASE_URL"} | wanted
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        article = manage(environment, "shell", "-c", PREPARE).split("ARTICLE ")[1].strip()
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "newsroom.wsgi:application", "--bind", f"127.0.0.1:{PORT}",
             "--worker-class", "gthread", "--workers", "1", "--threads", "8", "--preload",
             "--no-control-socket", "--log-level", "error"],
            cwd=ROOT, env=environment,
        )  # fmt: skip
        try:
            wait()
            good = measure(article)
        finally:
            server.terminate()
            server.wait(30)
        kept = int(manage(environment, "shell", "-c", SUM).split("SUM ")[1])
        sys.stdout.write(f"{len(answered)} beacons were answered, {kept} reads are in the database\n")
        sys.exit(not good or kept != len(answered))


def wait() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(SITE + "/healthz", timeout=5).read()  # noqa: S310  (our own machine)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


main()
