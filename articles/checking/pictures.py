"""What every picture needs: words for those who can't see it, a caption, a name, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ..models import Content, Image
from .reading import Reading, Spot

NEAR = timedelta(days=14)
SIGNED = re.compile(r"摄|供图|制图|绘图|图片来源|图源|资料图|AI生成|图[/：:]")
MAP = re.compile(r"地图|区位图|区划图|版图")


def cover_alt(text: Reading) -> Iterator[Spot]:
    if text.revision.cover_id and not text.revision.cover_alt.strip():
        yield Spot("cover_alt", "封面图片还没有文字说明")


def alt(text: Reading) -> Iterator[Spot]:
    for number, figure in enumerate(text.figures, 1):
        if not figure.alt:
            yield Spot("body", f"正文第{number}张图片没有替代文字", figure.name)


def caption(text: Reading) -> Iterator[Spot]:
    for number, figure in enumerate(text.figures, 1):
        if not figure.caption.removesuffix(figure.credit).strip():
            yield Spot("body", f"正文第{number}张图片没有图说", figure.name)


def credit(text: Reading) -> Iterator[Spot]:
    for number, figure in enumerate(text.figures, 1):
        if not figure.credit and not SIGNED.search(figure.caption):
            yield Spot("body", f"正文第{number}张图片没有署名", figure.name)


def map_number(text: Reading) -> Iterator[Spot]:
    """The library asks for one; a word such as 无 in its place is none."""
    for image in text.pictures:
        if image.is_map and not any(sign.isdigit() for sign in image.map_number):
            yield Spot(field_of(text, image), "地图图片没有审图号", image.description[:80])


def unmarked_map(text: Reading) -> Iterator[Spot]:
    """Words under or for a picture say that it is a map, the library does not."""
    for figure in text.figures:
        if (figure.image is None or not figure.image.is_map) and MAP.search(figure.caption + figure.alt):
            yield Spot("body", "图说提到地图，图片没有标为“含有地图”", figure.name)
    cover = next((image for image in text.pictures if image.pk == text.revision.cover_id), None)
    if cover and not cover.is_map and MAP.search(text.revision.cover_alt):
        yield Spot("cover", "封面说明提到地图，图片没有标为“含有地图”", text.revision.cover_alt[:80])


def licence_over(text: Reading) -> Iterator[Spot]:
    for image in text.pictures:
        if image.licence_ends and image.licence_ends < text.today:
            yield Spot(field_of(text, image), f"图片授权已于{image.licence_ends}截止", image.description[:80])


def licence_ending(text: Reading) -> Iterator[Spot]:
    for image in text.pictures:
        if image.licence_ends and text.today <= image.licence_ends <= text.today + NEAR:
            yield Spot(field_of(text, image), f"图片授权到{image.licence_ends}截止", image.description[:80])


def picture_by_machine(text: Reading) -> Iterator[Spot]:
    """A picture made by AI in a text that says it uses none (norms 3.18)."""
    if text.revision.ai_generated != Content.AI.NONE:
        return
    for image in text.pictures:
        if image.ai_generated:
            yield Spot("ai_generated", "图片由AI生成，稿件却标为未使用AI", image.description[:80])


def field_of(text: Reading, image: Image) -> str:
    in_body = any(figure.image == image for figure in text.figures)
    return "body" if in_body else "cover"
