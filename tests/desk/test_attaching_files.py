from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import revising
from articles.models import Attachment
from tests import cast

from .visits import at_desk, form_of, messages, typed

pytestmark = pytest.mark.django_db
PAST = cast.NOON - 30 * cast.DAY
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def row(name: str, content: bytes) -> dict[str, object]:
    """A new row of the attachments with a file in it."""
    return {
        "attachments-TOTAL_FORMS": 1,
        "attachments-0-title": "申报表",
        "attachments-0-position": 1,
        "attachments-0-file": SimpleUploadedFile(name, content),
    }


def test_a_file_is_kept_and_frozen_in_the_version_that_the_same_save_makes() -> None:
    article, desk = cast.draft(now=PAST), at_desk(cast.reporter())
    told = desk.post(form_of(article), typed(desk.get(form_of(article)), **row("表.pdf", PDF)), follow=True)
    assert messages(told) == ["已保存第2版。不会发布，因为没有定时，也还没有人按“发布”。"]
    article.refresh_from_db()
    assert article.newest is not None
    assert [file["title"] for file in article.newest.attachments] == ["申报表"]


def test_a_removed_file_leaves_the_next_version_but_not_the_archive() -> None:
    article, desk = cast.draft(now=PAST), at_desk(cast.reporter())
    desk.post(form_of(article), typed(desk.get(form_of(article)), **row("表.pdf", PDF)))
    desk.post(form_of(article), typed(desk.get(form_of(article)), **{"attachments-0-DELETE": "on"}))
    article.refresh_from_db()
    assert article.newest is not None
    assert article.newest.attachments == []
    assert Attachment.objects.get().removed_at is not None
    assert article.revisions.get(number=2).attachments != []
    assert 'value="申报表"' not in desk.get(form_of(article)).content.decode()


def test_a_refused_file_costs_nothing_that_was_typed() -> None:
    article, desk = cast.draft(now=PAST), at_desk(cast.reporter())
    said = typed(desk.get(form_of(article)), title="改过的标题", **row("病毒.exe", b"MZ\x90\x00\x03"))
    told = messages(desk.post(form_of(article), said, follow=True))
    assert told[0].startswith("附件“申报表”：这种文件不能作为附件")
    assert told[0].endswith("其他内容已保存。")
    article.refresh_from_db()
    assert article.title == "改过的标题"
    assert not Attachment.objects.exists()


def test_the_files_of_an_article_in_the_bin_can_be_opened_but_not_touched() -> None:
    article, desk = cast.draft(now=PAST), at_desk(cast.reporter())
    desk.post(form_of(article), typed(desk.get(form_of(article)), **row("表.pdf", PDF)))
    revising.discard(article=article, by=cast.editor())
    page = desk.get(form_of(article)).content.decode()
    assert Attachment.objects.get().path in page
    assert 'name="attachments-0-title"' not in page
    assert 'value="保存"' not in page
