"""Noting which links lead nowhere (404), so that the desk can put them right; never at the reader's cost."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from threading import Lock
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest

from toolkit import visitors
from toolkit.recently import Recently

from . import counting
from .models import MissingPage
from .models.article import BEIJING
from .models.missing_page import LONGEST

logger = logging.getLogger(__name__)
NEW_A_DAY = 500
A_MINUTE = 60  # notes of one process: whatever comes in, the database is asked no more often
A_READER = 20  # notes of one reader in a day, so that nobody alone fills the list
# Who asks for these looks for holes, not for news.
SCANNER = re.compile(
    r"\.(php\d?|aspx?|jsp|cgi|env|git|sql|bak|ini|ya?ml|zip|tar|gz|rar)\b|/(wp-|\.|cgi-bin|vendor/|actuator)",
    re.I,
)
# Secret addresses are nobody's to read, wrong ones neither.
SECRET = re.compile(r"(/hant)?(/elder)?/(preview|reprints/cases|feedback/letters)/")


class Pace:
    """So many a minute in this process, and no more."""

    def __init__(self, most: int) -> None:
        self.most, self.minute, self.spent, self.lock = most, 0, 0, Lock()

    def allows(self, now: datetime) -> bool:
        minute = int(now.timestamp()) // 60
        with self.lock:
            if minute != self.minute:
                self.minute, self.spent = minute, 0
            self.spent += 1
            return self.spent <= self.most


pace = Pace(A_MINUTE)
recently = Recently(8_000)


def note(request: HttpRequest, now: datetime) -> None:
    """Remember the path and the page that links to it; whatever goes wrong here, the reader gets the 404."""
    path, referrer = request.path, linking_page(request.headers.get("Referer", ""))
    if not (request.method == "GET" and referrer and worth_noting(path, referrer)):
        return
    if not (patient_with(request, now) and pace.allows(now)):
        return
    host = urlsplit(settings.BASE_URL).netloc
    try:
        with transaction.atomic():
            _keep(path, referrer, referrer.partition("/")[0] == host, now)
    except (DatabaseError, ValueError):
        logger.warning("a missing page was not noted", exc_info=True)


def patient_with(request: HttpRequest, now: datetime) -> bool:
    """This reader has not had A_READER notes today; known in memory only, as for reads."""
    day, reader = now.astimezone(BEIJING).date().isoformat(), visitors.hashed(visitors.address_of(request))
    at = int(now.timestamp())
    return recently.allow(counting.key(day, reader, "missing"), at=at, pause=0, most=A_READER)


def _keep(path: str, referrer: str, is_ours: bool, now: datetime) -> None:
    if MissingPage.objects.met_again(path, referrer, now):
        return
    if MissingPage.objects.filter(first_at__gt=now - timedelta(days=1))[:NEW_A_DAY].count() >= NEW_A_DAY:
        return
    row = MissingPage(path=path, referrer=referrer, is_ours=is_ours, first_at=now, last_at=now)
    MissingPage.objects.bulk_create([row], ignore_conflicts=True)


def linking_page(referer: str) -> str:
    """news.example.cn/a/b.html from the address of the linking page; empty for anything but a web page."""
    try:
        page = urlsplit(referer)
        known = page.scheme in {"http", "https"} and page.hostname
    except ValueError:
        return ""
    return f"{page.netloc.rpartition('@')[2]}{unquote(page.path)}" if known else ""


def worth_noting(path: str, referrer: str) -> bool:
    """A link that somebody made in good faith, short enough to keep, and no secret on either side."""
    page = f"/{referrer.partition('/')[2]}"
    if max(len(path), len(referrer)) > LONGEST or not f"{path}{referrer}".isprintable():
        return False
    desk = f"/{settings.ADMIN_PATH}"
    private = any(SECRET.match(place) or place.startswith(desk) for place in (path, page))
    return not private and not SCANNER.search(path)
