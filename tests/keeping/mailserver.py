"""A small mail server in a thread, that can be as unhelpful as real ones are."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import ClassVar


class Handler(StreamRequestHandler):
    """One connection: says yes to everything, unless the server is in another mood."""

    server: MailServer

    def handle(self) -> None:
        mood = self.server.moods.pop(0) if self.server.moods else "well"
        if mood == "hangs":
            time.sleep(self.server.patience)
            return
        self.say(mood, "220 ready")
        while line := self.rfile.readline():
            word = line.decode("ascii").split()[0].upper()
            if mood == "cuts" and word == "RCPT":
                return
            if mood == "refuses" and word == "RCPT":
                self.say(mood, "451 come back later")
            elif word == "DATA":
                self.say(mood, "354 go on")
                message = self.letter()
                if message is None or mood == "cuts in the middle":
                    return
                # Accepted and confirmed at once (RFC 1047): in between, nobody could tell lost from kept.
                self.server.received.append(message_from_bytes(message, policy=default))
                self.wfile.write(b"250 kept\r\n")
            elif word == "QUIT":
                self.say(mood, "221 bye")
                return
            else:
                self.say(mood, "250 yes")

    def say(self, mood: str, line: str) -> None:
        self.linger(mood)
        self.wfile.write(f"{line}\r\n".encode())

    def linger(self, mood: str) -> None:
        time.sleep(0.2 if mood == "slow" else self.server.breath)

    def letter(self) -> bytes | None:
        """Up to the line with a single point; None when the connection ends before it."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                return None
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)


class MailServer(ThreadingTCPServer):
    """`moods` are those of the next connections, "well" when none is left; `received` is what it accepted."""

    daemon_threads = True
    allow_reuse_address = True
    patience: ClassVar[float] = 3  # seconds that it hangs
    breath: float = 0  # seconds before each of its words

    def __init__(self, port: int = 0) -> None:
        self.moods: list[str] = []
        self.received: list[Message] = []
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A keeper that is killed in the middle is what these tests are about."""

    @property
    def numbers(self) -> list[str]:
        """Message-IDs in the order of arrival."""
        return [str(message["Message-ID"]) for message in self.received]


@contextmanager
def nobody_listens() -> Iterator[int]:
    """A port on which every connection is refused."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
