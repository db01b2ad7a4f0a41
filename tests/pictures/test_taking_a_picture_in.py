from __future__ import annotations

import io

import pytest
from django.conf import LazySettings
from PIL import Image as Pillow
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from articles.models import Image
from tests import cast

from .made import file_of, files_of, jpeg, nothing_kept, picture, png_header, refused, taken_in

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(document.cookie)</script>"


def opened(content: bytes) -> Pillow.Image:
    shown = Pillow.open(io.BytesIO(content))
    shown.load()
    return shown


def photograph() -> bytes:
    """As a telephone takes it: with the place, the owner and the side that is up."""
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x013B] = "张某某"
    exif[0x8825] = {1: "N", 2: (24.0, 53.0, 1.5), 3: "E", 4: (118.0, 40.0, 2.5)}
    return jpeg((400, 300), exif=exif)


def test_where_and_by_whom_a_photograph_was_taken_does_not_survive() -> None:
    for content in files_of(taken_in(photograph())):
        assert b"Exif" not in content
        assert "张某某".encode() not in content
        assert not opened(content).getexif()


def test_a_photograph_stands_upright() -> None:
    stored = taken_in(photograph())
    assert (stored.width, stored.height) == (300, 400)
    assert opened(files_of(stored)[0]).size == (300, 400)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(jpeg(comment=SCRIPT), id="in the comment of a JPEG"),
        pytest.param(jpeg() + SCRIPT, id="behind the end of a JPEG"),
        pytest.param(jpeg(icc_profile=b"x" * 200 + SCRIPT), id="in a colour profile"),
        pytest.param(jpeg(xmp=SCRIPT), id="in the XMP of a JPEG"),
        pytest.param(file_of(picture(), "GIF", comment=SCRIPT), id="in the comment of a GIF"),
        pytest.param(file_of(picture(), "WEBP", exif=b"Exif\0\0" + SCRIPT), id="in the EXIF of a WebP"),
    ],
)
def test_a_script_does_not_survive(content: bytes) -> None:
    assert SCRIPT in content
    assert all(SCRIPT not in file for file in files_of(taken_in(content)))


def test_a_text_inside_a_png_does_not_survive() -> None:
    text = PngInfo()
    text.add_text("Comment", SCRIPT.decode())
    (content,) = files_of(taken_in(file_of(picture((200, 100)), "PNG", pnginfo=text)))
    assert SCRIPT not in content
    assert opened(content).info == {}


def test_a_colour_profile_is_dropped_and_one_that_does_not_fit_does_no_harm() -> None:
    profiles = [ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")]
    for seed, made in enumerate(profiles):
        profile = ImageCms.ImageCmsProfile(made).tobytes()
        shown = opened(files_of(taken_in(jpeg(seed=seed, icc_profile=profile)))[0])
        assert "icc_profile" not in shown.info
        before, after = opened(jpeg(seed=seed)).getpixel((200, 150)), shown.getpixel((200, 150))
        assert all(abs(x - y) < 12 for x, y in zip(before, after, strict=True))  # type: ignore[arg-type]


def test_what_is_transparent_stays_transparent() -> None:
    for kind, extension in (("PNG", "png"), ("WEBP", "webp")):
        shown = picture((64, 64), "RGBA")
        shown.putpixel((0, 0), (255, 0, 0, 0))
        stored = taken_in(file_of(shown, kind, **({"lossless": True} if kind == "WEBP" else {})))
        assert stored.extension == extension
        assert opened(files_of(stored)[0]).getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_every_way_of_writing_colours_becomes_a_plain_one(mode: str) -> None:
    grey = picture().convert("L")
    shown = (
        Pillow.frombytes("I;16", grey.size, b"".join(bytes((0, n)) for n in grey.tobytes()))
        if mode == "I;16"
        else None
    )
    kind = "JPEG" if mode == "CMYK" else "PNG"
    stored = opened(files_of(taken_in(file_of(shown or picture().convert(mode), kind)))[0])
    assert stored.mode == ("RGBA" if mode == "LA" else "RGB")
    if mode == "I;16":  # scaled, not cut off at white
        assert abs(stored.getpixel((10, 10))[0] - grey.getpixel((10, 10))) <= 1  # type: ignore[index, operator]


def test_a_moving_gif_becomes_its_first_frame() -> None:
    red, blue = Pillow.new("RGB", (40, 30), "red"), Pillow.new("RGB", (40, 30), "blue")
    stored = taken_in(file_of(red, "GIF", save_all=True, append_images=[blue]))
    assert stored.extension == "png"
    shown = opened(files_of(stored)[0])
    assert getattr(shown, "n_frames", 1) == 1
    assert shown.getpixel((5, 5)) == (255, 0, 0)


def test_a_large_picture_is_made_smaller_and_gets_every_smaller_width() -> None:
    stored = taken_in(jpeg((4000, 1000)))
    assert (stored.width, stored.height, stored.widths) == (2560, 640, [320, 640, 1280])
    assert [opened(content).width for content in files_of(stored)] == [2560, 320, 640, 1280]


def test_a_small_picture_is_never_blown_up() -> None:
    stored = taken_in(jpeg((640, 480)))
    assert (stored.width, stored.widths) == (640, [320])


def test_the_name_is_ours_and_cannot_be_computed_by_others(settings: LazySettings) -> None:
    content = jpeg()
    first = taken_in(content)
    assert len(first.name) * 4 >= 128
    first.delete()
    settings.SECRET_KEY = "another paper"
    assert taken_in(content).name != first.name


def test_the_extension_says_what_the_file_is() -> None:
    assert taken_in(file_of(picture(), "PNG")).path().endswith(".png")
    assert taken_in(file_of(picture(seed=2), "WEBP")).path().endswith(".webp")
    assert taken_in(jpeg(seed=3)).path().endswith(".jpg")


def test_the_same_picture_is_kept_once() -> None:
    first = taken_in(description="海堤步道")
    again = taken_in(description="别的说明")
    with_comment = taken_in(jpeg(comment=b"copied"))
    assert first == again == with_comment
    assert Image.objects.get().description == "海堤步道"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"<html><body>hello</body></html>", "不是图片", id="a page"),
        pytest.param(
            b'<svg xmlns="http://www.w3.org/2000/svg"/>', "不是图片", id="a drawing that can run scripts"
        ),
        pytest.param(file_of(picture(), "BMP"), "不是图片", id="another kind of picture"),
        pytest.param(b"", "不是图片", id="nothing"),
        pytest.param(jpeg()[:2000], "损坏", id="half a picture"),
        pytest.param(png_header(400, 300), "损坏", id="a head without a body"),
        pytest.param(png_header(5001, 5000), "2500 万像素", id="too many pixels"),
        pytest.param(png_header(60000, 60000), "2500 万像素", id="a bomb"),
        pytest.param(jpeg() + b"\0" * 15 * 1024 * 1024, "15 MB", id="too large a file"),
    ],
)
def test_what_is_no_picture_for_us_is_refused_and_leaves_nothing(content: bytes, word: str) -> None:
    with nothing_kept(), refused(word):
        taken_in(content)


def test_who_took_it_and_who_uploaded_it_are_kept() -> None:
    someone = cast.reporter()
    stored = taken_in(by=someone, description="  渔港清晨 ", credit="林某")
    assert (stored.uploaded_by, stored.description, stored.credit) == (someone, "渔港清晨", "林某")
    assert stored.uploaded_at == cast.NOON
