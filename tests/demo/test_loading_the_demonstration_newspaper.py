"""Somebody starts the system for the first time and finds a paper that works, with people in every role."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse
from PIL import Image as Pillow
from pytest_django.plugin import DjangoDbBlocker

from articles import chain, finding, places, roles, surfaces
from articles.images import in_html
from articles.models import (
    Article,
    ArticleEvent,
    Assignment,
    Category,
    Content,
    Correction,
    MissingPage,
    Note,
    Revision,
    SearchMiss,
    Slot,
    Source,
    Topic,
)
from articles.models.article import BEIJING
from articles.models.taxonomy import Origin
from feedback.models import Letter
from feedback.place import place_of
from masthead.models import FooterLink, Masthead, Page, Policy
from newsroom import worklists
from newsroom.demo import accounts, gallery, loader, pieces
from newsroom.demo.paper import DAY, Paper
from newsroom.demo.pictures import SCENES
from reprints.models import Case

DRAWN = gallery.drawn
NOW = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)  # half past four in the morning in Beijing


def sketches(scenes: list[str]) -> Iterator[bytes]:
    """A small plain picture of its own for each scene, in place of a drawing."""
    for number, scene in enumerate(scenes):
        assert scene.split("-")[0] in SCENES
        file = BytesIO()
        Pillow.new("RGB", (640, 427), (number * 5 % 256, 120, 90)).save(file, "JPEG")
        yield file.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module", autouse=True)
def _paper(django_db_setup: None, django_db_blocker: DjangoDbBlocker, folder: Path) -> Iterator[None]:
    """The whole paper, loaded once for all tests of this file and taken back after them."""
    own = override_settings(
        VAR_DIR=folder,
        MEDIA_ROOT=folder / "media",
        PRIVATE_ROOT=folder / "private",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), own, pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(gallery, "drawn", sketches)
        roles.create(apps)  # a flushed database has lost the first migration's rows
        loader.load(now=NOW)
        yield
        transaction.set_rollback(True)


def table(folder: Path) -> list[list[str]]:
    lines = (folder / loader.ACCOUNTS_FILE).read_text(encoding="utf-8").splitlines()
    return [re.split(r" {2,}", line) for line in lines[1:]]


def test_it_has_eighty_articles_in_six_categories_over_two_years() -> None:
    public = Article.objects.public(NOW)
    assert public.count() >= 80
    assert public.values("category").distinct().count() >= 6
    assert public.filter(published_at__lt=NOW - 600 * DAY).exists()
    assert public.filter(published_at__gt=NOW - DAY).exists()


def test_it_fills_the_home_page() -> None:
    lead = Slot.objects.open(NOW).get(place=Slot.Place.LEAD).article
    carousel = [slot.article for slot in Slot.objects.open(NOW).filter(place=Slot.Place.CAROUSEL)]
    assert all(article.is_public(NOW) and article.live.cover for article in [lead, *carousel])
    assert len(carousel) >= 3
    blocks = Category.objects.exclude(home_position=None).annotate(size=Count("articles"))
    assert all(block.size >= 3 for block in blocks)
    below = Category.objects.exclude(article_position=None).order_by("article_position")
    assert [category.name for category in below] == ["要闻", "产业经济", "文化旅游"]
    assert all(topic.cover and topic.articles.exists() for topic in Topic.objects.all())


@pytest.mark.parametrize("state", ["scheduled", "withdrawn", "expired", "unpublished", "trashed"])
def test_it_shows_an_article_in_every_state(state: str) -> None:
    assert state in {article.state(NOW)[0] for article in Article.objects.all()}


@pytest.mark.parametrize("stage", ["first", "second", "final", "returned"])
def test_it_shows_an_article_at_every_stage_of_the_reviews(stage: str) -> None:
    waiting = Article.objects.get(stage=stage)
    assert waiting.live is None
    assert waiting.rounds.get().revision == waiting.newest


def test_its_articles_were_passed_by_as_many_others_as_their_category_asks_for() -> None:
    for article in Article.objects.exclude(live=None).select_related("live", "category"):
        reviewers = [review.reviewer for review in article.rounds.get(revision=article.live).reviews.all()]
        assert len(reviewers) == article.category.required_stages > 0
        assert len({*reviewers, article.live.saved_by}) == len(reviewers) + 1


def test_it_has_a_live_article_with_newer_text() -> None:
    newer = [article for article in Article.objects.public(NOW) if article.has_newer_text]
    assert [len(article.newest.body) > len(article.live.body) for article in newer] == [True]


def test_it_schedules_for_tomorrow_morning_in_beijing() -> None:
    waiting = Article.objects.get(published_at__gt=NOW)
    assert waiting.published_at.astimezone(BEIJING) == datetime(2026, 11, 26, 8, tzinfo=BEIJING)


def test_it_has_own_and_reprinted_pieces_and_an_advertisement() -> None:
    live = Revision.objects.filter(live_in__in=Article.objects.public(NOW))
    assert set(live.values_list("origin", flat=True)) == set(Origin.values)
    assert set(Source.objects.values_list("kind", flat=True)) >= {"own", "sister", "official", "wire"}
    assert {Content.Kind.ADVERTISEMENT, Content.Kind.PICTURES} <= set(live.values_list("kind", flat=True))


def test_its_reprints_say_where_by_whom_and_when_they_first_stood() -> None:
    taken = Revision.objects.filter(
        live_in__in=Article.objects.public(NOW), origin__in=["licensed", "permitted"]
    )
    assert taken.count() >= 5
    for text in taken.select_related("article"):
        assert all([text.original_title, text.original_author, text.original_editor, text.original_url])
        first, here = text.original_published_at, text.article.published_at
        assert first
        assert here
        assert first < here
        assert text.original_title == text.title or text.title_change_reason


def test_its_history_is_whole() -> None:
    assert list(chain.faults()) == []


def test_its_texts_say_nothing_that_is_not_used() -> None:
    placed = set("category state source origin kind cover body topics days_ago lead carousel".split())
    told = set("film film_said film_title table_title newer_paragraph reason original_days_ago".split())
    told |= {"sound", "sound_said", "sound_title"}
    assert {name for piece in pieces.read() for name in piece} <= placed | told | set(pieces.WORDS)


def test_it_has_requests_in_every_state_and_one_that_is_overdue() -> None:
    assert set(Case.objects.values_list("state", flat=True)) == set(Case.State.values)
    assert Case.objects.overdue(NOW).exists()
    accepted = Case.objects.filter(state="accepted")
    assert not accepted.filter(licensed_until__lt=NOW).exists()
    assert all(case.decided_by.groups.filter(name="授权专员").exists() for case in accepted)


def test_it_has_letters_in_every_state_with_every_outcome_and_one_that_is_overdue() -> None:
    assert set(Letter.objects.values_list("state", flat=True)) == set(Letter.State.values)
    assert set(Letter.objects.values_list("outcome", flat=True)) == {"", *Letter.Outcome.values}
    assert set(Letter.objects.values_list("kind", flat=True)) == set(Letter.Kind.values)
    assert Letter.objects.overdue(NOW).exists()
    for letter in Letter.objects.exclude(quote=""):
        assert place_of(letter.quote, letter.revision)


def test_nothing_was_done_with_a_request_or_a_letter_before_its_time() -> None:
    every: list[Case | Letter] = [*Case.objects.all(), *Letter.objects.all()]
    for one in every:
        times = [event.at for event in one.events.order_by("id")]
        assert times == sorted(times)
        assert one.received_at == times[0]
        assert times[-1] <= NOW


def test_it_shows_pictures_of_the_library_with_caption_and_credit() -> None:
    shown = Revision.objects.filter(body__contains="<img")
    assert shown.count() > 20
    for revision in shown:
        images = in_html(revision.body)
        assert len(images) == revision.body.count("<img") == revision.body.count('<span class="credit">')
        assert set(images) <= set(revision.images.all())
        assert 'alt=""' not in revision.body
    assert not Revision.objects.filter(body__contains="{{").exists()


def test_it_prints_its_masthead_its_pages_and_a_policy_that_was_in_force_all_along() -> None:
    masthead = Masthead.objects.get()
    assert (masthead.icp_number, masthead.news_licence) == ("闽ICP备00000000号", "00000000000")
    assert Page.objects.count() >= 3
    policy = Policy.objects.in_force(NOW - 730 * DAY).get()
    assert policy.number == 1
    assert not Article.objects.filter(published_at__lt=policy.in_force_from).exists()


def test_its_footer_leads_to_pages_that_exist() -> None:
    links = list(FooterLink.objects.values_list("url", flat=True))
    assert {"/about/about/", "/about/ads/", "/about/legal/"} <= set(links)
    for url in links:
        slug = url.removeprefix("/about/").strip("/")
        own = url == reverse("masthead:accessibility")
        assert own or not url.startswith("/about/") or Page.objects.filter(slug=slug).exists()


def test_it_has_somebody_in_every_role_with_a_password_that_works(folder: Path) -> None:
    rows = table(folder)
    for username, name, role, password in rows:
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert user.last_name + user.first_name == name
        assert user.is_superuser == (role == "全部权限")
        assert user.is_superuser or {group.name for group in user.groups.all()} == set(role.split("、"))
    assert not Group.objects.filter(user=None).exists()
    assert len({row[3] for row in rows}) == len(rows)


def test_only_the_owner_can_read_the_passwords(folder: Path) -> None:
    assert stat.S_IMODE((folder / loader.ACCOUNTS_FILE).stat().st_mode) == 0o600


def test_its_history_is_one_chain_in_the_order_of_time() -> None:
    previous, at = "", NOW - 10_000 * DAY
    for event in ArticleEvent.objects.order_by("id").select_related("revision"):
        assert (event.previous, event.digest) == (previous, event.computed_digest())
        assert at <= event.at <= NOW
        previous, at = event.digest, event.at


def test_every_article_was_written_by_a_reporter_and_published_by_a_chief_editor() -> None:
    for event in ArticleEvent.objects.filter(kind__in=["saved", "published"]).select_related("by"):
        role = {"saved": "记者", "published": "终审"}[event.kind]
        assert event.by.groups.filter(name=role).exists()


def test_it_is_not_loaded_over_anything() -> None:
    count, out = Article.objects.count(), StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    assert "什么也没有改动" in out.getvalue()
    with pytest.raises(CommandError, match="已有内容"):
        call_command("load_demo")
    assert Article.objects.count() == count


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_its_newsroom_sleeps_at_night_at_whatever_hour_it_is_loaded(hour: int) -> None:
    paper = Paper(NOW.replace(hour=hour))
    times = [pieces.published_at(paper, {"days_ago": days / 10}) for days in range(1, 300)]
    assert times == sorted(times, reverse=True)
    assert times[0] <= paper.now
    assert times[-1] <= paper.now - 29 * DAY
    assert all(7 <= time.hour < 21 or (time.hour, time.minute) == (21, 0) for time in times)


def test_it_keeps_an_account_that_is_there() -> None:
    before = User.objects.get(username="admin").password
    rows = accounts.create([], since=NOW)
    assert [row[3] for row in rows] == [accounts.KEPT]
    assert User.objects.get(username="admin").password == before


def test_its_pictures_are_drawn_in_other_processes() -> None:
    one, other = (Pillow.open(BytesIO(file)) for file in DRAWN(["coast-1", "harbour-2"]))
    assert (one.format, one.size) == (other.format, other.size) == ("JPEG", (1600, 1067))
    assert one.tobytes() != other.tobytes()


def test_it_has_corrections_that_two_people_made_and_fills_every_place() -> None:
    corrections = Correction.objects.public(NOW)
    assert {correction.kind for correction in corrections} >= {"correction", "addition"}
    assert places.recommended(NOW)
    assert places.pinned(NOW)


def test_colleagues_have_given_each_other_work_and_left_notes() -> None:
    """The 工作台 shows what is late, what is urgent, and who has given it."""
    writer, chief = User.objects.get(username="zhengzhifan"), User.objects.get(username="zhouyantian")
    of_writer = next(each for each in worklists.of(writer, NOW) if each.name == "assigned").entries
    assert [entry.late for entry in of_writer] == [True, False]
    assert all(any("分派" in fact for fact in entry.facts) for entry in of_writer)
    (urgent,) = next(each for each in worklists.of(chief, NOW) if each.name == "assigned").entries
    assert ("urgency2", Assignment.Urgency(2).label) in urgent.states
    assert Note.objects.values("article").distinct().count() == 3
    assert not Note.objects.filter(at__gt=NOW).exists()


def test_what_its_readers_looked_for_in_vain_is_not_there() -> None:
    """没有结果的搜索 and 找不到的地址 are no empty lists, and what they say is true."""
    assert SearchMiss.objects.count() >= 5
    for miss in SearchMiss.objects.all():
        nothing = finding.find(words=miss.words, filters=finding.Filters(), categories=[], page=1, now=NOW)
        assert nothing.hits == []
    assert set(MissingPage.objects.values_list("is_ours", flat=True)) == {True, False}
    assert {surfaces.ask(missing.path)[0] for missing in MissingPage.objects.all()} == {404}
