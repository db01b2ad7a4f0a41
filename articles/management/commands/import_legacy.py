"""`manage.py import_legacy --as USER [--published] PATH…`: pages of the old site (docs/importing.md)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.importing import Result, files, import_file


class Command(BaseCommand):
    help = "导入旧站保存下来的网页（纯文本）；可以重复运行，不会重复建稿"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="以哪个账号的名义导入")
        parser.add_argument("--published", action="store_true", help="按原发布时间上线（限迁移截止日以前）")

    def handle(self, *, paths: list[Path], user: str, published: bool, **_: Any) -> None:
        by = self.person(user, "publish" if published else "add_article")
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"找不到 {'、'.join(missing)}，什么也没有导入。")
        count: Counter[Result] = Counter()
        reasons = []
        for path in tqdm(files(paths), desc="导入", unit="页", disable=None):
            outcome = import_file(path=path, by=by, published=published, now=timezone.now())
            count[outcome.result] += 1
            if outcome.reason:
                reasons.append(f"{outcome.result} {path}：{outcome.reason}")
        for line in reasons:
            self.stdout.write(line)
        self.stdout.write(" ".join(f"{result} {count[result]}" for result in Result))

    def person(self, username: str, permission: str) -> User:
        by = User.objects.filter(username=username, is_active=True).first()
        if by is None:
            raise CommandError(f"没有名为“{username}”的有效账号，什么也没有导入。")
        if not by.has_perm(f"articles.{permission}"):
            doing = "发布" if permission == "publish" else "写稿"
            raise CommandError(f"账号“{username}”没有{doing}的权限，什么也没有导入。")
        return by
