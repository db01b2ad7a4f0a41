from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from masthead.models import Masthead, Page, Policy
from tests import cast

from .visits import at_desk, typed

pytestmark = pytest.mark.django_db
ADD_POLICY = reverse("admin:masthead_policy_add")


def policy(number: int, **more: object) -> Policy:
    return Policy.objects.create(number=number, clause_ours="第一条", clause_others="第二条", **more)


def test_there_is_one_masthead_and_its_list_leads_to_it() -> None:
    desk = at_desk(cast.person("栏目维护"))
    listed = reverse("admin:masthead_masthead_changelist")
    assert desk.get(listed)["Location"] == reverse("admin:masthead_masthead_add")
    desk.post(reverse("admin:masthead_masthead_add"), {"name": "海湾新闻网", "copyright_line": "版权所有"})
    assert Masthead.current().name == "海湾新闻网"
    assert desk.get(listed)["Location"] == reverse("admin:masthead_masthead_change", args=[1])
    assert desk.get(reverse("admin:masthead_masthead_add")).status_code == 403


def test_a_policy_in_force_is_kept_and_a_new_version_begins_with_its_words() -> None:
    first = policy(1, body="<p>怎样申请</p>")
    desk = at_desk(cast.person("授权专员"))
    changing = reverse("admin:masthead_policy_change", args=[first.pk])
    assert desk.post(changing, {"clause_ours": "改掉"}).status_code == 403
    assert 'name="clause_ours"' not in desk.get(changing).content.decode()
    said = typed(desk.get(ADD_POLICY), clause_others="新的第二条", in_force_from="2099-01-01T00:00")
    desk.post(ADD_POLICY, said)
    second = Policy.objects.get(number=2)
    assert (second.clause_ours, second.clause_others, second.body) == (
        "第一条",
        "新的第二条",
        "<p>怎样申请</p>",
    )
    first.refresh_from_db()
    assert first.clause_ours == "第一条"


def test_a_policy_that_has_not_begun_may_still_be_changed() -> None:
    later = policy(3, in_force_from=timezone.now() + cast.DAY)
    desk = at_desk(cast.person("授权专员"))
    changing = reverse("admin:masthead_policy_change", args=[later.pk])
    desk.post(changing, typed(desk.get(changing), clause_ours="改过的第一条"))
    later.refresh_from_db()
    assert later.clause_ours == "改过的第一条"


def test_the_address_of_a_page_is_kept_once_readers_have_had_it() -> None:
    desk, add = at_desk(cast.person("栏目维护")), reverse("admin:masthead_page_add")
    desk.post(add, {"title": "关于我们", "slug": "guanyu", "body": "<p>本网</p>"})
    page = Page.objects.get()
    form = reverse("admin:masthead_page_change", args=[page.pk])
    assert "slug" not in desk.get(form).context["adminform"].form.fields
    desk.post(form, {"title": "本网介绍", "slug": "jieshao", "body": "<p>本网</p>"})
    page.refresh_from_db()
    assert (page.title, page.slug) == ("本网介绍", "guanyu")


def test_the_text_of_a_page_is_sanitised_on_its_way_in() -> None:
    desk = at_desk(cast.person("栏目维护"))
    said = {"title": "关于我们", "slug": "guanyu", "body": "<p>本网</p><script>alert(1)</script>"}
    desk.post(reverse("admin:masthead_page_add"), said)
    assert Page.objects.get().body == "<p>本网</p>"
