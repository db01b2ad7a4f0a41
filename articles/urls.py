"""Addresses of the paper; what is linked must live (design §5)."""

from __future__ import annotations

from django.urls import path, re_path

from . import feeds, sitemaps
from .views import article, corrections, files, front, lists, preview

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
    path("media/<path:path>", files.media, name="media"),
    path("topics/<slug:slug>/", lists.TopicView.as_view(), name="topic"),
    path("feeds/", feeds.FeedsView.as_view(), name="feeds"),
    path("feeds/rss.xml", feeds.SiteFeed(), name="rss"),
    path("feeds/atom.xml", feeds.AtomSiteFeed(), name="atom"),
    path("feeds/<slug:slug>/rss.xml", feeds.CategoryFeed(), name="category-rss"),
    path("feeds/<slug:slug>/atom.xml", feeds.AtomCategoryFeed(), name="category-atom"),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap-part"),
    path("corrections/", corrections.CorrectionsView.as_view(), name="corrections"),
    path("corrections/page/<int:page>/", corrections.CorrectionsView.as_view(), name="corrections-page"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("<slug:slug>/", lists.CategoryView.as_view(), name="category"),
    path("<slug:slug>/page/<int:page>/", lists.CategoryView.as_view(), name="category-page"),
]
