"""CPU of a page in each edition against the plain one: `VAR_DIR=… python -m bench.editions [rounds]`.

Answers are made by the whole middleware of this process, in turn, so all editions meet the same machine; shown is
the median of the rounds. The site must have articles (load_demo).
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402  the settings come first

from articles.surfaces import ask  # noqa: E402

ARTICLE = re.compile(r"/\d{4}-\d{2}/\d{2}/content_\d+\.htm")
MOST = 1.5


def milliseconds(address: str) -> float:
    begun = time.process_time()
    status, _ = ask(address)
    assert status == 200, address
    return (time.process_time() - begun) * 1000


def main(rounds: int) -> int:
    """Prints a table; 1 when a Traditional page costs more than MOST times the plain one."""
    _, home = ask("/")
    pages = {"home": "/", "article": ARTICLE.findall(home)[0], "category": "/yaowen/", "policy": "/reprints/"}
    worst = 0.0
    sys.stdout.write(
        f"{'page':10}"
        + "".join(f"{edition or 'plain':>14}" for edition in settings.EDITIONS)
        + "  hant/plain\n"
    )
    for name, path in pages.items():
        found: dict[str, list[float]] = {edition: [] for edition in settings.EDITIONS}
        for _ in range(rounds):
            for edition in settings.EDITIONS:
                found[edition].append(milliseconds(edition + path))
        middle = {edition: statistics.median(times) for edition, times in found.items()}
        ratio = middle["/hant"] / middle[""]
        worst = max(worst, ratio)
        sys.stdout.write(
            f"{name:10}" + "".join(f"{value:11.2f} ms" for value in middle.values()) + f"  {ratio:10.2f}\n"
        )
    return int(worst > MOST)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
