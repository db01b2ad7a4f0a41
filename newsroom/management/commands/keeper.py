"""`manage.py keeper`: letters, scheduled changes, terms and sweeping, until it is told to stop."""

from __future__ import annotations

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ... import keeper


class Command(BaseCommand):
    help = "后台进程：发送邮件、按时更换定时修改、到期处理和清理；按 Ctrl+C 或发 TERM 结束。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--beside", type=int, metavar="PID", help="启动它的进程结束时，跟着结束")

    def handle(self, *, beside: int | None, **_: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: keeper.stopping.set())
        keeper.run(goes_on=lambda: beside is None or os.getppid() == beside)
