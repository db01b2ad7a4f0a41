from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from articles import images
from articles.models import Image
from tests import cast

from .made import jpeg, nothing_kept, showing, taken_in, upload

pytestmark = pytest.mark.django_db


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def facts(**more: Any) -> dict[str, Any]:
    return {"description": "渔港清晨", "credit": "林某", "owner": "", "map_number": "", **more}


def add(desk: Client, **more: Any) -> Any:
    return desk.post(reverse("admin:articles_image_add"), facts(**more))


def errors(page: Any) -> dict[str, list[str]]:
    return dict(page.context["adminform"].form.errors)


def test_a_picture_is_added_with_its_rights() -> None:
    someone = cast.reporter()
    add(at_desk(someone), file=upload(jpeg()), owner="某社", licence_ends="2027-01-31", ai_generated="on")
    stored = Image.objects.get()
    assert (stored.owner, str(stored.licence_ends), stored.ai_generated) == ("某社", "2027-01-31", True)
    assert stored.uploaded_by == someone
    assert default_storage.exists(stored.path())


def test_a_map_without_its_number_is_refused_before_anything_is_kept() -> None:
    with nothing_kept():
        page = add(at_desk(cast.reporter()), file=upload(jpeg()), is_map="on")
        assert "含有地图的图片必须填写审图号" in str(errors(page))


def test_no_picture_is_a_mistake_of_the_field() -> None:
    with nothing_kept():
        page = add(at_desk(cast.reporter()), file=upload(b"%PDF-1.4"))
        assert "没有保存" in errors(page)["file"][0]


def test_a_picture_that_is_there_already_is_shown_instead_and_keeps_its_facts() -> None:
    known = taken_in(description="海堤", now=cast.NOON - cast.DAY)
    page = add(at_desk(cast.reporter()), file=upload(jpeg()))
    assert "已经有这张图片" in errors(page)["file"][0]
    assert reverse("admin:articles_image_change", args=[known.pk]) in errors(page)["file"][0]
    assert Image.objects.get().description == "海堤"


def test_facts_can_be_put_right_but_the_picture_never_changes() -> None:
    known = taken_in()
    where = reverse("admin:articles_image_change", args=[known.pk])
    at_desk(cast.editor()).post(where, facts(owner="某社", file=upload(jpeg(seed=2))))
    again = Image.objects.get()
    assert (again.owner, again.digest) == ("某社", known.digest)


def test_a_reporter_may_look_but_not_change_what_others_wrote() -> None:
    known = taken_in()
    where = reverse("admin:articles_image_change", args=[known.pk])
    desk = at_desk(cast.reporter())
    assert desk.get(where).status_code == 200
    assert desk.post(where, facts(owner="某社")).status_code == 403
    assert Image.objects.get().owner == ""


def test_the_list_shows_small_pictures_and_finds_by_words() -> None:
    harbour = taken_in(jpeg((900, 600)), description="渔港清晨")
    taken_in(seed=2, description="海堤")
    page = at_desk(cast.reporter()).get(reverse("admin:articles_image_changelist"), {"q": "渔港"})
    assert list(page.context["cl"].queryset) == [harbour]
    assert harbour.url_at(320) in page.content.decode()


def test_a_used_picture_cannot_be_deleted_by_anybody() -> None:
    shown = taken_in()
    cast.draft(body=showing(shown))
    boss = User.objects.create_superuser("boss")
    answer = at_desk(boss).post(reverse("admin:articles_image_delete", args=[shown.pk]), {"post": "yes"})
    assert answer.status_code == 403
    with pytest.raises(ProtectedError):
        images.remove(shown)
    assert default_storage.exists(shown.path())


def test_an_unused_picture_goes_with_its_files(django_capture_on_commit_callbacks: Any) -> None:
    shown = taken_in(jpeg((900, 600)))
    boss = User.objects.create_superuser("boss")
    with django_capture_on_commit_callbacks(execute=True):
        at_desk(boss).post(reverse("admin:articles_image_delete", args=[shown.pk]), {"post": "yes"})
    assert not Image.objects.exists()
    assert not any(default_storage.exists(path) for path in shown.paths())
