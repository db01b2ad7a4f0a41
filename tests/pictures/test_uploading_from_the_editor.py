from __future__ import annotations

import io
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin import library
from articles.models import Image
from tests import cast

from .made import file_of, files_of, jpeg, nothing_kept, picture, upload

pytestmark = pytest.mark.django_db


def at_desk(person: User, *, strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict)
    client.force_login(person)
    return client


def where() -> str:
    return reverse("admin:articles_image_upload")


def test_a_dropped_picture_is_kept_and_the_editor_told_its_address() -> None:
    someone = cast.reporter()
    told = at_desk(someone).post(where(), {"upload": upload(jpeg(), "海堤步道夜景.jpg")}).json()
    stored = Image.objects.get()
    assert told == {"uploaded": 1, "fileName": f"{stored.name}.jpg", "url": stored.url}
    assert (stored.description, stored.uploaded_by) == ("海堤步道夜景", someone)


def test_a_name_that_says_nothing_is_not_taken_for_a_description() -> None:
    at_desk(cast.reporter()).post(where(), {"upload": upload(jpeg(), "DSC_0042.jpg")})
    assert Image.objects.get().description == "未写说明"


def test_a_picture_called_a_page_becomes_a_picture_and_nothing_else() -> None:
    desk = at_desk(cast.reporter())
    script = b"<script>alert(1)</script>"
    told = desk.post(where(), {"upload": upload(jpeg(comment=script), "x.html", "text/html")}).json()
    assert re.fullmatch(r"/media/pictures/[0-9a-f]{2}/[0-9a-f]{40}\.jpg", told["url"])
    assert desk.get(told["url"])["Content-Type"] == "image/jpeg"
    assert all(script not in content for content in files_of(Image.objects.get()))


def test_a_page_called_a_picture_is_refused_in_words() -> None:
    with nothing_kept():
        told = at_desk(cast.reporter()).post(where(), {"upload": upload(b"<html>", "x.jpg")})
        assert told.status_code == 200  # the editor shows the sentence of no other answer
        assert told.json()["uploaded"] == 0
        assert "没有保存" in told.json()["error"]["message"]


def test_nothing_at_all_is_refused_in_words() -> None:
    assert "没有收到" in at_desk(cast.reporter()).post(where()).json()["error"]["message"]


def test_another_site_cannot_upload_in_somebodys_name() -> None:
    desk = at_desk(cast.reporter(), strict=True)
    with nothing_kept():
        assert desk.post(where(), {"upload": upload(jpeg())}).status_code == 403
    page = desk.get(reverse("admin:articles_image_add")).content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    sent = desk.post(where(), {"upload": upload(jpeg())}, headers={"X-CSRFToken": found[1]})
    assert sent.json()["uploaded"] == 1


@pytest.mark.parametrize("role", ["初审", "审计", "读者来信"])
def test_who_may_not_add_pictures_is_told_so(role: str) -> None:
    with nothing_kept():
        told = at_desk(cast.person(role)).post(where(), {"upload": upload(jpeg())})
        assert told.status_code == 403
        assert "不能上传图片" in told.json()["error"]["message"]


def test_a_stranger_is_sent_to_the_door() -> None:
    with nothing_kept():
        answer = Client().post(where(), {"upload": upload(jpeg())})
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("admin:login"))


def test_uploading_is_no_reading() -> None:
    assert at_desk(cast.reporter()).get(where()).status_code == 405


def test_one_account_cannot_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "UPLOADS_AN_HOUR", 2)
    one, other = at_desk(cast.reporter()), at_desk(cast.reporter())
    told = [one.post(where(), {"upload": upload(jpeg(seed=seed))}).json()["uploaded"] for seed in (1, 2, 3)]
    assert told == [1, 1, 0]
    assert Image.objects.count() == 2
    assert other.post(where(), {"upload": upload(jpeg(seed=4))}).json()["uploaded"] == 1


def test_a_picture_from_the_clipboard_keeps_what_is_transparent() -> None:
    content = file_of(picture((50, 50), "RGBA"), "PNG")
    at_desk(cast.reporter()).post(where(), {"upload": upload(content, "image.png", "image/png")})
    assert Image.objects.get().extension == "png"
    assert io.BytesIO(files_of(Image.objects.get())[0]).read(4) == b"\x89PNG"
