"""The keeper may be killed at any moment: what then is lost, comes twice or comes early?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.databases import own_database

from .mailserver import nobody_listens

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_lost_or_early_and_nothing_comes_twice(tmp_path: Path) -> None:
    with nobody_listens() as port:
        pass
    own = {
        "DATABASE_URL": own_database(tmp_path),
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    settings = {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.keeping.ordeal"],
        cwd=ROOT,
        env=os.environ | settings | own,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    outcome = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(f"{outcome}\n{done.stderr[-2000:]}\n")  # pytest shows it when something is wrong
    assert outcome["queued"] >= 500
    assert outcome["left_in_hand"] > 0, "no kill has found a keeper at work"
    assert [outcome[name] for name in ("lost", "early", "unchanged", "changed_twice", "broken_chain")] == [
        []
    ] * 5
    assert len(outcome["doubled"]) <= outcome["queued"] / 100
    assert 0 <= outcome["latest_when_calm"] <= 2
    assert outcome["seconds_to_stop"] < 2
