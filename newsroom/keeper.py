"""The keeper: the one process beside the web server; what it does, and how often it looks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread

from django.contrib.sessions.models import Session
from django.db import close_old_connections, connections
from django.utils import timezone

from articles import chain, counting, misses, previewing, proving, publishing, reading, sharing
from articles.models import Article, MissingPage
from feedback import handling
from reprints import licensing
from toolkit import dispatch, throttle

from .models import Heartbeat

logger = logging.getLogger(__name__)
SECOND, MINUTE, HOUR = 1, 60, 3600
LONGEST_PAUSE = 5  # seconds before something that went wrong is tried again
LAST_LETTER = 15  # seconds that a letter in hand may still take when the keeper is told to stop
stopping = Event()


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to look after every so many seconds; `perform` returns how much there was to do."""

    name: str
    every: int
    perform: Callable[[datetime], int]


def swap_changes(now: datetime) -> int:
    """Put scheduled changes whose moment has come before readers; one that can't be holds up no other."""
    done, wrong = 0, []
    for article in Article.objects.change_due(now):
        try:
            done += publishing.swap(article=article, now=timezone.now()) is not None
        except Exception as error:
            error.add_note(f"article {article.pk}")
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("scheduled changes were not made", wrong)
    return done


def prove_withdrawals(now: datetime) -> int:
    return proving.prove_due()


def send_letters(now: datetime) -> int:
    return dispatch.deliver(stopping=stopping.is_set)


def sweep_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


# What is in one hand waits for nothing in another: a mail server that hangs delays no change.
HANDS: dict[str, Sequence[Duty]] = {
    "clock": (
        Duty("heartbeat", SECOND, Heartbeat.objects.beat),
        Duty("scheduled changes", SECOND, swap_changes),
    ),
    "post": (Duty("letters", SECOND, send_letters),),
    "proof": (Duty("proofs of withdrawals", SECOND, prove_withdrawals),),
    "office": (
        Duty("terms of requests and licences", MINUTE, licensing.expire_due),
        Duty("requests to erase", HOUR, licensing.erase_due),
        Duty("readers' letters to close and erase", HOUR, handling.erase_due),
        Duty("answers to previews to erase", HOUR, previewing.erase_due),
        Duty("head of the chain", HOUR, chain.anchor),
        Duty("old letters", HOUR, dispatch.forget),
        Duty("spent counts", HOUR, throttle.sweep),
        Duty("ended sessions", HOUR, sweep_sessions),
        Duty("missing pages nobody comes to", HOUR, MissingPage.objects.sweep),
        Duty("most read", MINUTE, reading.draw_up),
        Duty("reads of days long gone", HOUR, counting.fold),
        Duty("searches that found nothing", HOUR, misses.sweep),
        Duty("colleagues who have gone", MINUTE, sharing.sweep),
    ),
}


def run(goes_on: Callable[[], bool] = lambda: True) -> None:
    """Look after everything until `stopping` is set or `goes_on` says no."""
    hands = [Thread(target=work, args=(duties,), name=name, daemon=True) for name, duties in HANDS.items()]
    for hand in hands:
        hand.start()
    while not stopping.wait(0.2) and goes_on():
        pass
    stopping.set()
    deadline = time.monotonic() + LAST_LETTER
    for hand in hands:
        hand.join(max(0, deadline - time.monotonic()))


def work(duties: Sequence[Duty]) -> None:
    """One hand: its duties in turn, each when it is due again."""
    wakes = dict.fromkeys(duties, time.monotonic())
    failures = dict.fromkeys(duties, 0)
    while not stopping.wait(max(0, min(wakes.values()) - time.monotonic())):
        for duty in [duty for duty in duties if wakes[duty] <= time.monotonic()]:
            failures[duty] = 0 if looked_after(duty, failures[duty]) else failures[duty] + 1
            pause = min(2 ** min(failures[duty] - 1, 9), LONGEST_PAUSE) if failures[duty] else duty.every
            wakes[duty] = time.monotonic() + pause
    connections.close_all()


def looked_after(duty: Duty, failures: int) -> bool:
    """Perform it; a crash is logged, not passed on. The 1st, 2nd, 4th, 8th … in a row is told, not all."""
    try:
        close_old_connections()  # a connection that broke or whose server went away is made anew
        duty.perform(timezone.now())
    except Exception:
        if failures & (failures + 1) == 0:
            logger.exception("keeper: %s went wrong %d times in a row", duty.name, failures + 1)
        return False
    if failures:
        logger.warning("keeper: %s is well again", duty.name)
    return True
