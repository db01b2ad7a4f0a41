"""Links that lead nowhere are listed for the desk, and led on to an article from there."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from articles import missing
from articles.models import MissingPage, OldAddress
from tests import cast
from tests.cast import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
OURS = f"{settings.BASE_URL}/yaowen/?utm=1#top"


@pytest.fixture(autouse=True)
def own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "pace", missing.Pace(missing.A_MINUTE))
    missing.recently.forget()


def come(path: str, referrer: str = OURS, by: str = "198.51.100.7") -> int:
    reader = Client(headers={"referer": referrer} if referrer else {}, REMOTE_ADDR=by)
    return reader.get(path).status_code


def test_a_broken_link_is_noted_with_the_page_it_stands_on_and_nothing_of_the_reader() -> None:
    assert [come("/2026-11/24/nothing.htm?id=7") for _ in range(3)] == [404] * 3
    come("/2026-11/24/nothing.htm", "https://other.example.cn/a.html?user=zhang")
    ours, theirs = MissingPage.objects.all()
    assert (ours.path, ours.referrer, ours.is_ours, ours.count) == (
        "/2026-11/24/nothing.htm",
        f"{settings.BASE_URL.partition('//')[2]}/yaowen/",
        True,
        3,
    )
    assert (theirs.referrer, theirs.is_ours) == ("other.example.cn/a.html", False)


@pytest.mark.parametrize(
    ("path", "referrer"),
    [
        ("/nothing.htm", ""),
        ("/nothing.htm", "android-app://com.example"),
        ("/nothing.htm", "http://[broken"),
        ("/wp-login.php", OURS),
        ("/a/.env", OURS),
        ("/preview/" + "0" * 40 + "/", OURS),
        ("/nothing.htm", f"{settings.BASE_URL}/reprints/cases/abc/"),
        ("/nothing.htm", f"{settings.BASE_URL}/elder/reprints/cases/abc/answer/"),
        ("/nothing.htm", f"{settings.BASE_URL}/hant/elder/feedback/letters/abc/"),
        ("/nothing.htm", f"{settings.BASE_URL}/{settings.ADMIN_PATH}articles/"),
        ("/" + "n" * 200 + ".htm", OURS),
        ("/not%00hing%1b.htm", OURS),
    ],
)
def test_scanners_secrets_and_what_has_no_page_behind_it_are_not(path: str, referrer: str) -> None:
    assert come(path, referrer) == 404
    assert not MissingPage.objects.exists()


def test_a_flood_costs_the_database_little() -> None:
    for n in range(missing.A_MINUTE + 40):
        come(f"/nothing-{n}.htm", by=f"198.51.100.{n}")
    assert MissingPage.objects.count() <= 2 * missing.A_MINUTE  # two, should a minute end in between
    assert come("/nothing-more.htm") == 404


def test_nobody_alone_fills_the_list() -> None:
    for n in range(missing.A_READER + 5):
        come(f"/invented-{n}.htm")
    assert MissingPage.objects.count() == missing.A_READER
    come("/broken.htm", by="198.51.100.8")
    assert MissingPage.objects.filter(path="/broken.htm").exists()


def test_no_more_than_so_many_new_ones_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "NEW_A_DAY", 2)
    for n in (1, 2, 3, 1):
        come(f"/nothing-{n}.htm")
    assert dict(MissingPage.objects.values_list("path", "count")) == {
        "/nothing-1.htm": 2,
        "/nothing-2.htm": 1,
    }


def test_a_database_that_refuses_does_not_take_the_page_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(missing, "_keep", refuse)
    assert come("/nothing.htm") == 404


def test_whoever_keeps_the_paper_leads_it_on_to_an_article(client: Client) -> None:
    article = cast.published(now=timezone.now() - HOUR)
    come("/nothing.htm")
    client.force_login(cast.person("栏目维护"))
    page = client.get("/admin/articles/missingpage/").content.decode()
    assert "/admin/articles/oldaddress/add/?path=%2Fnothing.htm" in page
    form = client.get("/admin/articles/oldaddress/add/?path=%2Fnothing.htm").content.decode()
    assert 'value="/nothing.htm"' in form
    client.post("/admin/articles/oldaddress/add/", {"path": "/nothing.htm", "article": article.pk})
    answer = Client().get("/nothing.htm")
    assert (answer.status_code, answer["Location"]) == (301, article.address)
    assert not MissingPage.objects.exists()


@pytest.mark.parametrize("path", ["/", "/yaowen/", "nothing", "/archive/"])
def test_a_page_that_is_there_is_not_led_away(client: Client, path: str) -> None:
    article = cast.published(now=timezone.now() - HOUR)
    client.force_login(cast.person("栏目维护"))
    answer = client.post("/admin/articles/oldaddress/add/", {"path": path, "article": article.pk})
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()
    assert not OldAddress.objects.exists()


def test_what_nobody_comes_to_is_forgotten() -> None:
    facts = {"referrer": "a.example/", "is_ours": False, "first_at": NOON - 100 * DAY}
    MissingPage.objects.create(path="/old", last_at=NOON - 91 * DAY, **facts)
    MissingPage.objects.create(path="/new", last_at=NOON - 89 * DAY, **facts)
    assert MissingPage.objects.sweep(NOON) == 1
    assert MissingPage.objects.get().path == "/new"
