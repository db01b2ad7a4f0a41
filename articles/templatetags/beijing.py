"""Times as a Chinese paper prints them, always in Beijing time."""

from __future__ import annotations

from datetime import datetime

from django import template

from ..models.article import BEIJING

register = template.Library()
WEEKDAYS = "一二三四五六日"


def printed(moment: datetime | None, pattern: str) -> str:
    """`moment` in Beijing by a strftime pattern; empty where there is no moment."""
    return moment.astimezone(BEIJING).strftime(pattern) if moment else ""


@register.filter
def seconds(moment: datetime | None) -> str:
    """2026-11-24 08:30:00, as on an article (product A3)."""
    return printed(moment, "%Y-%m-%d %H:%M:%S")


@register.filter
def minutes(moment: datetime | None) -> str:
    """2026-11-24 08:30, as the page tag PubDate wants it (norms 1.9)."""
    return printed(moment, "%Y-%m-%d %H:%M")


@register.filter
def day(moment: datetime | None) -> str:
    """2026-11-24, as in long lists."""
    return printed(moment, "%Y-%m-%d")


@register.filter
def brief(moment: datetime | None, now: datetime) -> str:
    """What a narrow list needs: 08:40 for today, 11-24 for this year, else 2025-11-24."""
    if moment is None:
        return ""
    here, today = moment.astimezone(BEIJING), now.astimezone(BEIJING)
    if here.date() == today.date():
        return printed(moment, "%H:%M")
    return printed(moment, "%m-%d" if here.year == today.year else "%Y-%m-%d")


@register.filter
def long_day(moment: datetime) -> str:
    """2026年11月24日 星期二, as under the name of a paper."""
    here = moment.astimezone(BEIJING)
    return f"{here.year}年{here.month}月{here.day}日 星期{WEEKDAYS[here.weekday()]}"


@register.filter
def machine(moment: datetime | None) -> str:
    """2026-11-24T08:30:00+08:00, for the datetime attribute."""
    return moment.astimezone(BEIJING).isoformat(timespec="seconds") if moment else ""
