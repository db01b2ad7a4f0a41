"""A letter template, and a mail server that the settings point to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.conf import LazySettings

from .mailserver import MailServer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def greeting(settings: LazySettings, tmp_path: Path) -> None:
    """`emails/greeting.txt`, which puts in whatever it is given."""
    (tmp_path / "emails").mkdir()
    page = "主题：您好，{{ name }}\n\n{{ words }}\n{{ base_url }}/\n{% load letterhead %}\n{% signature %}"
    (tmp_path / "emails" / "greeting.txt").write_text(page)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, ROOT / "templates"]}]
    settings.VAR_DIR = tmp_path


@pytest.fixture
def mail_server(settings: LazySettings) -> Iterator[MailServer]:
    """Listens on this machine; the keeper's patience is half a second."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
        yield server
        server.shutdown()
