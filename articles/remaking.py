"""Strangers' picture files made anew: only pixels survive, and the label of a machine-made picture."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from . import ai_label

MEGABYTE = 1024 * 1024
LARGEST_FILE = 15 * MEGABYTE
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 2560
WIDTHS = (320, 640, 1280)
# Of an animation only the first frame is kept, so it becomes a still PNG.
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "png"}
CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
Pillow.MAX_IMAGE_PIXELS = MOST_PIXELS


class NotAPicture(ValueError):
    """This upload can't go into the picture library; says in Chinese why, and what to do."""


@dataclass(frozen=True)
class Remade:
    """Files by width: the full size first, then the smaller renditions."""

    extension: str
    width: int
    height: int
    files: dict[int, bytes]
    made_by_machine: bool


def name_for(content: bytes) -> str:
    """The name of the picture made of this content: always the same, and nobody outside can guess it."""
    digest = hashlib.sha256(content).digest()
    return salted_hmac("articles.images", digest, algorithm="sha256").hexdigest()[:40]


def remake(content: bytes) -> Remade:
    """`content` as new files of at most 2560 pixels a side; raises NotAPicture."""
    source = _opened(content)
    extension = EXTENSIONS[source.format or ""]
    label = ai_label.read(source)
    picture = _pixels(source, extension)
    widths = [picture.width, *(width for width in WIDTHS if width < picture.width)]
    return Remade(
        extension=extension,
        width=picture.width,
        height=picture.height,
        files={width: _written(picture, width, extension, label) for width in widths},
        made_by_machine=label is not None,
    )


def _opened(content: bytes) -> Pillow.Image:
    """The decoded picture; its size is known and judged before its pixels are read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF"))
            _judge_size(picture.size)
            picture.load()
    except UnidentifiedImageError:
        raise NotAPicture(
            "这个文件不是图片，没有保存。图片库只收 JPEG、PNG、WebP 和 GIF；其他格式请先另存为 JPEG 再上传。"
        ) from None
    except Pillow.DecompressionBombError:
        raise _too_many_pixels() from None
    except NotAPicture:
        raise
    except Exception:  # Pillow's readers fail on broken files in many ways
        raise NotAPicture("图片文件不完整或已损坏，没有保存。请换原图，或者打开后另存一份再上传。") from None
    return picture


def _judge_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> NotAPicture:
    return NotAPicture("图片超过 2500 万像素，没有保存。请先缩小到长边 6000 像素以内再上传。")


def _pixels(source: Pillow.Image, extension: str) -> Pillow.Image:
    """A new image without any metadata: upright, in sRGB, no larger than we show."""
    upright = _in_srgb(_upright(source))
    alpha = extension != "jpg" and ("A" in upright.getbands() or "transparency" in upright.info)
    picture = _eight_bits(upright).convert("RGBA" if alpha else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
    fresh = Pillow.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def _upright(source: Pillow.Image) -> Pillow.Image:
    """Turned as its EXIF says; EXIF that can't be read says nothing."""
    try:
        return ImageOps.exif_transpose(source)
    except Exception:  # a reader of foreign structures, which fails in many ways
        return source


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    """The colour profile doesn't survive, so what it means is put into the pixels."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if picture.mode == "CMYK" else picture.mode
        return (
            ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=mode)
            or picture
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Greys of 16 bits scaled down; a plain conversion would cut them off at white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _written(picture: Pillow.Image, width: int, extension: str, label: dict[str, str] | None) -> bytes:
    if width < picture.width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Pillow.Resampling.LANCZOS)
    out = io.BytesIO()
    if extension == "jpg":
        xmp = {"xmp": ai_label.packet(label)} if label else {}
        picture.save(out, "JPEG", quality=85, optimize=True, progressive=True, **xmp)
    elif extension == "webp":
        picture.save(out, "WEBP", quality=85, method=4, xmp=ai_label.packet(label) if label else b"")
    else:
        picture.save(out, "PNG", optimize=True, pnginfo=_png_text(label))
    return out.getvalue()


def _png_text(label: dict[str, str] | None) -> PngInfo | None:
    if label is None:
        return None
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", ai_label.packet(label).decode())
    return text
