"""`manage.py reindex [--missing]`: the index of search made anew, or mended (docs/search.md)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles import search


class Command(BaseCommand):
    help = "重建搜索索引；带 --missing 时只补上缺少的、去掉多余的、改正过时的"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="不清空，只和稿件比对后修补")

    def handle(self, *, missing: bool, **_: Any) -> None:
        if missing:
            self.stdout.write(f"去掉多余的 {search.mend()} 篇")
        else:
            search.clear()
        try:
            done = self.fill(search.missing_numbers())
            if missing:
                done += self.fill([article.pk for article in search.misplaced()])
        except KeyboardInterrupt:
            sentence = "中途停止。已经写入的都在，现在就能搜到；运行 reindex --missing 接着写其余的。"
            raise CommandError(sentence, returncode=130) from None
        self.stdout.write(f"已写入 {done} 篇，索引里现有 {search.held()} 篇")

    def fill(self, numbers: list[int]) -> int:
        """Write them, showing how far it is; how many there were."""
        with tqdm(total=len(numbers), desc="索引", unit="篇", disable=None, file=self.stderr) as shown:
            for written in search.fill(numbers):
                shown.update(written)
        return len(numbers)
