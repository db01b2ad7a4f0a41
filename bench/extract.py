"""`VAR_DIR=… python bench/extract.py [ARTICLES]`: what trafilatura, newspaper4k and extruct read from article pages.

Runs on a loaded demonstration newspaper (`load_demo`, then `load_demo --articles 200`): its own articles first, plain
ones up to ARTICLES (200). Ends with 1 when any reader finds less than 95 % of any fact. docs/machine-readers.md keeps
the results.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles.models import Article  # noqa: E402
from masthead.models import Masthead  # noqa: E402
from tests.reading import machines  # noqa: E402

WANTED = int(sys.argv[1]) if len(sys.argv) > 1 else 200
ALLOWED = 0.95
FACTS = ("title", "date", "author", "source", "body", "furniture")


def main() -> int:
    masthead = Masthead.current()
    logging.disable(logging.WARNING)
    client = Client(SERVER_NAME="127.0.0.1")
    public = Article.objects.public(timezone.now()).without_advertisements()
    chosen = list(public.select_related("live").order_by("pk")[:WANTED])
    wrong = {reader: Counter[str]() for reader in machines.READERS}
    for article in tqdm(chosen, unit="page"):
        html = client.get(article.address).content.decode()
        for reader in machines.READERS:
            for fact, said in machines.faults(reader, html, article, masthead).items():
                wrong[reader][fact] += 1
                if wrong[reader][fact] <= 3:
                    tqdm.write(f"{reader} {fact} {article.address}: {said}")
    tqdm.write(f"{len(chosen)} articles; right in %:")
    tqdm.write(f"{'':14}" + "".join(f"{fact:>12}" for fact in FACTS))
    shares = {
        reader: [1 - counted[fact] / len(chosen) for fact in FACTS] for reader, counted in wrong.items()
    }
    for reader, row in shares.items():
        tqdm.write(f"{reader:14}" + "".join(f"{100 * share:12.1f}" for share in row))
    return int(min(share for row in shares.values() for share in row) < ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
