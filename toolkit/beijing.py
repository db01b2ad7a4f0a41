"""Times and dates as they are entered: one field each, a time with the words 北京时间 beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import models


class BeijingTimeInput(forms.DateTimeInput):
    """The browser's own picker of date and time, instead of two text fields."""

    input_type = "datetime-local"
    template_name = "admin/widgets/beijing_time.html"

    def format_value(self, value: Any) -> str | None:
        """Django hands over a naive time of the current zone (Asia/Shanghai), or what was typed."""
        if isinstance(value, datetime):
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        return value or None


class DateInput(forms.DateInput):
    """The browser's own picker; where it has none, a date is typed as in the help text."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


# For ModelAdmin.formfield_overrides.
TIME_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": BeijingTimeInput}
}
