"""Working days in China: the week, the public holidays, and the weekend days that are worked in return."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .models import Holiday

BEIJING = ZoneInfo("Asia/Shanghai")
LAST_SECOND = time(23, 59, 59)


def after(start: datetime, days: int) -> datetime:
    """The last second in Beijing of the `days`-th working day after the day of `start`; aware."""
    day = start.astimezone(BEIJING).date()
    announced = dict(Holiday.objects.filter(date__gt=day).values_list("date", "works"))
    for _ in range(days):
        day += timedelta(days=1)
        while not is_worked(day, announced):
            day += timedelta(days=1)
    return datetime.combine(day, LAST_SECOND, BEIJING)


def is_worked(day: date, announced: dict[date, bool]) -> bool:
    """Whether the office works on `day`: as `announced`, else Monday to Friday."""
    return announced.get(day, day.isoweekday() <= 5)
