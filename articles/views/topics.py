"""专题: the list of them and the pages of each, as a second person has confirmed it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import ListView

from .. import archive, topic_page
from ..models import Topic
from ..models.article import ArticleQuerySet
from .in_time import InTime


class TopicsView(ListView):
    """/topics/ — what is still reported on, then what is closed."""

    template_name = "articles/topics.html"

    def get_queryset(self) -> QuerySet[Topic]:
        return Topic.objects.public().select_related("cover")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topics = list(self.get_queryset())
        archived = [topic for topic in topics if topic.archived_on]
        archived.sort(key=lambda topic: topic.archived_on, reverse=True)  # type: ignore[arg-type,return-value]
        open_topics = [topic for topic in topics if not topic.archived_on]
        return super().get_context_data(
            object_list=topics, open_topics=open_topics, archived=archived, **kwargs
        )


class TopicView(InTime):
    """/topics/<slug>/ with its blocks; what none of them shows goes on to …/page/2/ and, all of it, to …/YYYY-MM/."""

    def get_template_names(self) -> list[str]:
        first = not self.kwargs.keys() - {"slug"}
        return ["articles/topic.html" if first else "articles/topic_list.html"]

    def months_of(self, articles: ArticleQuerySet, now: datetime) -> list[date]:
        return archive.months_among(articles, now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, confirmed = timezone.now(), Topic.objects.public().select_related("cover")
        topic = get_object_or_404(confirmed, slug=self.kwargs["slug"])
        every = topic_page.every(topic)
        blocks: list[topic_page.Block] = []
        if "month" in self.kwargs:
            listed = self.of_month(every, now)
        else:
            blocks = topic_page.blocks_of(topic, now)
            listed = self.newest(topic_page.others(topic, blocks), every, now)
        about = {"topic": topic, "row": topic, "blocks": blocks, "above": topic_page.above(topic)}
        return super().get_context_data(**about, **listed, **kwargs)
