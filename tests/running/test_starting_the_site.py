"""A variable with nonsense in it stops the start with one sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "BASE_URL": "https://news.example.cn",
    "SECRET_KEY": "s" * 60,
    "DATABASE_URL": "postgres://newsroom@127.0.0.1/newsroom",
}


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as every command does, with only these variables."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
    show = "from newsroom import settings as s; print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS)"
    return subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("PORT", "eight thousand"),
        ("PORT", "70000"),
        ("BASE_URL", "news.example.cn"),
        ("BASE_URL", "https://news.example.cn/sub/folder"),
        ("DATABASE_URL", "mysql://somewhere/db"),
        ("DEBUG", "perhaps"),
        ("ADMIN_PATH", "/"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("LEGACY_CUTOVER", "31st of July"),
        ("EMAIL_URL", "carrier-pigeon://roof"),
    ],
)
def test_nonsense_is_named_in_one_sentence(tmp_path: Path, name: str, nonsense: str) -> None:
    ended = start(tmp_path, **{name: nonsense})
    assert ended.returncode == 1
    assert ended.stderr.startswith("newsroom can't start:")
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == [], "nothing was written"


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_a_public_address_asks_for_what_must_not_be_made_up(tmp_path: Path, name: str) -> None:
    ended = start(tmp_path, **{key: value for key, value in PRODUCTION.items() if key != name})
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"newsroom can't start: {name} must be given")


def test_https_switches_on_what_keeps_sessions_safe(tmp_path: Path) -> None:
    assert start(tmp_path, **PRODUCTION).stdout.strip() == "True True ['news.example.cn']"


def test_an_empty_environment_starts_and_keeps_its_secret(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0
    secret = tmp_path / "secret-key"
    first = secret.read_text()
    assert secret.stat().st_mode & 0o777 == 0o600
    start(tmp_path)
    assert secret.read_text() == first
