"""The staff of the demonstration newspaper: one account or more for every role, with random passwords."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
ADMIN = {"username": "admin", "name": "管理员", "groups": []}
HEADINGS = ("账号", "姓名", "角色", "密码")
KEPT = "（原有账号，密码未改）"


def create(staff: Iterable[dict[str, Any]], *, since: datetime) -> list[tuple[str, str, str, str]]:
    """Make the accounts, and a superuser `admin`; returns a row (account, name, role, password) for each."""
    rows = []
    for entry in [ADMIN, *staff]:
        username, name, groups = entry["username"], entry["name"], entry["groups"]
        password = KEPT
        user = User(username=username, is_staff=True, is_superuser=not groups, date_joined=since)
        if not User.objects.filter(username=username).exists():
            password = "-".join("".join(secrets.choice(READABLE) for _ in range(5)) for _ in range(3))
            user.last_name, user.first_name = name[:1], name[1:]
            user.set_password(password)
            user.save()
            user.groups.set(Group.objects.filter(name__in=groups))
        rows.append((username, name, "、".join(groups) or "全部权限", password))
    return rows


def write(rows: list[tuple[str, str, str, str]], path: Path) -> None:
    """Print the accounts as a table that only the owner of the file can read."""
    every = [HEADINGS, *rows]
    widths = [max(map(columns, cells)) for cells in zip(*every, strict=True)]
    lines = ["  ".join(map(padded, row, widths)).rstrip() for row in every]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(0o600, exist_ok=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def columns(text: str) -> int:
    """Columns of a terminal that the text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
