"""专题: the list of them and the page of each, as a second person has confirmed it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, ListView

from ..models import Topic
from ..topic_page import page_context


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


class TopicView(DetailView):
    """/topics/<slug>/"""

    template_name = "articles/topic.html"

    def get_queryset(self) -> QuerySet[Topic]:
        return Topic.objects.public().select_related("cover")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return page_context(self.object, timezone.now())
