"""verify_events: whether anybody has changed, removed or put in a row of history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from ... import chain
from ...models import ArticleEvent, ChainHead


class Command(BaseCommand):
    help = "核查稿件记录链和所有历史版本：有没有被改动、删除或添加过"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", action="append", default=[], help="每日指纹信上的指纹，可以给多个")

    def handle(self, *args: Any, **options: Any) -> None:
        def shown(rows: Iterable[Any], total: int, label: str) -> Iterable[Any]:
            return tqdm(rows, total=total, desc=label, unit="条", disable=None, file=self.stderr)

        wrong = 0
        for sentence in chain.faults(heads=options["head"], progress=shown):
            wrong += 1
            self.stdout.write(sentence)
        if wrong:
            raise CommandError(f"查出{wrong}处不符。请保留现状，不要再改动数据库，并通知审计")
        newest, anchor = ArticleEvent.objects.first(), ChainHead.objects.first()
        self.stdout.write(f"稿件记录和历史版本完整，最新指纹 {newest.digest if newest else '（还没有记录）'}")
        if anchor:
            self.stdout.write(f"最近的锚：{anchor.day}，到记录 {anchor.event_id} 为止 {anchor.count} 条")
