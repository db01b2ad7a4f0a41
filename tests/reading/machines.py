"""What three readers of the world make of an article's page, held against what the paper has recorded.

bench/extract.py measures two hundred articles with it, test_machines_read_an_article.py a handful on every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import extruct
import newspaper
import trafilatura
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from articles import bylines
from articles.models import Article, Revision
from articles.models.article import BEIJING
from masthead.models import Masthead

SHORTEST = 6  # characters of a piece of furniture; a shorter one may stand in any text
NOT_FURNITURE = ".story > header, .story > .summary, .story > .correction, .body, .attachments, script, style"
NEVER_ALONE = "figure, table"
NAMES = re.compile(r"本网|记者|通讯员|作者|文|图|摄影|绘图|　|\s|/|：|、|,")

Found = dict[str, Any]  # title, date (YYYY-MM-DD), author, source, text


def by_trafilatura(html: str, address: str) -> Found:
    read = trafilatura.bare_extraction(html, url=address, with_metadata=True, include_comments=False)
    found = read.as_dict() if read else {}
    return {
        "title": found.get("title"),
        "date": found.get("date"),
        "author": found.get("author"),
        "source": found.get("sitename"),
        "text": found.get("text"),
    }


def by_newspaper(html: str, address: str) -> Found:
    read = newspaper.article(address, language="zh", input_html=html, fetch_images=False)
    day = read.publish_date
    return {
        "title": read.title,
        "date": day.astimezone(BEIJING).date().isoformat()
        if isinstance(day, datetime) and day.tzinfo
        else str(day)[:10],
        "author": " ".join(read.authors),
        "source": read.meta_data.get("ContentSource"),
        "text": read.text,
    }


def by_extruct(html: str, address: str) -> Found:
    read = extruct.extract(html, base_url=address, syntaxes=["json-ld", "microdata"], uniform=True)
    graph = [part for block in read["json-ld"] for part in block.get("@graph", [block])]
    news: Found = next((part for part in graph if part.get("@type") == "NewsArticle"), {})
    steps: Found = next((part for part in graph if part.get("@type") == "BreadcrumbList"), {})
    marked: Found = next((part for part in read["microdata"] if part.get("@type") == "NewsArticle"), {})
    complete = news.get("image") and news.get("publisher") and len(steps.get("itemListElement", [])) >= 3
    authors = news.get("author") or []
    return {
        "title": news.get("headline") if complete else None,
        "date": (news.get("datePublished") or "")[:10],
        "author": " ".join(one["name"] for one in (authors if isinstance(authors, list) else [authors])),
        "source": news.get("sourceOrganization", {}).get("name"),
        "text": marked.get("articleBody"),
    }


READERS: dict[str, Callable[[str, str], Found]] = {
    "trafilatura": by_trafilatura,
    "newspaper4k": by_newspaper,
    "extruct": by_extruct,
}


def faults(reader: str, html: str, article: Article, masthead: Masthead) -> dict[str, str]:
    """What this reader has not found as recorded: the fact and what it said instead; empty if all is well."""
    text = article.live
    assert text is not None
    assert article.published_at is not None
    found = READERS[reader](html, settings.BASE_URL + article.address)
    source = text.source_name or masthead.name
    publisher = (
        masthead.host or masthead.name
    )  # trafilatura asks for the site, not for where a text comes from
    wanted = {
        "title": text.title,
        "date": article.published_at.astimezone(BEIJING).date().isoformat(),
        "source": publisher if reader == "trafilatura" else source,
    }
    wrong = {name: str(found[name]) for name, value in wanted.items() if bare(found[name]) != bare(value)}
    if not any(same_people(found["author"], name) for name in signed_by(text, source)):
        wrong["author"] = str(found["author"])
    said = bare(found["text"])
    if missing := [piece for piece in pieces(text.body) if piece not in said]:
        wrong["body"] = f"missing: {missing[0][:60]} (of {len(missing)})"
    if extra := [line for line in furniture(html) if line in said]:
        wrong["furniture"] = extra[0][:60]
    return wrong


def signed_by(text: Revision, source: str) -> tuple[str, ...]:
    """Whom a reader may name: the people, or the byline as written; the source where nobody is named (本网记者)."""
    if named := " ".join(bylines.names(text.byline)):
        return named, text.byline
    return (text.byline, source) if text.byline else (source, text.editor, "")


def bare(text: object) -> str:
    """Without blanks of any kind: readers set them as they like."""
    return "".join(str(text or "").split())


def same_people(found: object, byline: str) -> bool:
    """The same names, whatever stands between them and whichever words say what they are."""
    return sorted(NAMES.sub("", str(found or ""))) == sorted(NAMES.sub("", byline))


def pieces(body: str) -> list[str]:
    """The paragraphs, headings and list entries of a text; captions and cells are not sentences of it."""
    page = LexborHTMLParser(f"<div>{body}</div>", is_fragment=True)
    for node in page.css(NEVER_ALONE):
        node.decompose()
    found = [bare(node.text(deep=True)) for node in page.css("p, h2, h3, h4, li")]
    return [piece for piece in found if piece]


def furniture(html: str) -> list[str]:
    """Whatever stands on the page around the article, by lines; not the words that stand in the article as well."""
    page = LexborHTMLParser(html)
    ours = ""
    for node in page.css(NOT_FURNITURE):
        ours += bare(node.text(deep=True)) if node.tag not in {"script", "style"} else ""
        node.decompose()
    lines = [bare(node.text(deep=False)) for node in page.body.traverse()] if page.body else []
    return [line for line in dict.fromkeys(lines) if len(line) >= SHORTEST and line not in ours]
