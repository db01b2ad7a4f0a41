"""The postman: takes letters out of the database and hands each to the mail server, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from post_office.models import STATUS, Email, Log

logger = logging.getLogger(__name__)
WAITING = (STATUS.queued, STATUS.requeued)
# Far longer than one letter takes; a keeper that was killed with a letter in hand lets go of it after this.
CLAIM = timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
MOST_TRIES = 128  # about five days
KEPT = timedelta(days=30)


def deliver(
    *, clock: Callable[[], datetime] = timezone.now, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Send what is due over one connection; how many letters went out.

    Raises OSError when the server can't be reached or goes away: no letter is lost, the one in hand waits for
    its next try. A letter that the server refuses waits too, and the next one is taken.
    """
    note_delivered()
    if not due(clock()).exists():
        return 0
    sent = 0
    with get_connection() as server:
        while not stopping() and (letter := claimed(clock())):
            sent += hand_over(letter, server, clock)
    return sent


def due(now: datetime) -> QuerySet[Email]:
    """Letters whose turn has come and that no keeper has in hand."""
    turn = Q(scheduled_time=None) | Q(scheduled_time__lte=now)
    return Email.objects.filter(turn, status__in=WAITING).order_by("pk")


def claimed(now: datetime) -> Email | None:
    """The next letter, ours for CLAIM: whoever moves its turn ahead has it, however many keepers ask."""
    for number in due(now).values_list("pk", flat=True)[:20]:
        if due(now).filter(pk=number).update(scheduled_time=now + CLAIM):
            return Email.objects.get(pk=number)
    return None


def hand_over(letter: Email, server: BaseEmailBackend, clock: Callable[[], datetime]) -> bool:
    """Outside any transaction: give it to the server and remember the outcome."""
    try:
        server.send_messages([letter.email_message()])
    except (SMTPResponseException, SMTPRecipientsRefused, ValueError) as refusal:
        postpone(letter, refusal, clock())
        return False
    except OSError as lost:
        postpone(letter, lost, clock())
        raise
    slip = slips() / str(letter.message_id).strip("<>")
    with suppress(OSError):  # a full disk must not make us send it again
        slip.touch()
    mark_sent(Email.objects.filter(pk=letter.pk), clock())
    slip.unlink(missing_ok=True)
    return True


def slips() -> Path:
    """Where a slip lies for each letter between the server's yes and our row.

    Writing the row takes a hundred times longer than making a file; a keeper killed in between, or whose
    database went away, finds the slip and does not send the letter again.
    """
    folder = Path(settings.VAR_DIR) / "mail-delivered"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def note_delivered() -> None:
    """Mark as sent what the slips of a keeper that came to an end speak of."""
    for slip in slips().iterdir():
        mark_sent(Email.objects.filter(message_id=f"<{slip.name}>"), timezone.now())
        slip.unlink(missing_ok=True)


def mark_sent(letters: QuerySet[Email], now: datetime) -> None:
    letters.update(status=STATUS.sent, scheduled_time=None, last_updated=now)


@transaction.atomic
def postpone(letter: Email, error: Exception, now: datetime) -> None:
    """Next try after a pause that doubles; after five days it is marked as failed, for a person to see."""
    tries = (letter.number_of_retries or 0) + 1
    pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
    status = STATUS.requeued if tries < MOST_TRIES else STATUS.failed
    in_hand = Email.objects.filter(pk=letter.pk, scheduled_time=letter.scheduled_time, status__in=WAITING)
    in_hand.update(status=status, number_of_retries=tries, scheduled_time=now + pause, last_updated=now)
    Log.objects.filter(email=letter).delete()
    Log.objects.create(
        email=letter, status=STATUS.failed, exception_type=type(error).__name__, message=str(error)[:500]
    )
    logger.warning("letter %d was not sent (try %d): %s", letter.pk, tries, type(error).__name__)


def try_again(letters: QuerySet[Email]) -> int:
    """Put those of them that were given up into the queue again; how many there are."""
    given_up = letters.filter(status=STATUS.failed).exclude(to="")
    return given_up.update(status=STATUS.requeued, scheduled_time=None, number_of_retries=0)


@transaction.atomic
def forget(now: datetime) -> int:
    """After thirty days only number, state, times and Message-ID stay of a letter; how many were emptied."""
    old = Email.objects.filter(status__in=(STATUS.sent, STATUS.failed), last_updated__lt=now - KEPT).exclude(
        to=""
    )
    Log.objects.filter(email__in=old).delete()
    return old.update(to="", subject="", message="", html_message="", headers=None)
