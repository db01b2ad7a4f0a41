from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import ArticleEvent, Publication
from tests import cast

from .visits import at_desk, page_of

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY


@pytest.mark.parametrize("model", ["articleevent", "publication"])
def test_history_can_be_read_and_by_nobody_be_changed(model: str) -> None:
    cast.published(now=PAST)
    boss = at_desk(User.objects.create_superuser("boss"))
    row = (ArticleEvent if model == "articleevent" else Publication).objects.first()
    assert row is not None
    assert (
        "海堤步道夜间照明本周亮灯" in boss.get(reverse(f"admin:articles_{model}_changelist")).content.decode()
    )
    assert boss.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert (
        boss.post(reverse(f"admin:articles_{model}_change", args=[row.pk]), {"kind": "saved"}).status_code
        == 403
    )
    assert (
        boss.post(reverse(f"admin:articles_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )


def test_the_versions_of_an_article_name_who_saved_them_and_which_one_readers_see() -> None:
    article = cast.published(now=PAST)
    cast.changed(article, title="改过的标题", now=PAST + cast.HOUR)
    page = at_desk(cast.reporter()).get(page_of(article, "history")).content.decode()
    second, first = page.split("第2版</a>", 1)[1].split("第1版</a>", 1)
    assert "改过的标题" in second
    assert "2026-10-25 13:00:00" in second
    assert "最新" in second
    assert "读者版本" in first.split("</tr>")[0]
