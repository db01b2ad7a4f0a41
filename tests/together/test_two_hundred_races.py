"""When two people save at the same moment, one is first and the other is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.databases import own_database
from tests.keeping.test_killed_fifty_times import ROOT


def test_no_race_overwrites_anything_or_shows_a_locked_database(tmp_path: Path) -> None:
    own = {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": own_database(tmp_path),
        "VAR_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.together.race"],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    outcome = json.loads(done.stdout.splitlines()[-1])
    sys.stdout.write(f"{outcome}\n{done.stderr[-2000:]}\n")  # pytest shows it when something is wrong
    assert outcome["races"] == 200
    assert sum(outcome["won"].values()) == 200
    wrong = ("lost", "not_one_winner", "silently_overwritten", "strange")
    assert [outcome[name] for name in wrong] == [[]] * 4
    assert "locked" not in done.stderr
