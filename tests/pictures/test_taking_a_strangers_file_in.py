"""What a stranger sends is taken by what it is, pictures are re-made, and all lies where no server looks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from articles import private_files
from tests.cast import NOON

from .made import file_of, jpeg, picture

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def taken(content: bytes, name: str = "授权委托书.pdf") -> private_files.Facts:
    return private_files.store(file=SimpleUploadedFile(name, content), folder="reprints", now=NOON)


def kept(settings: LazySettings, facts: private_files.Facts) -> bytes:
    return (Path(settings.PRIVATE_ROOT) / facts["path"]).read_bytes()


def test_a_pdf_is_kept_as_it_is_under_a_name_nobody_can_guess(settings: LazySettings) -> None:
    one, other = taken(PDF), taken(PDF)
    assert kept(settings, one) == PDF
    assert (one["title"], one["content_type"], one["size"]) == ("授权委托书.pdf", "application/pdf", len(PDF))
    assert one["path"] != other["path"]
    assert "授权" not in one["path"]


def test_a_picture_is_made_anew_and_called_what_it_is(settings: LazySettings) -> None:
    secret = b"<script>alert(1)</script>"
    facts = taken(jpeg(comment=secret), name="执照.png.exe")
    assert secret not in kept(settings, facts)
    assert facts["title"] == "执照.png.jpg"
    assert Pillow.open(io.BytesIO(kept(settings, facts))).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空的"),
        (b"MZ\x90\0", "只收 PDF、JPEG 和 PNG"),
        (b"<html><script>", "只收 PDF、JPEG 和 PNG"),
        (b"GIF89a" + b"\0" * 50, "只收 PDF、JPEG 和 PNG"),
        (file_of(picture(), "WEBP"), "只收 PDF、JPEG 和 PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "损坏"),
        (PDF + b"\0" * private_files.LARGEST_FILE, "超过 10 MB"),
    ],
    ids=["empty", "program", "page", "gif", "webp", "broken", "large"],
)
def test_anything_else_is_refused_with_what_to_do(
    settings: LazySettings, content: bytes, sentence: str
) -> None:
    with pytest.raises(private_files.NotAllowedFile, match=sentence):
        taken(content, name="执照.pdf")
    assert not list(Path(settings.PRIVATE_ROOT).rglob("*.*"))


@pytest.mark.parametrize(
    ("called", "title"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\文件\\执照.pdf", "执照.pdf"),
        ("执照\r\nContent-Type: text/html.pdf", "html.pdf"),
        ("...", "附件.pdf"),
        ("长" * 300, "长" * 60 + ".pdf"),
    ],
)
def test_the_name_a_sender_gave_is_only_a_label(called: str, title: str) -> None:
    assert private_files.title_of(called, "pdf") == title


def test_a_file_is_handed_out_to_be_saved_and_never_as_a_page() -> None:
    response = private_files.answer(taken(PDF))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_removed_file_is_gone(settings: LazySettings) -> None:
    facts = taken(PDF)
    private_files.remove(facts)
    assert not (Path(settings.PRIVATE_ROOT) / facts["path"]).exists()
