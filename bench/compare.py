"""`python bench/compare.py [CHARACTERS]`: how long two versions of a long article take to compare.

Texts of 20,000 characters in paragraphs of 120: the same, one sentence changed, every twentieth character
changed, paragraphs moved about, and nothing in common. The issue allows one second for each.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from articles import comparing  # noqa: E402
from articles.models import Revision  # noqa: E402

CHARACTERS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
PARAGRAPH = 120
ALLOWED = 1.0
chance = random.Random(4)  # noqa: S311  (the same texts every time)


def letters(count: int) -> list[str]:
    return [chr(chance.randrange(0x4E00, 0x5A00)) for _ in range(count)]


def revision(text: list[str], title: str) -> Revision:
    starts = range(0, len(text), PARAGRAPH)
    return Revision(title=title, body="".join(f"<p>{''.join(text[a : a + PARAGRAPH])}</p>" for a in starts))


def moved(text: list[str]) -> list[str]:
    runs = [text[a : a + PARAGRAPH] for a in range(0, len(text), PARAGRAPH)]
    chance.shuffle(runs)
    return [letter for run in runs for letter in run]


WAYS: dict[str, Callable[[list[str]], list[str]]] = {
    "nothing changed": list,
    "one sentence changed": lambda text: text[:9000] + letters(30) + text[9030:],
    "every 20th character": lambda text: [
        letters(1)[0] if place % 20 == 0 else old for place, old in enumerate(text)
    ],
    "paragraphs moved": moved,
    "nothing in common": lambda text: letters(len(text)),
}


def main() -> None:
    text = letters(CHARACTERS)
    old = revision(text, "旧标题")
    slowest = 0.0
    for name, change in WAYS.items():
        new = revision(change(text), "新标题")
        start = time.perf_counter()
        found = comparing.compared(old, new)
        seconds = time.perf_counter() - start
        slowest = max(slowest, seconds)
        sys.stdout.write(f"{name:22} {seconds:6.3f} s   +{found.added} −{found.removed}\n")
    sys.stdout.write(f"slowest {slowest:.3f} s, allowed {ALLOWED} s\n")
    sys.exit(slowest > ALLOWED)


main()
