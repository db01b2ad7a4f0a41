"""The chain of events: whether it is whole, and the head of each day that goes out to the auditors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from toolkit import letters
from toolkit.pagecache import lock_epoch

from .models import ArticleEvent, ChainHead, Revision
from .models.article import BEIJING

Progress = Callable[[Iterable[Any], int, str], Iterable[Any]]
AUDITORS = "审计"
CHUNK = 2_000


def silent(rows: Iterable[Any], total: int, label: str) -> Iterable[Any]:
    return rows


def faults(*, heads: Iterable[str] = (), progress: Progress = silent) -> Iterator[str]:
    """Sentences on what was changed, is missing or was put in; none when the chain and all texts are whole.

    `heads` are fingerprints from letters: each must stand in the chain. `progress(rows, total, label)` passes rows
    through and may show how far they are.
    """
    anchors = {head.event_id: head for head in ChainHead.objects.order_by("event_id")}
    missing = set(heads)
    expected = ""
    events = (
        ArticleEvent.objects.order_by("id")
        .select_related("revision")
        .only("article_id", "kind", "by_id", "at", "detail", "previous", "digest", "revision__digest")
    )
    rows = progress(events.iterator(CHUNK), events.count(), "稿件记录")
    for count, event in enumerate(rows, start=1):
        if event.previous != expected:
            yield f"记录 {event.pk} 接不上它前面的一条：中间少了、多了或换了记录"
        if event.computed_digest() != event.digest:
            yield f"记录 {event.pk} 的内容与指纹不符：被改动过"
        expected = event.digest
        missing.discard(event.digest)
        anchor = anchors.pop(event.pk, None)
        if anchor and (anchor.digest, anchor.count) != (event.digest, count):
            yield f"{anchor.day} 的锚与记录 {event.pk} 不符：到这里为止的记录被整体换过"
    yield from (f"{anchor.day} 的锚所指的记录 {pk} 不见了" for pk, anchor in anchors.items())
    yield from (f"信上的指纹 {digest} 不在记录链里" for digest in sorted(missing))
    texts = Revision.objects.order_by("id")
    for text in progress(texts.iterator(CHUNK // 10), texts.count(), "历史版本"):
        if not text.is_told_by(text.digest):
            yield f"稿件 {text.article_id} 第{text.number}版的文字与指纹不符：被改动过"


@transaction.atomic
def anchor(now: datetime) -> int:
    """The keeper's verb: once a Beijing day, keep the newest event's fingerprint and write it to the auditors."""
    day = now.astimezone(BEIJING).date()
    if ChainHead.objects.filter(day=day).exists():
        return 0
    lock_epoch()  # no event is added meanwhile
    newest = ArticleEvent.objects.order_by("-id").first()
    if newest is None or ChainHead.objects.filter(day=day).exists():
        return 0
    head = ChainHead.objects.create(
        day=day, event=newest, digest=newest.digest, count=ArticleEvent.objects.count(), at=now
    )
    auditors = User.objects.filter(is_active=True, groups__name=AUDITORS).exclude(email="")
    for person in auditors:
        letters.send(
            to=person.email, template="articles/chain_head", context={"head": head}, now=now, limit=None
        )
    return 1
