"""Going to the desk as somebody, and filling in its forms as a browser would."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from articles.models import Article


def at_desk(person: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(person)
    return client


def form_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def page_of(article: Article, step: str) -> str:
    """The page of a button, such as publish or withdraw."""
    return reverse(f"admin:articles_article_{step}", args=[article.pk])


def shown(form: BaseForm) -> dict[str, Any]:
    """What a browser would send back of a form if nobody touched it."""
    said = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple)):
            value = [row.pk if isinstance(row, Model) else row for row in value]
        if value is not None and value is not False and not field.field.disabled:
            said[field.html_name] = value
            if field.field.show_hidden_initial:
                said[field.html_initial_name] = value
    return said


def typed(page: Any, **changes: Any) -> dict[str, Any]:
    """The fields of an admin page with some of them changed."""
    said = shown(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        said |= shown(inline.formset.management_form)
        for row in inline.formset.forms:
            said |= shown(row)
    return said | changes


def messages(page: Any) -> list[str]:
    """The sentences on top of a page."""
    return [str(message) for message in page.context["messages"]]
