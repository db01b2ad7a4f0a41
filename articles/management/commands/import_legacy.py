"""`manage.py import_legacy --as USER [--published] PATH…`: articles of the old site (docs/importing.md)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles import preparing
from articles.importing import Outcome, Result, import_prepared
from articles.models import Image
from articles.saved_html import is_address


class Command(BaseCommand):
    help = "导入旧站的稿件：保存下来的网页、纯文本、CSV和JSON列表；可以重复运行，不会重复建稿"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="以哪个账号的名义导入")
        parser.add_argument("--published", action="store_true", help="按原发布时间上线（限迁移截止日以前）")
        parser.add_argument(
            "--base-url", default="", metavar="URL", help="文件夹在旧站上的网址，网页没写明时用"
        )

    def handle(self, *, paths: list[Path], user: str, published: bool, base_url: str, **_: Any) -> None:
        by = self.person(user, "publish" if published else "add_article")
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"找不到 {'、'.join(missing)}，什么也没有导入。")
        if base_url and not is_address(f"{base_url.rstrip('/')}/page.htm"):
            raise CommandError(
                f"--base-url 应当像 http://old.example.cn/news/，不是“{base_url}”，什么也没有导入。"
            )
        every = preparing.entries(paths, base_url=base_url)
        outcomes: list[tuple[preparing.Entry, Outcome]] = []
        try:
            known = frozenset(Image.objects.values_list("name", flat=True))
            for one in tqdm(preparing.prepared(every, known), "导入", len(every), unit="篇", disable=None):
                outcome = import_prepared(prepared=one, by=by, published=published, now=timezone.now())
                outcomes.append((one.entry, outcome))
        except KeyboardInterrupt:
            self.report(outcomes)
            sentence = "中途停止。已经导入的都在；再运行一次，会接着导入其余的。"
            raise CommandError(sentence, returncode=130) from None
        self.report(outcomes)

    def report(self, outcomes: list[tuple[preparing.Entry, Outcome]]) -> None:
        """A line for each thing that was not taken in, then the counts."""
        for entry, outcome in outcomes:
            if outcome.reason:
                self.stdout.write(f"{outcome.result} {entry.label}：{outcome.reason}")
            for file in outcome.lost:
                self.stdout.write(f"缺文件 {entry.label}：{file}")
        lost = sum(len(outcome.lost) for _, outcome in outcomes)
        count = Counter(outcome.result for _, outcome in outcomes)
        total = " ".join(f"{result} {count[result]}" for result in Result)
        self.stdout.write(f"{total} 缺文件 {lost}" if lost else total)

    def person(self, username: str, permission: str) -> User:
        by = User.objects.filter(username=username, is_active=True).first()
        if by is None:
            raise CommandError(f"没有名为“{username}”的有效账号，什么也没有导入。")
        if not by.has_perm(f"articles.{permission}"):
            doing = "发布" if permission == "publish" else "写稿"
            raise CommandError(f"账号“{username}”没有{doing}的权限，什么也没有导入。")
        return by
