"""Each public address works below each prefix, keeps the reader in the edition, and nothing else does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Topic
from feedback.models import Letter
from feedback.place import place_of
from newsroom.editions import OUTSIDE, Edition
from tests import cast
from tests.desk.world import addresses, filled, furnish

pytestmark = pytest.mark.django_db
PREFIXES = [edition for edition in settings.EDITIONS if edition]
LINK = re.compile(r'<a\b[^>]*?href="(/[^"]*)"[^>]*>')


def public() -> list[str]:
    """Every address outside the desk that can be asked without a secret, filled with what there is."""
    world = furnish()
    paths = [filled(each, world) for each in addresses() if not each.route.startswith("admin/")]
    return sorted({path for path in paths if Client().get(path).status_code in {200, 301, 302}})


def test_every_public_address_answers_the_same_in_each_edition() -> None:
    paths = public()
    assert len(paths) > 15
    for path in paths:
        plain = Client().get(path)
        for prefix in PREFIXES:
            answer = Client().get(prefix + path)
            expected = 404 if OUTSIDE.match(path) else plain.status_code
            assert answer.status_code == expected, prefix + path
            if expected != 404 and plain.has_header("Location"):
                assert answer["Location"] == Edition(prefix).move(plain["Location"])


def test_every_link_of_a_page_leads_on_in_the_edition() -> None:
    cast.published(now=timezone.now() - cast.HOUR).topics.add(Topic.objects.create(name="道路", slug="daolu"))
    for prefix in PREFIXES:
        for path in ("/", "/yaowen/", "/topics/daolu/", "/no/such/page", "/about/accessibility/"):
            for link in LINK.finditer(Client().get(prefix + path).content.decode()):
                kept = "data-keep-edition" in link[0] or OUTSIDE.match(link[1])
                assert kept or link[1].startswith(f"{prefix}/"), link[0]


@pytest.mark.parametrize("path", ["/hant", "/elder", "/hant/elder"])
def test_a_prefix_without_its_slash_leads_to_the_front_page(path: str) -> None:
    assert Client().get(path)["Location"] == f"{path}/"


def test_only_the_two_orders_that_are_offered_exist() -> None:
    for path in ("/elder/hant/", "/hant/hant/", "/elder/elder/", "/hantyaowen/"):
        assert Client().get(path).status_code == 404, path


@pytest.mark.parametrize("path", ["//[x", "//%5Bx", "//℀/"])
def test_an_address_that_is_none_is_missing_in_each_edition(path: str) -> None:
    assert [Client().get(f"{prefix}{path}").status_code for prefix in ("/hant", "/elder")] == [404, 404]


def test_an_address_without_its_slash_stays_in_the_edition() -> None:
    cast.category()
    assert Client().get("/hant/yaowen")["Location"] == "/hant/yaowen/"


def test_a_letter_is_sent_from_the_traditional_edition_and_its_page_is_too() -> None:
    piece, browser = cast.published(now=cast.NOON - cast.DAY), Client()
    address = f"/hant{reverse('feedback:error')}?article={piece.pk}"
    with time_machine.travel(cast.NOON, tick=False):
        opened = browser.get(address).context["form"]["opened"].value()
    facts = {"problem": "“亮灯”应为“點燈”", "quote": "步道沿海堤鋪設", "opened": opened}
    with time_machine.travel(cast.NOON + timedelta(minutes=1), tick=False):
        answer = browser.post(address, facts)
        assert answer["Location"].startswith("/hant/feedback/letters/")
        assert "收到" in browser.get(answer["Location"]).content.decode()
    letter = Letter.objects.get()
    assert (letter.problem, letter.quote) == (facts["problem"], facts["quote"]), "as the reader wrote it"
    assert piece.live is not None
    place = place_of(letter.quote, piece.live)
    assert place is not None
    assert place.quoted == "步道沿海堤铺设", "the desk finds it in the text that passed the reviews"


def test_a_page_does_not_change_with_what_links_append() -> None:
    """Pages are stored by their path, whoever's campaign their first reader came from."""
    piece = cast.published(now=timezone.now() - cast.HOUR)
    for path in (piece.address, "/", "/hant/"):
        assert Client().get(path).content == Client().get(f"{path}?utm_source=x").content


def test_the_switch_stays_on_the_page_and_its_question() -> None:
    piece = cast.published(now=timezone.now() - cast.HOUR)
    page = Client().get(f"/hant{piece.address}").content.decode()
    assert re.search(rf'<a href="{piece.address}"\s[^>]*>简体</a>', page)
    asked = Client().get(f"/elder/feedback/error/?article={piece.pk}").content.decode()
    assert re.search(rf'<a href="/hant/elder/feedback/error/\?article={piece.pk}"\s[^>]*>繁體</a>', asked)


def test_the_tag_of_an_answer_is_that_of_the_words_that_were_sent() -> None:
    cast.category()
    plain, hant = Client().get("/yaowen/"), Client().get("/hant/yaowen/")
    assert plain["ETag"] != hant["ETag"]
    assert int(hant["Content-Length"]) == len(hant.content)
    assert Client().get("/hant/yaowen/", headers={"if-none-match": hant["ETag"]}).status_code == 304
    assert Client().get("/hant/yaowen/", headers={"if-none-match": plain["ETag"]}).status_code == 200


def test_senior_mode_is_plain_and_leads_back() -> None:
    piece = cast.published(now=timezone.now() - cast.HOUR)
    page = Client().get(f"/elder{piece.address}").content.decode()
    assert 'class="elder"' in page
    assert "css/elder.css" in page
    assert re.search(rf'<a href="{piece.address}"\s[^>]*>标准版</a>', page)
    assert 'class="side"' not in page
    assert "css/elder.css" not in Client().get(piece.address).content.decode()


def test_only_what_was_asked_for_at_a_plain_address_may_be_opened_in_another_edition() -> None:
    """edition.js leads away from pages with this mark: no edition that was sent, no answer to a form, no desk."""
    piece, browser = cast.published(now=timezone.now() - cast.HOUR), Client()
    form = f"/feedback/error/?article={piece.pk}"
    for path in (piece.address, "/", "/yaowen/", "/search/", form):
        assert " data-plain>" in browser.get(path).content.decode(), path
    for path in (f"/hant{piece.address}", "/elder/", "/no/such/page", "/admin/login/"):
        assert "data-plain" not in browser.get(path).content.decode(), path
    answer = browser.post(form, {"problem": ""})
    assert answer.status_code == 200
    assert "js/edition" in answer.content.decode()
    assert "data-plain" not in answer.content.decode()


def test_senior_mode_lists_no_advertisement() -> None:
    now = timezone.now() - cast.HOUR
    cast.published(title="家具城开业大酬宾", kind="advertisement", now=now)
    cast.published(title="海堤步道亮灯", now=now)
    for path, shown in {"/yaowen/": True, "/elder/yaowen/": False}.items():
        page = Client().get(path).content.decode()
        assert ("家具城开业大酬宾" in page) is shown
        assert "海堤步道亮灯" in page
