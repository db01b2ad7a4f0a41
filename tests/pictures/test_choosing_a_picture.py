from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin import library
from articles.models import Image
from tests import cast
from tests.cast import NOON

from .made import jpeg, taken_in, upload

pytestmark = pytest.mark.django_db


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def window(**asked: object) -> str:
    return reverse("admin:articles_image_choose", query={"CKEditorFuncNum": 1, **asked})


def offered(page: object) -> list[Image]:
    return [shown for shown, _ in page.context["grid"]]  # type: ignore[attr-defined]


def test_the_newest_come_first_and_each_says_what_the_editor_needs() -> None:
    first, second = taken_in(seed=1), taken_in(seed=2, description='渔港"清晨"', credit="林某")
    page = at_desk(cast.reporter()).get(window())
    assert offered(page) == [second, first]
    html = page.content.decode()
    said = (f'data-url="{second.url}"', 'data-description="渔港&quot;清晨&quot;"', 'data-credit="林某"')
    assert [words for words in (*said, 'data-waiting="1"') if words not in html] == []


def test_they_are_found_by_words_of_description_and_credit() -> None:
    harbour, wall = (
        taken_in(seed=1, description="渔港清晨", credit="林某"),
        taken_in(seed=2, description="海堤清晨"),
    )
    desk = at_desk(cast.reporter())
    assert offered(desk.get(window(q="清晨"))) == [wall, harbour]
    assert offered(desk.get(window(q="清晨 林某"))) == [harbour]
    assert "换一个词" in desk.get(window(q="没有")).content.decode()


def test_there_are_pages_that_keep_the_search() -> None:
    for seed in range(library.ChooseView.paginate_by + 1):
        taken_in(jpeg((9, 9), seed=seed), description="清晨")
    page = at_desk(cast.reporter()).get(window(q="清晨"))
    assert len(offered(page)) == library.ChooseView.paginate_by
    second = at_desk(cast.reporter()).get(window(q="清晨", page=2))
    assert len(offered(second)) == 1
    assert "CKEditorFuncNum=1&amp;q=%E6%B8%85%E6%99%A8&amp;page=2" in page.content.decode()


def test_what_is_withheld_is_not_offered() -> None:
    shown = taken_in()
    Image.objects.filter(pk=shown.pk).update(withheld_at=NOON)
    assert offered(at_desk(cast.reporter()).get(window())) == []


def test_a_new_picture_can_be_taken_in_and_stands_in_front() -> None:
    taken_in(seed=1)
    desk = at_desk(cast.reporter())
    said = {"file": upload(jpeg(seed=2)), "description": "渔港清晨", "credit": "林某"}
    page = desk.post(window(), said, follow=True)
    new = offered(page)[0]
    assert (new.description, new.credit) == ("渔港清晨", "林某")
    assert page.context["picked"] == new.pk
    assert page.context["waiting"] == "1"


def test_a_refused_upload_keeps_what_was_typed() -> None:
    page = at_desk(cast.reporter()).post(window(), {"file": upload(b"<html>"), "description": "渔港清晨"})
    html = page.content.decode()
    assert "没有保存" in html
    assert 'value="渔港清晨"' in html
    assert not Image.objects.exists()


def test_a_reviewer_may_look_but_not_upload() -> None:
    desk = at_desk(cast.person("初审"))
    assert "上传新图片" not in desk.get(window()).content.decode()
    assert desk.post(window(), {"file": upload(jpeg()), "description": "图"}).status_code == 403
    assert not Image.objects.exists()


def test_what_the_address_says_is_never_written_as_code() -> None:
    page = at_desk(cast.reporter()).get(window(CKEditorFuncNum='1"><script>', q="<script>x"))
    assert b"<script>x" not in page.content
    assert page.context["waiting"] == ""
