"""What is done with a letter: received, taken in hand, answered, closed, erased; one event for each step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles import private_files
from articles.models import Article, Revision
from articles.models.article import BEIJING
from articles.rules import require
from masthead import workdays
from masthead.models import Masthead
from toolkit import letters
from toolkit.pagecache import lock_epoch
from toolkit.secret_pages import digest_of, nonce_of

from . import rules
from .models import Letter, LetterEvent
from .models.letter import WAITING
from .place import place_of

State, Outcome, Event = Letter.State, Letter.Outcome, LetterEvent.Kind
PREFIX = {Letter.Kind.ERROR: "JC", Letter.Kind.DOUBT: "YY"}
# Working days until the answer; far below the three months after which an inspection objects (norms 2.5).
DAYS = {Letter.Kind.ERROR: 3, Letter.Kind.DOUBT: 10}
CLOSES_AFTER = timedelta(days=30)  # after the answer, when nobody closed it
KEPT_FOR = timedelta(days=183)  # after closing: half a year


@dataclass(frozen=True, slots=True)
class Words:
    """What the reader wrote, as the form has cleaned it; all optional but `problem`."""

    problem: str
    quote: str = ""
    suggestion: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


def receive(
    *,
    article: Article,
    kind: Letter.Kind,
    words: Words,
    attachment: File | None = None,
    ticket: str = "",
    now: datetime | None = None,
) -> Letter:
    """Store a letter with a number, and tell the reader and the desk; the same words on one form are one letter.

    Raises NotAllowed and NotAllowedFile.
    """
    now = now or timezone.now()
    require(rules.reasons_not_to_receive(article, kind, words.problem, words.email, now))
    nonce = nonce_of(ticket, article.pk, kind, asdict(words))
    facts = private_files.store(file=attachment, folder="feedback", now=now) if attachment else None
    kept = None
    try:
        letter = _stored(article, kind, words, facts, nonce, now)
        kept = letter.attachment
        return letter
    finally:
        if facts and kept != facts:
            private_files.remove(facts)


@transaction.atomic
def _stored(
    article: Article,
    kind: Letter.Kind,
    words: Words,
    facts: private_files.Facts | None,
    nonce: str,
    now: datetime,
) -> Letter:
    lock_epoch()  # numbers are given out one after another
    if twin := Letter.objects.filter(nonce=nonce).first():
        return twin
    letter = Letter(
        number=_next_number(kind, now),
        kind=kind,
        article=article,
        revision=_as_read(article, words.quote),
        attachment=facts,
        nonce=nonce,
        received_at=now,
        due_at=workdays.after(now, DAYS[kind]),
        **asdict(words),
    )
    letter.secret_digest = digest_of(letter.secret)
    letter.save()
    _record(letter, Event.RECEIVED, None, now)
    _write_to_reader(letter, "received", now)
    if desk := Masthead.current().email:
        _write(desk, letter, "received_desk", now, limit=None)
    return letter


@transaction.atomic
def take(*, letter: Letter, by: User, now: datetime | None = None) -> None:
    """This person deals with it from now on. Raises NotAllowed."""
    now = now or timezone.now()
    stands = _locked(letter)
    require(rules.reasons_not_to_take(stands, by))
    _settle(letter, stands, state=State.IN_HAND, handled_by=by)
    _record(stands, Event.TAKEN, by, now)


@transaction.atomic
def hand_over(*, person: User, to: User | None, by: User, now: datetime | None = None) -> int:
    """The letters that somebody has in hand go to `to`, or wait for whoever takes them; returns how many.

    Raises NotAllowed where `to` may not deal with letters.
    """
    now = now or timezone.now()
    in_hand = Letter.objects.filter(handled_by=person, state=State.IN_HAND).order_by("id")
    if in_hand and to is not None:
        require(rules.without_right(to))
    for letter in in_hand:
        stands = _locked(letter)
        _settle(letter, stands, state=State.IN_HAND if to else State.RECEIVED, handled_by=to)
        _record(stands, Event.PASSED_ON, by, now)
    return len(in_hand)


@transaction.atomic
def answer(*, letter: Letter, by: User, accepted: bool, text: str, now: datetime | None = None) -> None:
    """Say what came of it, on the outcome page and by mail; a refusal says why. Raises NotAllowed."""
    now = now or timezone.now()
    stands = _locked(letter)
    require(rules.reasons_not_to_answer(stands, by) + ([] if text.strip() else ["请写明答复，读者会看到它"]))
    outcome = Outcome.ACCEPTED if accepted else Outcome.DECLINED
    _settle(
        letter,
        stands,
        state=State.ANSWERED,
        outcome=outcome,
        answer=text.strip(),
        answered_at=now,
        handled_by=by,
    )
    _record(stands, Event.ANSWERED, by, now)
    _write_to_reader(stands, "answered", now, limit=None)


@transaction.atomic
def close(*, letter: Letter, by: User, reason: str = "", now: datetime | None = None) -> None:
    """Put it away. One that has no answer is void, and the reader learns the reason. Raises NotAllowed."""
    now = now or timezone.now()
    stands = _locked(letter)
    unanswered = stands.state in WAITING
    without_reason = ["还没有答复的来信，要写明不予处理的原因"] if unanswered and not reason.strip() else []
    require(rules.reasons_not_to_close(stands, by) + without_reason)
    void = {"outcome": Outcome.VOID, "answer": reason.strip(), "answered_at": now, "handled_by": by}
    _settle(letter, stands, state=State.CLOSED, closed_at=now, **(void if unanswered else {}))
    _record(stands, Event.CLOSED, by, now)
    if unanswered:
        _write_to_reader(stands, "answered", now, limit=None)


def erase_due(now: datetime) -> int:
    """Close what was answered long ago, erase what was closed half a year ago; returns how many letters."""
    answered = Letter.objects.filter(state=State.ANSWERED, answered_at__lte=now - CLOSES_AFTER)
    closed = Letter.objects.filter(erased_at__isnull=True, closed_at__lte=now - KEPT_FOR)
    return sum(_closed_by_time(pk, now) for pk in answered.values_list("pk", flat=True)) + sum(
        _erased(pk, now) for pk in closed.values_list("pk", flat=True)
    )


@transaction.atomic
def _closed_by_time(pk: int, now: datetime) -> bool:
    stands = _locked(Letter(pk=pk))
    if stands.state != State.ANSWERED:
        return False
    _settle(stands, stands, state=State.CLOSED, closed_at=now)
    _record(stands, Event.CLOSED, None, now)
    return True


@transaction.atomic
def _erased(pk: int, now: datetime) -> bool:
    """Everything that the reader gave and our answer to them is gone; that there was a letter stays."""
    stands = _locked(Letter(pk=pk))
    if stands.erased_at is not None:
        return False
    facts = stands.attachment
    _settle(
        stands,
        stands,
        **dict.fromkeys(Letter.PERSONAL, ""),
        attachment=None,
        erased_at=now,
    )
    _record(stands, Event.ERASED, None, now)
    if facts:
        transaction.on_commit(lambda: private_files.remove(facts))
    return True


def proposed_correction(letter: Letter) -> str:
    """A correction to begin with, in the reader's words about the text; nothing about the reader."""
    if letter.quote and letter.suggestion:
        return f"文中“{letter.quote}”应为“{letter.suggestion}”。"
    return letter.suggestion or letter.problem


