"""Ways from an article to the lists it stands in: its tags, the people of its byline, its source."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import bylines

register = template.Library()


@register.filter
def people(byline: str) -> str:
    """Whoever signed, by name alone, with the commas of page tags; the byline itself where it names nobody."""
    return ",".join(bylines.names(byline)) or byline


@register.filter
def linked(byline: str, people: dict[str, str]) -> SafeString:
    """The byline as it was written, each name in it a link; `people`: {name: slug} of those with a page."""
    pieces: list[tuple[str, str, str]] = []  # what stands before, address, name as written
    rest = byline
    for name, slug in people.items():
        if found := bylines.spaced(name).search(rest):
            pieces.append((rest[: found.start()], reverse("articles:author", args=[slug]), found[0]))
            rest = rest[found.end() :]
    links = format_html_join("", '{}<a href="{}">{}</a>', pieces)
    return format_html("{}{}", links, rest)
