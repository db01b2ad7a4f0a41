"""Whoever watches the machine learns whether it lives and whether it can serve readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from newsroom.models import Heartbeat


def test_it_lives_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"  # the database is not allowed in this test


@pytest.mark.django_db
def test_it_is_ready_when_everything_is_in_order(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    Heartbeat.objects.beat(timezone.now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "media": True, "keeper": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="articles").latest("id").delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
