"""`make run` starts the keeper beside the web server, and neither is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import own_database

from .mailserver import nobody_listens

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a migrated newspaper with one plain article, so that no demonstration is loaded."""
    folder = tmp_path_factory.mktemp("paper")
    with nobody_listens() as port:
        pass
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"BASE_URL", "SECRET_KEY", "DEBUG", "HOST"}
    }
    given = {"DATABASE_URL": own_database(folder), "VAR_DIR": str(folder), "PORT": str(port)}
    environment = kept | given | {"VENV": str(Path(sys.executable).parent.parent)}
    for command in (["migrate", "--verbosity", "0"], ["load_demo", "--articles", "1"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    return environment


def keepers_of(environment: dict[str, str]) -> list[int]:
    """Process ids of living keepers that work for this newspaper."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            ours = f"VAR_DIR={environment['VAR_DIR']}".encode() in (folder / "environ").read_bytes().split(
                b"\0"
            )
        except OSError:
            continue
        if ours and b"keeper" in words:
            found.append(int(folder.name))
    return found


def readiness(environment: dict[str, str]) -> dict[str, bool]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}/readyz", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
    except OSError:
        return {}


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def served(paper: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["deploy/dev/serve", "run"], cwd=ROOT, env=paper, start_new_session=True)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_comes_and_goes_with_the_web_server(
    paper: dict[str, str], served: subprocess.Popen[bytes], sent: signal.Signals
) -> None:
    assert within(120, lambda: readiness(paper).get("keeper", False))
    assert len(keepers_of(paper)) == 1
    served.send_signal(sent)
    served.wait(15)
    assert within(3, lambda: keepers_of(paper) == [])


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_alone_it_ends_within_a_second_when_told(paper: dict[str, str], sent: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "manage.py", "keeper"], cwd=ROOT, env=paper)
    time.sleep(3)
    assert process.poll() is None
    begun = time.monotonic()
    process.send_signal(sent)
    assert process.wait(10) == 0
    assert time.monotonic() - begun < 1.5
