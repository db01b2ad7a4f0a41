"""Reading an article in a browser for five seconds is told once, without a cookie, and reaches the desk.

One test, because it waits a minute until the counts are written, and the others can be seen meanwhile.
"""

from __future__ import annotations

import csv
import re
import time
from io import StringIO

import pytest
from playwright.sync_api import Page, Request

from .conftest import NewPage
from .desk import signed_in
from .site import Site

pytestmark = pytest.mark.browser
PHONE = "Mozilla/5.0 (Linux; Android 14; ELS-AN00) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
LATEST = 75  # seconds from the read until the desk sees it: a minute, and what the machine takes
TABLE = "/admin/articles/article/reads.csv?period=today"


def told_by(page: Page) -> list[Request]:
    """What the page will have told the server."""
    told: list[Request] = []
    page.on("request", lambda request: told.append(request) if request.url.endswith("/reads/") else None)
    return told


def reads(desk: Page, number: str) -> int:
    """Today's reads of the article, as the desk's table says."""
    lines = csv.reader(StringIO(desk.request.get(TABLE).text().removeprefix("\ufeff")))
    return next((int(line[5]) for line in lines if line[1] == number), 0)


def test_an_article_read_for_five_seconds_counts_once_at_the_desk_and_a_list_or_preview_never(
    site: Site, new_page: NewPage
) -> None:
    address = next(site.articles())
    number = re.findall(r"content_(\d+)", address)[0]
    desk = signed_in(new_page, site, "责任编辑")
    before = reads(desk, number)
    reader = new_page(viewport={"width": 360, "height": 800}, user_agent=PHONE)
    told = told_by(reader)
    reader.goto(address)
    reader.wait_for_timeout(4_000)
    assert told == [], "four seconds are not enough"
    reader.wait_for_timeout(2_500)
    assert [(one.method, one.post_data) for one in told] == [("POST", number)]
    reader.wait_for_timeout(6_000)
    reader.reload()
    reader.wait_for_timeout(6_500)
    assert len(told) == 2, "once a page view"
    assert reader.context.cookies() == []
    ends = time.monotonic() + LATEST
    assert told_at_the_desk(desk, number) == [], "neither a list nor a preview is a read"
    while reads(desk, number) == before and time.monotonic() < ends:
        desk.wait_for_timeout(2_000)
    assert reads(desk, number) == before + 1, "the same reader, within half an hour"


def told_at_the_desk(desk: Page, number: str) -> list[Request]:
    """What a list and a preview tell, each looked at for six seconds."""
    told = told_by(desk)
    for address in ("/", f"/preview/articles/{number}/"):
        desk.goto(address)
        desk.wait_for_timeout(6_000)
    return told
