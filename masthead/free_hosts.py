"""Hosts that a reader is taken to without being asked: how the newsroom writes the list (norms 1.30)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

LINE = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Anybody can have a name below these.
TOO_WIDE = frozenset(
    f"*.{name}" for name in "com.cn net.cn org.cn ac.cn edu.cn mil.cn com.hk com.tw org.tw co.uk".split()
)


def check_hosts(lines: str) -> None:
    """Each line a name like www.example.cn or *.example.cn; raises ValidationError with the first that is none."""
    for line in lines.splitlines():
        name = line.strip()
        if not name:
            continue
        if not LINE.fullmatch(name):
            raise ValidationError(
                f"“{name}”不是域名。请只写小写域名，不带 https:// 和斜杠，例如 www.example.cn；"
                "中文域名请写 xn-- 开头的形式。"
            )
        if name in TOO_WIDE or (name.startswith("*.") and name.count(".") < 2):
            raise ValidationError(f"“{name}”包括任何人都能注册的网站，请写到具体的单位，例如 *.example.cn。")
