"""The import is interrupted, or killed, and started again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from articles import preparing
from articles.models import Article, ArticleEvent, Image, ImageUse, OldAddress, Publication, Revision
from tests.pictures.made import jpeg

from .html_pages import page, paragraphs

PAGES = 60
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def write(folder: Path, pages: int = PAGES) -> None:
    """Pages with a picture each; every address is given by its file."""
    folder.mkdir(exist_ok=True)
    for number in range(pages):
        (folder / f"{number}.jpg").write_bytes(jpeg(seed=number))
        body = f'{paragraphs()}<p align="center"><img src="{number}.jpg"></p>'
        (folder / f"{number}.htm").write_text(page(body, title=f"转移到第{number}户"), encoding="gb18030")


def take_in(folder: Path) -> str:
    """The last line of the report."""
    out = StringIO()
    call_command("import_legacy", "--as", "chief", "--published", f"--base-url=http://old.example.cn/{folder.name}",
                 str(folder), stdout=out)  # fmt: skip
    return out.getvalue().splitlines()[-1]


def assert_whole(pages: int) -> None:
    """Every page is there once with everything that belongs to it, in one unbroken chain."""
    counted = (Article, Revision, Publication, Image, ImageUse, OldAddress)
    assert [model.objects.count() for model in counted] == [pages] * 6
    assert Article.objects.filter(live__isnull=False, published_at__isnull=False).count() == pages
    assert all(default_storage.exists(path) for image in Image.objects.all() for path in image.paths())
    previous = ""
    for event in ArticleEvent.objects.order_by("id").select_related("revision"):
        assert (event.previous, event.digest) == (previous, event.computed_digest())
        previous = event.digest
    assert ArticleEvent.objects.count() == 2 * pages


@pytest.mark.django_db
def test_ctrl_c_keeps_what_is_done_and_the_next_run_does_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.create_superuser("chief")
    write(tmp_path, 9)
    whole = preparing.prepared

    def interrupted(*given: Any) -> Iterator[preparing.Prepared]:
        for number, one in enumerate(whole(*given)):
            if number == 4:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr(preparing, "prepared", interrupted)
    with pytest.raises(CommandError, match="已经导入的都在") as stopped:
        take_in(tmp_path)
    assert stopped.value.returncode == 130
    monkeypatch.undo()
    assert_whole(4)
    assert take_in(tmp_path) == "导入 5 更新 0 跳过 4 读不了 0"
    assert_whole(9)


def database_for_others(folder: Path) -> str:
    """DATABASE_URL under which another process sees what this test has written."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM INTO %s", [str(folder / "db.sqlite3")])
        return f"sqlite:///{folder / 'db.sqlite3'}"
    at = connection.settings_dict
    return f"postgres://{at['USER']}@{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"


def articles_in(folder: Path) -> int:
    if connection.vendor == "postgresql":
        return Article.objects.count()
    with closing(sqlite3.connect(folder / "db.sqlite3")) as reader:
        return int(reader.execute("SELECT count(*) FROM articles_article").fetchone()[0])


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(group: int) -> bool:
    """No process of that group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    User.objects.create_superuser("chief")
    write(tmp_path / "news")
    environment = os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": database_for_others(tmp_path)}
    command = [sys.executable, "manage.py", "import_legacy", "--as", "chief", "--published"]
    command += ["--base-url=http://old.example.cn/news", str(tmp_path / "news")]
    for share in (0.1, 0.5):
        running = subprocess.Popen(command, env=environment, start_new_session=True, **QUIET)
        wait_for(lambda enough=PAGES * share: articles_in(tmp_path) > enough)  # type: ignore[misc]
        running.kill()
        running.wait()
        wait_for(lambda group=running.pid: is_gone(group), 10)  # type: ignore[misc]
        assert_whole_elsewhere(articles_in(tmp_path), environment)
    assert articles_in(tmp_path) < PAGES
    subprocess.run(command, env=environment, check=True, **QUIET)
    assert_whole_elsewhere(PAGES, environment)


def assert_whole_elsewhere(pages: int, environment: dict[str, str]) -> None:
    """`assert_whole` in a process that has the same database and folder as the import."""
    check = f"import django; django.setup(); from {__name__} import assert_whole; assert_whole({pages})"
    told = environment | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    subprocess.run([sys.executable, "-c", check], env=told, check=True)
