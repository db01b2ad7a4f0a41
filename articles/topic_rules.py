"""Who may change what readers see of a topic: one person proposes, another confirms, superusers included."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from .models import Article, Topic, TopicEdition
from .rules import without_right

MOST_BLOCKS, MOST_IN_BLOCK, LONGEST_BLOCK_TITLE = 6, 20, 20


def reasons_not_to_propose_topic(topic: Topic, by: User) -> list[str]:
    """Saving another state of a topic for a colleague to confirm; one's own that still waits is replaced."""
    reasons = without_right(by, "change_topic" if topic.pk else "add_topic", "维护专题")
    waiting = topic.waiting if topic.pk else None
    if waiting is not None and waiting.proposed_by_id != by.pk:
        reasons.append("这个专题已有一份修改在等人确认，先确认或退回它，再提新的修改")
    return reasons


def reasons_against_contents(topic: Topic, name: str, blocks: list[dict[str, object]]) -> list[str]:
    """What a page of a topic can't be, whoever writes it."""
    reasons = [] if name.strip() else ["请填写专题名称"]
    if Topic.objects.filter(name=name.strip()).exclude(pk=topic.pk).exists():
        reasons.append(f"已有名为“{name.strip()}”的专题，请换一个名称")
    if len(blocks) > MOST_BLOCKS:
        reasons.append(f"一个专题最多{MOST_BLOCKS}个版块")
    for block in blocks:
        title, articles = str(block["title"]), block["articles"]
        if not title.strip() or len(title) > LONGEST_BLOCK_TITLE:
            reasons.append(f"每个版块要有标题，不超过{LONGEST_BLOCK_TITLE}字")
        if not isinstance(articles, list) or len(articles) > MOST_IN_BLOCK:
            reasons.append(f"一个版块最多手选{MOST_IN_BLOCK}篇稿件")
    return list(dict.fromkeys(reasons))


def reasons_not_to_confirm_topic(edition: TopicEdition, by: User, now: datetime) -> list[str]:
    """Putting a proposed state before readers; a page they have had already may run empty and be closed."""
    reasons = without_right(by, "confirm_topic", "确认专题") + settled(edition)
    if edition.proposed_by_id == by.pk:
        reasons.append("专题的修改要由提出人以外的另一人确认")
    if not edition.topic.confirmed_at and not has_articles(edition, now):
        reasons.append("专题里还没有读者能看到的稿件，请先在已发布的稿件里选上这个专题，再来确认")
    return reasons + reasons_against_contents(edition.topic, edition.name, edition.blocks)


def has_articles(edition: TopicEdition, now: datetime) -> bool:
    """Readers would find something to read on the page."""
    picked = [number for block in edition.blocks for number in block["articles"]]
    return Article.objects.public(now).filter(Q(topics=edition.topic_id) | Q(pk__in=picked)).exists()


def reasons_not_to_drop_topic(edition: TopicEdition, by: User) -> list[str]:
    """Sending it back, or taking one's own back, so that readers will not see it."""
    own = edition.proposed_by_id == by.pk
    right = "change_topic" if own else "confirm_topic"
    return without_right(by, right, "退回专题修改") + settled(edition)


def settled(edition: TopicEdition) -> list[str]:
    if edition.confirmed_at:
        return ["这份修改已经确认，要再改请另提一份"]
    return ["这份修改已经退回或被新的修改代替"] if edition.dropped_at else []
