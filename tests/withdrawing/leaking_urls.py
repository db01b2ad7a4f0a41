"""The site with one page more, which forgets to ask who may see an article."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from articles.models import Article
from newsroom.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def everything(request: HttpRequest) -> HttpResponse:
    titles = "".join(f"<li>{article.title}</li>" for article in Article.objects.all())
    return HttpResponse(f"<title>所有稿件</title><ul>{titles}</ul>")


urlpatterns = [path("everything/", everything, name="everything"), *urlpatterns]
