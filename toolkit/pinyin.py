"""Addresses from Chinese names: 要闻 → yaowen, made once and kept with the row (decision record 0002)."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db.models import Model
from pypinyin import lazy_pinyin

LONGEST = 36  # characters, which leaves room for a number behind them


def spelled(name: str, *, before: str) -> str:
    """Lower-case letters and digits; `before` stands in front of what begins with none."""
    letters = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name, v_to_u=False)).lower())[:LONGEST]
    return letters if letters[:1].isalpha() else f"{before}{letters}"[:LONGEST]


def free_slug(model: type[Model], name: str, *, before: str, reserved: Collection[str] = ()) -> str:
    """Pinyin that no row of `model` has and that is not `reserved`: yaowen, yaowen-2."""
    base = spelled(name, before=before)
    alike = model._default_manager.filter(slug__startswith=base)
    taken = {*reserved, *alike.values_list("slug", flat=True)}
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
