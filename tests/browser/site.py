"""A whole newspaper, started as `make run` starts it, on a database of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import own_database

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240
ARTICLE = re.compile(r'href="(/\d{4}-\d{2}/\d{2}/content_\d+\.htm)"')
CHANNEL = re.compile(r'href="(/[a-z]+/)"')


@dataclass(frozen=True)
class Site:
    """Where the running site answers, and the demo people's passwords by account name."""

    url: str
    var_dir: Path
    passwords: dict[str, str]

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address, asked without a browser."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def articles(self) -> Iterator[str]:
        """Addresses of the articles that the home page, then the categories link to."""
        home, seen = self.get("/")[1], set[str]()
        for page in ("/", *dict.fromkeys(CHANNEL.findall(home))):
            for address in ARTICLE.findall(home if page == "/" else self.get(page)[1]):
                if address not in seen:
                    seen.add(address)
                    yield address

    def account(self, role: str) -> tuple[str, str]:
        """Name and password of a demo person in that role."""
        for line in (self.var_dir / "demo-accounts.txt").read_text().splitlines():
            if role in line and line.split()[0] in self.passwords:
                return line.split()[0], self.passwords[line.split()[0]]
        raise LookupError(role)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(var_dir: Path) -> Iterator[Site]:
    """The demonstration newspaper on a free port; ended by its process id."""
    port = free_port()
    wanted = {
        "DATABASE_URL": own_database(var_dir),
        "VAR_DIR": str(var_dir),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    kept = {
        name: value for name, value in os.environ.items() if name not in {"BASE_URL", "SECRET_KEY", "DEBUG"}
    }
    with (var_dir / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [ROOT / "deploy/dev/serve", "run"], cwd=ROOT, env=kept | wanted, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process, var_dir / "serve.log")
        yield Site(url, var_dir, passwords(var_dir / "demo-accounts.txt"))
    finally:
        process.terminate()
        process.wait(30)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the site did not start:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(url + "/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"the site was not ready in {START_SECONDS} s:\n{log.read_text()[-4000:]}")


def passwords(table: Path) -> dict[str, str]:
    """Account → password from the table that load_demo wrote: the first and the last column."""
    lines = [line.split() for line in table.read_text().splitlines()]
    return {words[0]: words[-1] for words in lines if len(words) >= 4 and words[0].isascii()}
