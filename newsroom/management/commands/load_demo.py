"""`manage.py load_demo [--if-empty] [--articles N]`: the demonstration newspaper, or plain articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles import search
from articles.models import Article
from newsroom.demo import bulk, loader


class Command(BaseCommand):
    help = "装入演示报纸；带 --articles N 时只添加 N 篇压力测试用的普通稿件"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="已有内容时什么也不做")
        parser.add_argument("--articles", type=int, metavar="N", help="添加 N 篇普通稿件，保留已有内容")

    def handle(self, *, if_empty: bool, articles: int | None, **_: Any) -> None:
        if articles is not None:
            self.add_plain(articles)
        elif loader.is_empty():
            loader.load(now=timezone.now(), progress=bar)
            self.stdout.write(f"演示报纸已装入：{Article.objects.count()}篇稿件。")
            self.stdout.write(f"账号和密码在 {settings.VAR_DIR / loader.ACCOUNTS_FILE}")
        elif if_empty:
            self.stdout.write("数据库里已有内容，演示报纸没有装入，什么也没有改动。")
        else:
            raise CommandError("数据库里已有内容，为免混在一起，演示报纸没有装入。请换一个空的数据库。")

    def add_plain(self, count: int) -> None:
        if count < 1:
            raise CommandError("--articles 后面要写一个大于 0 的整数。")
        with tqdm(total=count, desc="稿件", unit="篇", disable=None) as shown:
            bulk.add_plain(count, timezone.now(), progress=shown.update)
        numbers = search.missing_numbers()
        with tqdm(total=len(numbers), desc="索引", unit="篇", disable=None) as shown:
            for written in search.fill(numbers):
                shown.update(written)
        self.stdout.write(f"已添加{count}篇普通稿件。")


def bar(steps: Iterable[Any], total: int, label: str) -> Iterable[Any]:
    return tqdm(steps, total=total, desc=label, disable=None)
