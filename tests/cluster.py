"""A throw-away PostgreSQL: `python -m tests.cluster COMMAND…` runs the command with its DATABASE_URL."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

START_SECONDS = 30
STOP_SECONDS = 20
# Nothing here has to survive a power cut.
FASTER = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",  # compiling takes longer than a test's queries
    "max_connections": "60",
}


class ClusterError(Exception):
    """The cluster cannot be made; the message says why."""


def program(name: str) -> str:
    """Path of a server program: from PATH, else the newest of Debian's folders, which are not on PATH."""
    found = shutil.which(name)
    if found:
        return found
    versions = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not versions:
        raise ClusterError(f"PostgreSQL's {name} is not found (Debian: apt-get install postgresql).")
    return str(max(versions, key=lambda path: float(path.parent.parent.name)))


def other_user() -> pwd.struct_passwd | None:
    """Whom to become for the server, which refuses root; None when we are someone already."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError as error:
        raise ClusterError("PostgreSQL does not run as root and there is no user postgres.") from error


def as_server(user: pwd.struct_passwd | None) -> list[str]:
    """What to put before a command so that it runs as that user and ends when we are killed."""
    become = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups"] if user else []
    return ["setpriv", "--pdeathsig", "QUIT", *become, "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, prefix: list[str]) -> subprocess.Popen[bytes]:
    """Start the server, which goes on in the background; its log is `folder`/log."""
    settings = {
        **FASTER,
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*prefix, program("postgres"), "-D", str(folder / "data"), *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl+C is for the command; the server is stopped after it
        )


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    is_ready = [program("pg_isready"), "-q", "-h", str(folder), "-p", str(port)]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(is_ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise ClusterError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the DATABASE_URL of a new, empty server on this machine; stop and remove it in any case."""
    user = other_user()
    prefix = as_server(user)
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-", dir="/tmp") as name:
        folder = Path(name)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        initdb = [program("initdb"), "--pgdata", str(folder / "data"), "--username", "newsroom"]
        initdb += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        made = subprocess.run([*prefix, *initdb], cwd=folder, check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise ClusterError(f"initdb failed:\n{made.stderr}")
        port = free_port()
        server = start(folder, port, prefix)
        try:
            wait_until_ready(server, folder, port)
            yield f"postgres://newsroom@{quote(name, safe='')}:{port}/postgres"
        finally:
            stop(server)


def run(command: list[str], database_url: str) -> int:
    """Run the command to its end and return its exit code; an interrupt is passed on and waited for."""
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url})
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # the terminal told the child too
        except SystemExit:
            child.terminate()
            continue
        return code if code >= 0 else 128 - code


def terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, terminate)
    signal.signal(signal.SIGHUP, terminate)
    try:
        with cluster() as database_url:
            return run(command, database_url)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Usage: python -m tests.cluster COMMAND…")
    sys.exit(main(sys.argv[1:]))
