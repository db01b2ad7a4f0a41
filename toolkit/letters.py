"""Letters to people outside: written into the database with whatever they report, sent by the keeper."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context, engines
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from post_office.models import PRIORITY, STATUS, Email

from . import throttle

logger = logging.getLogger(__name__)
A_DAY = 3
SUBJECT = "主题："
LONGEST_SUBJECT = 120
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
CONTROLS_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@transaction.atomic
def send(
    *, to: str, template: str, context: dict[str, Any], now: datetime, limit: int | None = A_DAY
) -> bool:
    """Queue one letter inside the caller's transaction; a rollback takes it back.

    `template` "reprints/received" is templates/emails/reprints/received.txt, whose first line is 主题：…;
    it gets `context` and `base_url`, and nothing is escaped. `limit` is how many letters this address
    may have today, this one included: leave it for answers to strangers' forms; None for the newsroom's
    own addresses and for what a colleague decides to write. False, with a line in the log, when it is
    too many or `to` is not one address.
    """
    try:
        validate_email(to)
    except ValidationError:
        logger.warning("no letter %s: there is no address to write to", template)
        return False
    # The tally holds no address that could be read again.
    key = f"letter:{salted_hmac('toolkit.letters', to.lower()).hexdigest()}"
    within = throttle.allow(
        key=key, limit=A_DAY if limit is None else limit, period=timedelta(days=1), now=now
    )
    if limit is not None and not within:
        logger.warning("no letter %s: this address has had %d today", template, limit)
        return False
    subject, text = written(template, context)
    # Not post_office.mail.send: it would read the finished text as a template once more.
    Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=subject,
        message=text,
        # Given once, so that who gets it twice can tell; the time leads, as mail files are named after it.
        message_id=f"<{localtime(now):%Y%m%d-%H%M%S}-{uuid4().hex}@{urlsplit(settings.BASE_URL).hostname}>",
        # Programs that answer by themselves ("I am on holiday") leave such mail alone (RFC 3834).
        headers={"Auto-Submitted": "auto-generated"},
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )
    return True


def written(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a letter; the subject is one line whatever the context holds."""
    source = engines["django"].get_template(f"emails/{template}.txt").template  # type: ignore[attr-defined]
    page = source.render(Context({"base_url": settings.BASE_URL, **context}, autoescape=False))
    head, _, text = page.lstrip().partition("\n")
    if not head.startswith(SUBJECT):
        raise ValueError(f"emails/{template}.txt must begin with {SUBJECT}")
    subject = CONTROLS.sub(" ", head.removeprefix(SUBJECT)).strip()[:LONGEST_SUBJECT]
    lines = CONTROLS_IN_TEXT.sub("", text).strip()
    return subject, f"{lines}\n"