def _next_number(kind: Letter.Kind, now: datetime) -> str:
    """JC-2026-0001, counted in each year of Beijing."""
    start = f"{PREFIX[kind]}-{now.astimezone(BEIJING).year}-"
    last = (
        Letter.objects.filter(number__startswith=start)
        .order_by("-id")
        .values_list("number", flat=True)
        .first()
    )
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04d}"


def _as_read(article: Article, quote: str) -> Revision:
    """The live text, or an earlier public one that has the sentence: it may have been put right since."""
    stood = [row.revision for row in article.publications.select_related("revision")[:20]]
    return next((text for text in stood if quote and place_of(quote, text)), article.live or stood[0])


def _locked(letter: Letter) -> Letter:
    """The row as it stands now, held until the end of the transaction."""
    Letter.objects.select_for_update().get(pk=letter.pk)
    return Letter.objects.select_related("article", "revision").get(pk=letter.pk)


def _settle(letter: Letter, stands: Letter, **values: Any) -> None:
    """Write the row, and let the caller's object know it too."""
    for field, value in values.items():
        setattr(stands, field, value)
        setattr(letter, field, value)
    stands.save(update_fields=list(values))


def _record(letter: Letter, kind: LetterEvent.Kind, by: User | None, now: datetime) -> None:
    LetterEvent.objects.create(letter=letter, kind=kind, by=by, at=now)


def _write_to_reader(letter: Letter, template: str, now: datetime, limit: int | None = letters.A_DAY) -> None:
    """By mail, where there is an address; answers are not limited, a colleague has decided to write."""
    if letter.email:
        _write(letter.email, letter, template, now, limit)


def _write(to: str, letter: Letter, template: str, now: datetime, limit: int | None) -> None:
    desk = reverse("admin:feedback_letter_change", args=[letter.pk])
    letters.send(
        to=to, template=f"feedback/{template}", context={"letter": letter, "desk": desk}, now=now, limit=limit
    )
