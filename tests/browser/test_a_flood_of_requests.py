"""Ten thousand posts from one address: the site stays readable, and one genuine request in the middle is stored."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections import Counter
from urllib.parse import urlencode, urlsplit

import pytest

from .site import Site
from .test_asking_for_a_licence import WORDS, article_of

pytestmark = pytest.mark.browser
POSTS, SENDERS = 10_000, 8
FLOODER, APPLICANT, READER = "127.0.0.9", "127.0.0.7", "127.0.0.5"  # loopback is a whole network
READABLE = 5.0  # seconds; a reader who waits longer has gone
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Visitor:
    """A connection from one address, kept open, that remembers its cookie."""

    def __init__(self, site: Site, address: str) -> None:
        place = urlsplit(site.url)
        self.connection = http.client.HTTPConnection(
            str(place.hostname), place.port, timeout=30, source_address=(address, 0)
        )
        self.cookie = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, address of a redirect, and page; asks again where the server has closed an idle connection."""
        headers = {"Cookie": self.cookie, **(FORM if fields else {})}
        try:
            self.connection.request(method, path, urlencode(fields or {}), headers)
            answer = self.connection.getresponse()
        except (ConnectionError, http.client.HTTPException):
            self.connection.close()
            self.connection.request(method, path, urlencode(fields or {}), headers)
            answer = self.connection.getresponse()
        page = answer.read().decode()
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        return answer.status, answer.getheader("Location") or "", page

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a form, as a browser would send them back."""
        page = self.ask("GET", path)[2]
        hidden = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
        return {re.search(r'name="([^"]+)"', i)[1]: re.search(r'value="([^"]*)"', i)[1] for i in hidden}  # type: ignore[index]


def flood(site: Site, path: str, answers: Counter[int]) -> None:
    """One sender's share of the posts."""
    sender = Visitor(site, FLOODER)
    fields = {**sender.form(path), "organisation": "垃圾", "email": "x"}
    for _ in range(POSTS // SENDERS):
        answers[sender.ask("POST", path, fields)[0]] += 1


def test_the_site_stays_readable_and_a_genuine_request_gets_through(site: Site) -> None:
    path = "/reprints/apply/?article=" + re.search(r"content_(\d+)", article_of(site, "/reprints/apply/"))[1]  # type: ignore[index]
    applicant, reader = Visitor(site, APPLICANT), Visitor(site, READER)
    written = {
        **applicant.form(path),
        **WORDS,
        "email": "yuqi@example.cn",
        "applicant_kind": "media",
        "promised_to_cite": "on",
    }
    counts = [Counter[int]() for _ in range(SENDERS)]
    senders = [threading.Thread(target=flood, args=(site, path, count)) for count in counts]
    for sender in senders:
        sender.start()
    waits, stored = [], ""
    while any(sender.is_alive() for sender in senders):
        began = time.monotonic()
        assert reader.ask("GET", "/")[0] == 200
        waits.append(time.monotonic() - began)
        if not stored and sum(map(Counter.total, counts)) > POSTS // 2:
            status, stored, page = applicant.ask("POST", path, written)
            assert status == 302, page
        time.sleep(0.2)
    answers = sum(counts, Counter[int]())
    assert answers.total() == POSTS
    assert set(answers) == {200, 429}, "answered, never with an error"
    assert answers[429] > POSTS * 0.98
    assert max(waits) < READABLE
    assert "已经收到" in applicant.ask("GET", stored)[2]
