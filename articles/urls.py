"""Addresses of the paper; what is linked must live (design §5)."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from . import feeds, sitemaps
from .views import (
    archive,
    article,
    corrections,
    files,
    for_robots,
    front,
    leaving,
    lists,
    preview,
    reads,
    search,
    share_picture,
    shelves,
    site_map,
    topics,
)
from .views.in_time import InTime


def in_time(start: str, name: str, pages: type[InTime], months: type[InTime]) -> list[URLPattern]:
    """A list in time: its newest page by page, and each month page by page."""
    month = rf"^{start}(?P<slug>[a-z0-9-]+)/(?P<month>\d{{4}}-\d{{2}})/"
    return [
        path(f"{start}<slug:slug>/", pages.as_view(), name=name),
        path(f"{start}<slug:slug>/page/<int:page>/", pages.as_view(), name=f"{name}-page"),
        re_path(rf"{month}$", months.as_view(), name=f"{name}-month"),
        re_path(rf"{month}page/(?P<page>\d{{1,6}})/$", months.as_view(), name=f"{name}-month-page"),
    ]


app_name = "articles"
urlpatterns = [
    path("", front.HomeView.as_view(), name="home"),
    re_path(
        r"^(?P<month>\d{4}-\d{2})/(?P<day>\d{2})/content_(?P<pk>\d{1,18})\.htm$",
        article.ArticleView.as_view(),
        name="article",
    ),
    path("preview/articles/<int:pk>/", preview.PreviewView.as_view(), name="preview"),
    re_path(r"^preview/(?P<secret>[0-9a-f]{40})/$", preview.PreviewLinkView.as_view(), name="preview-link"),
    path("qr/content_<int:pk>.svg", files.qr, name="qr"),
    path("og/content_<int:pk>.png", share_picture.drawn, name="share-picture"),
    path("media/<path:path>", files.media, name="media"),
    path("topics/", topics.TopicsView.as_view(), name="topics"),
    *in_time("topics/", "topic", topics.TopicView, topics.TopicView),
    path("archive/", archive.ArchiveView.as_view(), name="archive"),
    re_path(r"^archive/(?P<month>\d{4}-\d{2})/$", archive.MonthView.as_view(), name="archive-month"),
    re_path(
        r"^archive/(?P<month>\d{4}-\d{2})/(?P<day>\d{2})/$", archive.DayView.as_view(), name="archive-day"
    ),
    re_path(
        r"^archive/(?P<month>\d{4}-\d{2})/(?P<day>\d{2})/page/(?P<page>\d{1,6})/$",
        archive.DayView.as_view(),
        name="archive-day-page",
    ),
    *in_time("sources/", "source", shelves.SourceView, shelves.SourceView),
    *in_time("authors/", "author", shelves.AuthorView, shelves.AuthorView),
    *in_time("tags/", "tag", shelves.TagView, shelves.TagView),
    path("sitemap/", site_map.SiteMapView.as_view(), name="site-map"),
    path("feeds/", feeds.FeedsView.as_view(), name="feeds"),
    path("feeds/rss.xml", require_safe(feeds.SiteFeed("rss")), name="rss"),
    path("feeds/atom.xml", require_safe(feeds.SiteFeed("atom")), name="atom"),
    path("feeds/<slug:slug>/rss.xml", require_safe(feeds.CategoryFeed("rss")), name="category-rss"),
    path("feeds/<slug:slug>/atom.xml", require_safe(feeds.CategoryFeed("atom")), name="category-atom"),
    path("feeds/topics/<slug:slug>/rss.xml", require_safe(feeds.TopicFeed("rss")), name="topic-rss"),
    path("feeds/topics/<slug:slug>/atom.xml", require_safe(feeds.TopicFeed("atom")), name="topic-atom"),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap-part"),
    path("corrections/", corrections.CorrectionsView.as_view(), name="corrections"),
    path("corrections/page/<int:page>/", corrections.CorrectionsView.as_view(), name="corrections-page"),
    path("go/", leaving.notice, name="leaving"),
    path("reads/", reads.read, name="reads"),
    path("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
    path("search/", search.SearchView.as_view(), name="search"),
    path("robots.txt", for_robots.robots, name="robots"),
    path(".well-known/security.txt", for_robots.security, name="security"),
    *in_time("", "category", lists.CategoryView, lists.CategoryMonthView),
]
