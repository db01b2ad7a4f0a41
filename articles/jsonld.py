"""What search engines and other machines are told about an article and its rights (product E7, F5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from masthead.models import Masthead

from . import bylines
from .extracts import CELL, lines_of
from .films import Film
from .models import Article, Category, Correction, Revision
from .models.article import BEIJING
from .rights import Rights


def news_article(
    article: Article,
    text: Revision,
    rights: Rights,
    masthead: Masthead,
    corrections: Sequence[Correction] = (),
    films: Sequence[Film] = (),
    *,
    today: date,
) -> dict[str, Any]:
    """NewsArticle and BreadcrumbList as one graph (schema.org); times carry the Beijing offset.

    `today` is a Beijing date: no picture is named after the last day of its licence.
    """
    address, shown = settings.BASE_URL + article.address, picture(article, text, today)
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": address,
        "headline": text.title,
        "alternativeHeadline": text.subtitle,
        "description": text.summary,
        "articleBody": plain(text.body),
        "articleSection": article.category.name,
        "keywords": text.keywords,
        "inLanguage": "zh-Hans",
        "datePublished": article.published_at.astimezone(BEIJING).isoformat() if article.published_at else "",
        "dateModified": article.changed_at.astimezone(BEIJING).isoformat() if article.changed_at else "",
        "correction": [comment(note) for note in corrections],
        "author": author(text),
        "editor": {"@type": "Person", "name": text.editor} if text.editor else "",
        "image": [settings.BASE_URL + shown],
        "video": [played(film, article, text, shown) for film in films if film.is_video],
        "audio": [played(film, article, text, shown) for film in films if not film.is_video],
        "publisher": publisher(masthead),
        "sourceOrganization": {"@type": "Organization", "name": text.source_name or masthead.name},
        "isAccessibleForFree": True,
        "isBasedOn": text.original_url,
        **terms(rights),
    }
    graph = [
        {key: value for key, value in found.items() if value},
        breadcrumb(article.category, text.title, address),
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def publisher(masthead: Masthead) -> dict[str, str]:
    name = masthead.host or masthead.name
    return {"@type": "NewsMediaOrganization", "name": name, "url": settings.BASE_URL + "/"}


def author(text: Revision) -> list[dict[str, str]]:
    """Each person who signed it by name alone, as Google's guidelines for articles ask; else where it comes from."""
    people = [{"@type": "Person", "name": name} for name in bylines.names(text.byline)]
    return people or [{"@type": "Organization", "name": text.source_name or text.byline}]


def terms(rights: Rights) -> dict[str, Any]:
    """Whose it is and what may be done with it (product E7)."""
    policy = settings.BASE_URL + reverse("masthead:policy")
    return {
        "copyrightHolder": {"@type": "Organization", "name": rights.holder} if rights.holder else "",
        "copyrightNotice": rights.notice,
        "creditText": rights.credit,
        "usageInfo": policy,
        "acquireLicensePage": policy if rights.may_apply else "",
    }


def plain(body: str) -> str:
    """The words of a text, a line for each paragraph, heading, entry of a list and cell."""
    lines = (" ".join(part.split()) for line in lines_of(body) for part in line.split(CELL))
    return "\n".join(filter(None, lines))


def picture(article: Article, text: Revision, today: date) -> str:
    """The cover while it may be shown, else the headline drawn as a picture."""
    if text.cover is not None and text.cover.may_be_shown(today):
        return text.cover.url
    return reverse("articles:share-picture", args=[article.pk])


def played(film: Film, article: Article, text: Revision, picture: str) -> dict[str, Any]:
    """VideoObject or AudioObject (schema.org) with what Google's structured data for videos requires.

    Nobody asked for a film before its article was published, so that is when it was uploaded for readers.
    """
    facts, at = film.facts, article.published_at
    shown = film.poster.url if film.poster else picture
    found = {
        "@type": "VideoObject" if film.is_video else "AudioObject",
        "name": facts["title"],
        "description": text.summary or text.title,
        "thumbnailUrl": settings.BASE_URL + shown,
        "uploadDate": at.astimezone(BEIJING).isoformat() if at else "",
        "duration": f"PT{facts['seconds']}S" if facts.get("seconds") else "",
        "contentUrl": settings.BASE_URL + facts["url"],
        "encodingFormat": facts["content_type"],
        "transcript": facts.get("transcript", ""),
    }
    found |= {name: facts[name] for name in ("width", "height") if name in facts}
    return {key: value for key, value in found.items() if value}


def comment(note: Correction) -> dict[str, Any]:
    """CorrectionComment (schema.org): what was put right, and when."""
    at = note.published_at.astimezone(BEIJING).isoformat() if note.published_at else ""
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": at,
    }


def breadcrumb(category: Category, title: str, address: str) -> dict[str, Any]:
    """首页 > (parent >) category > title."""
    steps = [("首页", settings.BASE_URL + "/")]
    steps += [(c.name, settings.BASE_URL + c.get_absolute_url()) for c in (category.parent, category) if c]
    steps.append((title, address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(steps, start=1)
        ],
    }
