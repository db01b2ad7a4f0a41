"""Texts before the rules: what each finds in a piece with these words."""

from __future__ import annotations

from typing import Any

from articles.models import Finding, Image, Revision
from tests import cast

URL = "/media/pictures/ab/" + "ab" * 16 + ".jpg"


def picture(**facts: Any) -> Image:
    """A picture of the library under URL, without files."""
    made = {"name": "ab" * 16, "extension": "jpg", "width": 1600, "height": 1067, "digest": "0" * 64}
    return Image.objects.create(**made, uploaded_at=cast.NOON, **{"description": "海堤步道", **facts})


def figure(alt: str = "步道", caption: str = "夜间的步道", credit: str = "林某 摄") -> str:
    """A picture in a text as the editor writes it."""
    signed = f'　<span class="credit">{credit}</span>' if credit else ""
    return f'<figure class="image"><img src="{URL}" alt="{alt}"><figcaption>{caption}{signed}</figcaption></figure>'


def saved(**words: Any) -> Revision:
    """A complete text with some of its words changed, as the desk has saved it."""
    revision = cast.draft(**{"editor": "何简之", **words}).newest
    assert revision is not None
    return revision


def found(**words: Any) -> list[str]:
    """The codes of the rules that point at something in such a text, in their order."""
    return [finding.rule for finding in findings(**words)]


def findings(**words: Any) -> list[Finding]:
    return list(saved(**words).findings.all())
