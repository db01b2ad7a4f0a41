"""The evidence of one article as a file: every text that readers had, who let it through, the chain (product D4)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import Storage, default_storage
from django.template.loader import render_to_string

from . import images
from .models import Article, ArticleEvent, ChainHead, Image, Publication, Revision
from .models.article import BEIJING

EXPLAINED = """本文件包是“{title}”（稿件 {pk}）的存证，北京时间 {at} 由系统导出。
publications/ 每一次公开的全文（HTML 供阅读，JSON 含全部字段、起止时间、签发人和文字指纹）
pictures.json 各版所用图片的指纹（SHA-256）
events.json   稿件记录：谁在何时做了什么；previous 是全站上一条的指纹，
              digest 是 said 按键名排序写成 JSON（UTF-8）后的 SHA-256
reviews.json  送审和各审次的意见、决定
corrections.json 更正、澄清、补充
chain.json    导出时全站记录链的最新指纹和历次寄给审计的锚
"""


def export(article: Article, now: datetime) -> bytes:
    """A zip archive; times are ISO 8601 in Beijing, people by name and account."""
    publications = list(
        article.publications.order_by("since", "id").select_related("revision__source", "signed_by")
    )
    written = {
        "pictures.json": pictures(publications),
        "events.json": [
            told(event) for event in article.events.order_by("id").select_related("by", "revision")
        ],
        "reviews.json": reviews(article),
        "corrections.json": corrections(article),
        "chain.json": chain_proof(),
    }
    explained = EXPLAINED.format(title=article.title, pk=article.pk, at=at(now))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("说明.txt", explained)
        for place, publication in enumerate(publications, start=1):
            name = f"publications/{place:02d}-第{publication.revision.number}版"
            page = {
                "publication": publication,
                "text": publication.revision,
                "base_url": settings.BASE_URL,
                "now": now,
            }
            archive.writestr(f"{name}.html", render_to_string("articles/evidence.html", page))
            archive.writestr(f"{name}.json", as_json(published(publication)))
        for name, facts in written.items():
            archive.writestr(name, as_json(facts))
    return file.getvalue()


def published(publication: Publication) -> dict[str, Any]:
    """One publication with everything that its text has frozen."""
    text = publication.revision
    columns = [field.attname for field in Revision._meta.concrete_fields]
    return {
        "address": settings.BASE_URL + publication.address,
        "since": at(publication.since),
        "until": at(publication.until),
        "signed_by": name_of(publication.signed_by),
        "digest_as_recorded": text.digest,
        "digest_as_computed": text.digest if text.is_told_by(text.digest) else text.computed_digest(),
        "text": {name: getattr(text, name) for name in columns},
    }


def pictures(publications: list[Publication]) -> list[dict[str, Any]]:
    """Each picture of each published text with the fingerprint of its file as kept, and as it lies there now."""
    rows = []
    for publication in publications:
        for picture in publication.revision.images.all():
            rows.append(
                {
                    "revision": publication.revision.number,
                    "name": picture.name,
                    "digest_as_recorded": picture.digest,
                    "digest_of_file": digest_of(picture),
                    "withheld_at": at(picture.withheld_at),
                }
            )
    return rows


def digest_of(picture: Image) -> str:
    """SHA-256 of the file at full width, wherever it lies; empty where it is gone."""
    places: list[Storage] = [default_storage, images.vault()]
    for place in places:
        if place.exists(picture.path()):
            with place.open(picture.path()) as file:
                return hashlib.sha256(file.read()).hexdigest()
    return ""


def told(event: ArticleEvent) -> dict[str, Any]:
    """One event in words, and what its digest was made of."""
    return {
        "id": event.pk,
        "what": event.get_kind_display(),
        "who": name_of(event.by),
        "when": at(event.at),
        "revision": event.revision.number if event.revision else None,
        "said": event.said(),
        "previous": event.previous,
        "digest": event.digest,
    }


def reviews(article: Article) -> list[dict[str, Any]]:
    """Every submission with what each reviewer decided."""
    rounds = article.rounds.order_by("number").select_related("revision", "submitted_by")
    return [
        {
            "round": one.number,
            "revision": one.revision.number,
            "revision_digest": one.revision.digest,
            "submitted_by": name_of(one.submitted_by),
            "submitted_at": at(one.submitted_at),
            "reviews": [
                {
                    "stage": review.get_stage_display(),
                    "reviewer": name_of(review.reviewer),
                    "decision": review.get_decision_display(),
                    "opinion": review.opinion,
                    "at": at(review.at),
                }
                for review in one.reviews.order_by("id").select_related("reviewer")
            ],
        }
        for one in rounds.prefetch_related("reviews")
    ]


def corrections(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "kind": note.get_kind_display(),
            "text": note.text,
            "by": name_of(note.by),
            "drafted_at": at(note.drafted_at),
            "confirmed_by": name_of(note.confirmed_by),
            "published_at": at(note.published_at),
            "dropped_at": at(note.dropped_at),
        }
        for note in article.corrections.order_by("id").select_related("by", "confirmed_by")
    ]


def chain_proof() -> dict[str, Any]:
    """The newest fingerprint of the whole paper, and the anchors that lie in the auditors' mail."""
    newest = ArticleEvent.objects.first()
    heads = ChainHead.objects.order_by("day")
    return {
        "newest": {"id": newest.pk, "digest": newest.digest} if newest else None,
        "anchors": [
            {"day": str(head.day), "event": head.event_id, "digest": head.digest, "count": head.count}
            for head in heads
        ],
    }


def name_of(person: User | None) -> str:
    return f"{person.last_name}{person.first_name}（{person.username}）" if person else ""


def at(moment: datetime | None) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds") if moment else ""


def as_json(facts: Any) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2, default=str)
