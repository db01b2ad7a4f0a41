"""`python bench/withdraw.py [WITHDRAWALS] [READERS]`: how soon nobody can see a withdrawn article any more.

Starts the site on an empty DATABASE_URL (SQLite by default; run it under `python -m tests.cluster` for PostgreSQL)
with 2,000 articles and 20 readers who never stop asking for lists and for the article itself, and withdraws 100
articles, one after another. For each: how long after the verb had returned an answer with it still arrived at a
reader (0 when none did), and whether anybody saw it who asked after that. Product D2: 1 s at worst, 300 ms at p95.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8947
SITE = f"http://127.0.0.1:{PORT}"
LISTS = ("/", "/yaowen/", "/feeds/rss.xml", "/yaowen/page/2/")
PREPARE = """
from django.contrib.auth.models import User
from django.utils import timezone
from newsroom.demo.bulk import add_plain
from articles.models import Category, Source
Category.objects.create(slug="yaowen", name="要闻", required_stages=0, home_position=1)
Source.objects.create(name="本网", kind="own", rights_held_by_us=True, default_origin="original")
User.objects.create_superuser("bench", "bench@example.cn", "{password}")
add_plain(2000, timezone.now())
"""


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], check=True, env=environment)


def get(path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(SITE + path, timeout=30) as answer:  # noqa: S310  (our own machine)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@dataclass
class Crowd:
    """Readers who ask without a pause, and write down when they last got to see what was taken back."""

    current: str = ""
    gone: dict[str, float] = field(default_factory=dict)  # address → when the verb had returned
    late: dict[str, float] = field(
        default_factory=dict
    )  # address → seconds after that when it was last delivered
    asked_later: set[str] = field(
        default_factory=set
    )  # shown to somebody who asked after the verb had returned
    answers: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def read_on(self) -> None:
        while not self.over.is_set():
            for path in (*LISTS, self.current):
                began = time.monotonic()
                status, text = get(path)
                self.judge(path, status, text, began, time.monotonic())

    def judge(self, path: str, status: int, text: str, began: float, arrived: float) -> None:
        self.answers += 1
        for address, when in list(self.gone.items()):
            if (status == 200) if path == address else (address in text):
                self.late[address] = max(self.late.get(address, 0), arrived - when)
                if began > when:
                    self.asked_later.add(address)


def withdrawals(count: int, crowd: Crowd) -> list[float]:
    """Seconds that each verb took."""
    from django.contrib.auth.models import User  # noqa: PLC0415  (after the settings)

    from articles import publishing  # noqa: PLC0415
    from articles.models import Article  # noqa: PLC0415

    by, verbs = User.objects.get(), []
    for article in Article.objects.order_by("-published_at", "-id")[:count]:
        crowd.current = article.address
        time.sleep(0.5)
        start = time.monotonic()
        publishing.withdraw(article=article, by=by, kind=Article.Withdrawal.ERROR, reason="测量")
        crowd.gone[article.address] = time.monotonic()
        verbs.append(crowd.gone[article.address] - start)
    time.sleep(3)
    return verbs


def said(name: str, seconds: list[float]) -> str:
    ranked = sorted(seconds)
    return (
        f"{name}: worst {ranked[-1] * 1000:.0f} ms, p95 {ranked[int(len(ranked) * 0.95) - 1] * 1000:.0f} ms"
    )


def main(count: int, readers: int) -> None:
    with tempfile.TemporaryDirectory(prefix="withdraw-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "PORT": str(PORT)}
        environment = dict(os.environ)
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        manage(environment, "shell", "-v", "0", "-c", PREPARE.format(password=secrets.token_hex(8)))
        import django  # noqa: PLC0415

        sys.path.insert(0, str(ROOT))
        django.setup()
        arguments = ["newsroom.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2", "--threads", "4"]
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--log-level", "error", *arguments], cwd=ROOT, env=environment
        )
        crowd = Crowd()
        people = [threading.Thread(target=crowd.read_on, daemon=True) for _ in range(readers)]
        try:
            while get_or_wait() != 200:
                time.sleep(0.2)
            crowd.current = "/"
            for reader in people:
                reader.start()
            verbs = withdrawals(count, crowd)
            print(f"{count} withdrawals under {readers} readers, {crowd.answers} answers")  # noqa: T201
            print(said("the verb", verbs))  # noqa: T201
            late = [crowd.late.get(address, 0) for address in crowd.gone]
            print(said("last answer with it after the verb", late))  # noqa: T201
            print(f"shown to somebody who asked later: {len(crowd.asked_later)}")  # noqa: T201
        finally:
            crowd.over.set()
            for reader in people:
                reader.join(30)
            server.terminate()
            server.wait(20)


def get_or_wait() -> int:
    try:
        return get("/healthz")[0]
    except OSError:
        return 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [100, 20][len(given) :]))
