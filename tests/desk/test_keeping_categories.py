from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import Category, Source
from tests import cast

from .visits import at_desk, typed

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY


def test_the_address_of_a_category_is_kept_once_something_was_published_in_it() -> None:
    empty, used = cast.category("wenlv", "文旅"), cast.category()
    cast.published(now=PAST, category=used)
    desk = at_desk(cast.person("栏目维护"))
    for category, slug in ((empty, "lvyou"), (used, "yaowen")):
        changing = reverse("admin:articles_category_change", args=[category.pk])
        desk.post(changing, typed(desk.get(changing), slug="lvyou", description="说明"))
        category.refresh_from_db()
        assert (category.slug, category.description) == (slug, "说明")


def test_a_category_with_children_is_not_put_below_another() -> None:
    top, other = cast.category(), cast.category("wenlv", "文旅")
    Category.objects.create(slug="lvyou", name="旅游", parent=top)
    desk = at_desk(cast.person("栏目维护"))
    changing = reverse("admin:articles_category_change", args=[top.pk])
    page = desk.post(changing, typed(desk.get(changing), parent=other.pk)).content.decode()
    assert "这个栏目下面还有子栏目" in page
    top.refresh_from_db()
    assert top.parent is None


def test_an_address_of_another_page_is_refused_in_words() -> None:
    desk = at_desk(cast.person("栏目维护"))
    said = {"name": "专题", "slug": "topics", "position": 0, "required_stages": 3}
    page = desk.post(reverse("admin:articles_category_add"), said).content.decode()
    assert "这个地址已被网站的其他页面使用，请换一个" in page


def test_the_kind_of_a_source_proposes_its_usual_origin() -> None:
    desk = at_desk(cast.person("栏目维护"))
    page = desk.get(reverse("admin:articles_source_add"))
    proposed = page.context["adminform"].form.fields["kind"].widget.attrs["data-proposes"]
    assert '"official": "government"' in proposed
    said = {"name": "区政府办", "kind": "official", "default_origin": "fact"}
    desk.post(reverse("admin:articles_source_add"), said)
    assert Source.objects.get().default_origin == "fact"
