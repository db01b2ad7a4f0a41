"""How single words of one article are written in the Traditional edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from toolkit import hanzi
from toolkit.pagecache import watch

from .article import Article


def check_lines(lines: str) -> None:
    """Each line 简=繁 and the same word in both scripts; raises ValidationError about the first that is not."""
    for word, form in pairs(lines):
        if not (word and form):
            raise ValidationError(f"“{word}”后面没有繁体写法。每行写“简体=繁体”，例如：于洪涛=于洪濤")
        hanzi.check_form(word, form)


@watch
class HantOverride(models.Model):
    """Lines 简=繁 for one article: glyphs only, so nothing that reviewers have not read can be put in.

    Whoever may edit articles may edit it; it has no right of its own.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, verbose_name="稿件", related_name="hant_override", help_text="填稿件编号"
    )
    lines = models.TextField(
        "用字",
        max_length=4000,
        validators=[check_lines],
        help_text="每行一个词，左边照稿件里的简体，右边是繁体版的写法，例如：于洪涛=于洪濤。"
        "只能改字形，不能改词；只对这篇稿件和指向它的标题有效",
    )

    class Meta:
        verbose_name = verbose_name_plural = "单篇繁体用字"
        ordering = ["-article_id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id} 的繁体用字"

    @classmethod
    def by_article(cls) -> dict[int, dict[str, str]]:
        """Number of the article to its words and their forms."""
        return {pk: dict(pairs(lines)) for pk, lines in cls.objects.values_list("article_id", "lines")}


def pairs(lines: str) -> Iterator[tuple[str, str]]:
    """(Simplified word, Traditional form) of each line; a Chinese keyboard writes ＝."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        word, form = [*re.split("[=＝]", line, maxsplit=1), ""][:2]
        yield word.strip(), form.strip()
