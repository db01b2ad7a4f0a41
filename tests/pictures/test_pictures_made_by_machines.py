from __future__ import annotations

import io
import json

import pytest
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from articles import ai_label

from .made import file_of, files_of, jpeg, picture, taken_in

pytestmark = pytest.mark.django_db
LABEL = {"Label": "1", "ContentProducer": "001191310000000000000", "ProduceID": "2026-11-24-0001"}
SIZE = (800, 600)


def png_with(key: str, value: str) -> bytes:
    text = PngInfo()
    text.add_itxt(key, value)
    return file_of(picture(SIZE), "PNG", pnginfo=text)


def jpeg_with_comment_of_user(value: str) -> bytes:
    exif = Pillow.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + value.encode("utf-16-le")
    return jpeg(SIZE, exif=exif)


def label_of(content: bytes) -> dict[str, str] | None:
    shown = Pillow.open(io.BytesIO(content))
    shown.load()
    return ai_label.read(shown)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(jpeg(SIZE, xmp=ai_label.packet(LABEL)), id="JPEG, XMP"),
        pytest.param(file_of(picture(SIZE), "WEBP", xmp=ai_label.packet(LABEL)), id="WebP, XMP"),
        pytest.param(png_with("XML:com.adobe.xmp", ai_label.packet(LABEL).decode()), id="PNG, XMP"),
        pytest.param(png_with("AIGC", json.dumps(LABEL)), id="PNG, a text of its own"),
        pytest.param(jpeg_with_comment_of_user(json.dumps({"AIGC": LABEL})), id="JPEG, EXIF in UTF-16"),
    ],
)
def test_the_label_sets_the_flag_and_is_kept_in_every_size(content: bytes) -> None:
    stored = taken_in(content)
    assert stored.ai_generated
    assert [label_of(file) for file in files_of(stored)] == [LABEL, LABEL, LABEL]


def test_a_label_from_abroad_is_kept_as_ours() -> None:
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    stored = taken_in(jpeg(SIZE, xmp=f"<x Iptc4xmpExt:DigitalSourceType='{source}'/>".encode()))
    assert stored.ai_generated
    assert {str(label_of(file)) for file in files_of(stored)} == {"{'Label': '1'}"}


def test_a_label_that_cannot_be_read_still_counts() -> None:
    stored = taken_in(jpeg(SIZE, xmp=b"<TC260:AIGC>{broken</TC260:AIGC>"))
    assert stored.ai_generated
    assert label_of(files_of(stored)[0]) == {"Label": "1"}


def test_only_the_fields_of_the_standard_are_carried_over() -> None:
    stored = taken_in(png_with("AIGC", json.dumps(LABEL | {"Extra": "<script>", "ReservedCode1": "a<b&c"})))
    assert label_of(files_of(stored)[0]) == LABEL | {"ReservedCode1": "a<b&c"}
    assert b"<script" not in files_of(stored)[0]


def test_a_photograph_is_not_flagged() -> None:
    exif = Pillow.Exif()
    exif[0x0131] = "Camera 1.0"
    stored = taken_in(jpeg(SIZE, exif=exif))
    assert not stored.ai_generated
    assert {label_of(file) for file in files_of(stored)} == {None}
