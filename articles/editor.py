"""The one place behind which the editor sits: what goes into it and what comes out is sanitised here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.forms.renderers import BaseRenderer
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from toolkit.sanitiser import clean


class BodyWidget(forms.Textarea):
    """The text of an article, edited with the widget that settings.BODY_EDITOR names."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.editor: forms.Widget = import_string(settings.BODY_EDITOR)(attrs=attrs)

    @property
    def media(self) -> forms.Media:
        return self.editor.media

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """A stored text may be older than our rules, and a known hole of the editor opens on load."""
        return self.editor.render(name, clean(value or ""), attrs, renderer)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return None if value is None else clean(value)


class BodyField(forms.CharField):
    """A form field for the text of an article."""

    widget = BodyWidget
