from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from articles import correcting, evidence, publishing
from articles.models import Article, Correction
from tests import cast
from tests.desk.visits import at_desk, form_of, page_of
from tests.pictures import made

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY


def article_with_a_past() -> Article:
    picture = made.taken_in()
    body = f'<p>第一种说法。</p><p><img src="{picture.url}" alt="工地"></p>'
    article = cast.published(title="滨海路封闭", body=body, now=PAST)
    cast.changed(article, body="<p>第二种说法。</p>", now=PAST + cast.HOUR)
    publishing.publish(article=Article.objects.get(pk=article.pk), by=cast.chief(), now=PAST + 2 * cast.HOUR)
    note = correcting.correct(
        article=article,
        kind=Correction.Kind.CORRECTION,
        text="说法有误。",
        by=cast.chief(),
        now=PAST + 3 * cast.HOUR,
    )
    correcting.sign(correction=note, by=cast.chief(), now=PAST + 4 * cast.HOUR)
    return Article.objects.get(pk=article.pk)


def opened(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    return {name: json.loads(text) if name.endswith(".json") else text for name, text in texts.items()}


def test_every_text_that_readers_had_is_in_it_with_times_and_names() -> None:
    article = article_with_a_past()
    files = opened(evidence.export(article, cast.NOON))
    first, second = files["publications/01-第1版.json"], files["publications/02-第2版.json"]
    assert "第一种说法" in files["publications/01-第1版.html"]
    assert "第二种说法" in second["text"]["body"]
    assert first["since"] == "2026-10-25T12:00:00+08:00"
    assert (first["until"], second["until"]) == ("2026-10-25T14:00:00+08:00", "")
    assert first["digest_as_recorded"] == first["digest_as_computed"]
    assert first["signed_by"].startswith("林某（终审")
    assert files["corrections.json"][0]["text"] == "说法有误。"


def test_pictures_are_named_by_the_fingerprint_of_their_file() -> None:
    files = opened(evidence.export(article_with_a_past(), cast.NOON))
    [picture] = files["pictures.json"]
    assert picture["digest_of_file"] == picture["digest_as_recorded"] != ""


def test_whoever_has_the_file_can_compute_the_digests_again() -> None:
    events = opened(evidence.export(article_with_a_past(), cast.NOON))["events.json"]
    assert [event["what"] for event in events] == ["保存", "发布", "保存", "发布", "起草更正", "发布更正"]
    for event, before in zip(events[1:], events, strict=False):
        said = json.dumps(event["said"], sort_keys=True, ensure_ascii=False).encode()
        assert hashlib.sha256(said).hexdigest() == event["digest"]
        assert event["previous"] == before["digest"]


@pytest.mark.parametrize("role", ["审计", "终审"])
def test_auditors_and_chiefs_download_it_at_the_desk(role: str) -> None:
    article = article_with_a_past()
    desk = at_desk(cast.person(role))
    assert "导出证据包" in desk.get(form_of(article)).content.decode()
    answer = desk.post(page_of(article, "evidence"))
    assert answer["Content-Type"] == "application/zip"
    assert "说明.txt" in opened(answer.content)


@pytest.mark.parametrize("role", ["记者", "责任编辑", "授权专员", "系统管理"])
def test_others_are_not_offered_it_and_are_refused(role: str) -> None:
    article = article_with_a_past()
    desk = at_desk(cast.person(role))
    assert "导出证据包" not in desk.get(form_of(article)).content.decode()
    answer = desk.post(page_of(article, "evidence"))
    assert answer["Content-Type"].startswith("text/html")
    assert "没有导出证据的权限" in answer.content.decode()


def test_what_was_never_public_has_no_evidence() -> None:
    answer = at_desk(cast.chief()).post(page_of(cast.draft(), "evidence"))
    assert "没有可以导出的证据" in answer.content.decode()
