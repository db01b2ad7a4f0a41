"""What happens to a 专题: one person proposes what readers should see, another confirms it, and then they do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from toolkit.pagecache import raise_epoch

from . import topic_rules as rules
from .models import Image, Topic, TopicEdition
from .rules import require

SHOWN = ("name", "lead_text", "cover", "blocks", "archived_on")


@transaction.atomic
def propose(
    *,
    topic: Topic,
    by: User,
    name: str,
    lead_text: str = "",
    cover: Image | None = None,
    blocks: Sequence[dict[str, Any]] = (),
    archived: bool = False,
    now: datetime | None = None,
) -> TopicEdition:
    """Save a state for a second person; readers see nothing of it yet. Raises NotAllowed.

    A topic without a row gets one, which readers can't see before its first edition is confirmed.
    `blocks`: {"title", "articles": numbers in order} each; no numbers mean the newest of the topic.
    What the same person proposed before and nobody has confirmed gives way.
    """
    now = now or timezone.now()
    said = [{"title": block["title"].strip(), "articles": list(block["articles"])} for block in blocks]
    require(rules.reasons_not_to_propose_topic(topic, by) + rules.reasons_against_contents(topic, name, said))
    if topic.pk is None:
        topic.name, topic.lead_text, topic.cover = name.strip(), "", None
        topic.save()
    stands = Topic.objects.select_for_update().get(pk=topic.pk)
    require(rules.reasons_not_to_propose_topic(topic, by))
    if stands.confirmed_at is None and stands.name != name.strip():
        topic.name = stands.name = name.strip()  # readers have not seen the old one, which is free again
        stands.save(update_fields=["name"])
    if (before := topic.waiting) is not None:
        before.drop(by, now, TopicEdition.REPLACED)
    return TopicEdition.objects.create(
        topic=topic,
        name=name.strip(),
        lead_text=lead_text.strip(),
        cover=cover,
        blocks=said,
        archived=archived,
        proposed_by=by,
        proposed_at=now,
    )


@transaction.atomic
def confirm(*, edition: TopicEdition, by: User, now: datetime | None = None) -> None:
    """The second person puts it before readers, now. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(edition)
    require(rules.reasons_not_to_confirm_topic(stands, by, now))
    stands.confirm(by, now)
    topic, shown = stands.topic, stands.as_topic(now)
    for field in SHOWN:
        setattr(topic, field, getattr(shown, field))
    topic.confirmed_at = now
    topic.save(update_fields=[*SHOWN, "confirmed_at"])
    raise_epoch()
    edition.refresh_from_db()


@transaction.atomic
def drop(*, edition: TopicEdition, by: User, reason: str, now: datetime | None = None) -> None:
    """It will not be shown: sent back with a reason, or taken back by who proposed it. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(edition)
    own = stands.proposed_by_id == by.pk
    without_reason = [] if own or reason.strip() else ["请写明退回的理由，提出人会看到它"]
    require(rules.reasons_not_to_drop_topic(stands, by) + without_reason)
    stands.drop(by, now, reason.strip())
    edition.refresh_from_db()


def locked(edition: TopicEdition) -> TopicEdition:
    """The edition as it stands now, with its topic, both held until the end of the transaction."""
    Topic.objects.select_for_update().get(pk=edition.topic_id)
    return TopicEdition.objects.select_related("topic", "cover").get(pk=edition.pk)
