"""Picture files made for a test, with whatever a stranger may have put into them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from articles import images
from articles.models import Image
from tests import cast


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB", seed: int = 1) -> Pillow.Image:
    """A picture like no other of the same test, small as a file."""
    chance = random.Random(seed)
    small = Pillow.new(mode, (8, 6))
    bands = len(small.getbands())
    small.putdata([tuple(chance.randrange(256) for _ in range(bands)) for _ in range(48)])
    return small.resize(size)


def file_of(shown: Pillow.Image, kind: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    shown.save(out, kind, **more)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (400, 300), seed: int = 1, **more: Any) -> bytes:
    return file_of(picture(size, seed=seed), **more)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size in 60 bytes; nobody can have decoded it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def taken_in(content: bytes | None = None, *, seed: int = 1, by: User | None = None, **facts: Any) -> Image:
    """A picture of the library."""
    facts = {"description": "海堤步道", "now": cast.NOON, **facts}
    return images.store(file=io.BytesIO(jpeg(seed=seed) if content is None else content), by=by, **facts)


def files_of(shown: Image) -> list[bytes]:
    """What is on the disk of a public picture, the full size first."""
    found = []
    for path in shown.paths():
        with default_storage.open(path) as file:
            found.append(file.read())
    return found


def upload(content: bytes, name: str = "照片.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def showing(*shown: Image) -> str:
    """The text of an article with these pictures."""
    figures = "".join(f'<figure class="image"><img src="{one.url}" alt="图"></figure>' for one in shown)
    return f"<p>本网讯　步道亮灯。</p>{figures}"


@contextmanager
def nothing_kept() -> Iterator[None]:
    """What happens inside leaves neither a row nor a file."""
    yield
    assert not Image.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """A sentence for the editor that says what happened and that nothing was kept."""
    with pytest.raises(images.NotAPicture) as refusal:
        yield
    for word in (*words, "没有保存"):
        assert word in str(refusal.value)
