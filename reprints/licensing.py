"""What is done with a licence request, from its arrival to the erasing of what outsiders wrote."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import IO, Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import private_files
from articles.models import Article
from articles.models.article import BEIJING
from articles.rules import NotAllowed, require
from masthead import workdays
from masthead.models import Policy
from toolkit import secret_pages
from toolkit.pagecache import lock_epoch

from . import letterbox, rules
from .application import Application
from .models import Case, CaseEvent, Question, RequestedArticle

State, Event = Case.State, CaseEvent.Kind
DAYS_TO_DECIDE = 5  # working days the desk has, printed on the form and in the confirmation
DAYS_TO_ANSWER = 10  # working days an applicant has to answer a question
LAST_MOMENT = timedelta(days=1)


def receive(
    *,
    articles: Sequence[Article],
    application: Application,
    attachment: IO[bytes] | None = None,
    ticket: str = "",
    now: datetime | None = None,
) -> Case:
    """Store a request under the next number of the year, and write to the applicant and the desk.

    The same words with the same `ticket` of the form are the same request: pressed twice, stored once.
    Raises NotAllowed and NotAllowedFile.
    """
    now = now or timezone.now()
    nonce = secret_pages.nonce_of(ticket, sorted(article.pk for article in articles), asdict(application))
    if known := Case.objects.filter(nonce=nonce).first():
        return known
    require(rules.reasons_not_to_receive(articles, now) + rules.reasons_against(application, now))
    with kept(attachment, now) as facts, transaction.atomic():
        lock_epoch()  # numbers are given out one after another
        if known := Case.objects.filter(nonce=nonce).first():
            discard(facts)
            return known
        year = now.astimezone(BEIJING).year
        last = Case.objects.filter(year=year).order_by("-serial").values_list("serial", flat=True).first()
        serial = (last or 0) + 1
        case = Case.objects.create(
            year=year,
            serial=serial,
            number=f"ZZ-{year}-{serial:04}",
            nonce=nonce,
            secret_digest=secret_pages.digest_of(secret_pages.secret_of(nonce, purpose="reprints")),
            policy=Policy.objects.in_force(now).first(),
            attachment=facts,
            received_at=now,
            due_at=workdays.after(now, DAYS_TO_DECIDE),
            **asdict(application),
        )
        RequestedArticle.objects.bulk_create(
            RequestedArticle(case=case, article=article, revision=article.live) for article in articles
        )
        record(case, Event.RECEIVED, None, now, mailed=letterbox.confirm(case, "received", now))
        letterbox.tell_desk(case, "received_desk", now)
    return case


@transaction.atomic
def ask(*, case: Case, by: User, text: str, now: datetime | None = None) -> Question:
    """Ask the applicant for something; the desk's time begins anew with the answer. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(case)
    require(rules.reasons_not_to_ask(stands, by) + ([] if text.strip() else ["请写明要申请人补充什么"]))
    question = Question.objects.create(case=stands, text=text.strip(), asked_by=by, asked_at=now)
    settle(case, stands, state=State.ASKED, due_at=workdays.after(now, DAYS_TO_ANSWER))
    record(stands, Event.ASKED, by, now, mailed=letterbox.write(stands, "asked", now, question=question))
    return question


def answer(
    *, case: Case, text: str, attachment: IO[bytes] | None = None, now: datetime | None = None
) -> None:
    """The applicant answers the open question. Raises NotAllowed and NotAllowedFile."""
    now = now or timezone.now()
    require(rules.reasons_not_to_answer(case))  # before a file is taken in
    with kept(attachment, now) as facts, transaction.atomic():
        stands = locked(case)
        require(rules.reasons_not_to_answer(stands) + ([] if text.strip() else ["请填写补充内容"]))
        open_questions = stands.questions.filter(answered_at=None)
        open_questions.update(answer=text.strip(), attachment=facts, answered_at=now)
        settle(case, stands, state=State.ANSWERED, due_at=workdays.after(now, DAYS_TO_DECIDE))
        record(stands, Event.ANSWERED, None, now, mailed=False)
        letterbox.tell_desk(stands, "answered_desk", now)


@transaction.atomic
def accept(
    *, case: Case, by: User, scope: str, begins: date, ends: date, now: datetime | None = None
) -> None:
    """Grant the licence: `scope` says where and how; both days are included. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(case)
    without_scope = [] if scope.strip() else ["请写明授权范围"]
    terms = rules.reasons_against_term(begins, ends, now) + rules.reasons_against_channels(scope)
    require(rules.reasons_not_to_accept(stands, by, now) + without_scope + terms)
    close_question(stands, now)
    settle(
        case, stands, state=State.ACCEPTED, due_at=None, decided_by=by, decided_at=now,
        licensed_scope=scope.strip(), licensed_from=begins, licensed_until=ends,
    )  # fmt: skip
    record(stands, Event.ACCEPTED, by, now, mailed=letterbox.write(stands, "accepted", now))


@transaction.atomic
def refuse(*, case: Case, by: User, reason: str, text: str, now: datetime | None = None) -> None:
    """Say no, with a reason from the list and in words. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(case)
    needed = [
        (reason not in Case.Refusal.values, "请选择不同意的原因"),
        (not text.strip(), "请写明理由，申请人会看到"),
    ]
    require(rules.reasons_not_to_refuse(stands, by) + [sentence for lacks, sentence in needed if lacks])
    close_question(stands, now)
    settle(
        case, stands, state=State.REFUSED, due_at=None, decided_by=by, decided_at=now, closed_at=now,
        refusal=reason, refusal_text=text.strip(),
    )  # fmt: skip
    record(stands, Event.REFUSED, by, now, mailed=letterbox.write(stands, "refused", now))


@transaction.atomic
def withdraw(*, case: Case, now: datetime | None = None) -> None:
    """The applicant no longer wants it. Raises NotAllowed."""
    now = now or timezone.now()
    stands = locked(case)
    require(rules.reasons_not_to_withdraw(stands))
    close_question(stands, now)
    settle(case, stands, state=State.WITHDRAWN, due_at=None, closed_at=now)
    record(stands, Event.WITHDRAWN, None, now, mailed=letterbox.confirm(stands, "withdrawn", now))


@transaction.atomic
def expire(*, case: Case, now: datetime) -> None:
    """An unanswered question closes the case, a licence past its last day ends. Raises NotAllowed."""
    stands = locked(case)
    require(rules.reasons_not_to_expire(stands, now))
    state = State(rules.TRANSITIONS["expire"][stands.state])
    close_question(stands, now)
    settle(case, stands, state=state, due_at=None, closed_at=now)
    mailed = letterbox.write(stands, "lapsed", now) if state == State.LAPSED else False
    record(stands, Event(state.value), None, now, mailed=mailed)


def expire_due(now: datetime) -> int:
    """Expire everything that has run out at `now`; returns how many."""
    today = now.astimezone(BEIJING).date()
    unanswered, over = (
        Q(state=State.ASKED, due_at__lte=now),
        Q(state=State.ACCEPTED, licensed_until__lt=today),
    )
    return sum(attempted(expire, case, now) for case in Case.objects.filter(unanswered | over))


def next_expiry(now: datetime) -> datetime | None:
    """When `expire_due` has something to do next; in the past when it is late, None when nothing waits."""
    asked = Case.objects.filter(state=State.ASKED).order_by("due_at").first()
    ending = Case.objects.filter(state=State.ACCEPTED).order_by("licensed_until").first()
    moments = [asked.due_at] if asked and asked.due_at else []
    if ending and ending.licensed_until:
        midnight = datetime.combine(ending.licensed_until, datetime.min.time(), BEIJING)
        moments.append(midnight + LAST_MOMENT)
    return min(moments, default=None)


@transaction.atomic
def erase(*, case: Case, now: datetime) -> None:
    """Empty what outsiders wrote and what was written to them; the decision stays. Raises NotAllowed."""
    stands = locked(case)
    require(rules.reasons_not_to_erase(stands, now))
    files = [stands.attachment, *stands.questions.values_list("attachment", flat=True)]
    stands.questions.update(text="", answer="", attachment={})
    settle(
        case, stands, **dict.fromkeys(Case.PERSONAL, ""), attachment={}, erased_at=now,
        nonce=secrets.token_hex(32), secret_digest=secret_pages.digest_of(secrets.token_hex(32)),
    )  # fmt: skip
    record(stands, Event.ERASED, None, now, mailed=False)
    transaction.on_commit(lambda: discard(*files), robust=True)


def erase_due(now: datetime) -> int:
    """Erase every case that was closed long enough ago; returns how many."""
    due = Case.objects.filter(erased_at=None, closed_at__lte=now - rules.ERASED_AFTER)
    return sum(attempted(erase, case, now) for case in due)


def next_erasure(now: datetime) -> datetime | None:
    """When `erase_due` has something to do next; in the past when it is late, None when nothing waits."""
    first = Case.objects.filter(erased_at=None, closed_at__isnull=False).order_by("closed_at").first()
    return first.closed_at + rules.ERASED_AFTER if first and first.closed_at else None


@contextmanager
def kept(attachment: IO[bytes] | None, now: datetime) -> Iterator[private_files.Facts]:
    """Facts of the stored file, empty where there is none; the file goes again when what it was for fails."""
    facts = private_files.store(file=attachment, folder="reprints", now=now) if attachment else {}
    try:
        yield facts
    except BaseException:
        discard(facts)
        raise


def discard(*files: private_files.Facts) -> None:
    """The files are gone; empty facts mean that there was none."""
    for facts in filter(None, files):
        private_files.remove(facts)


def locked(case: Case) -> Case:
    """The row as it stands now, held until the end of the transaction."""
    return Case.objects.select_for_update().get(pk=case.pk)


def settle(case: Case, stands: Case, **facts: Any) -> None:
    """Write what has changed, and let the caller's object know it too."""
    for name, value in facts.items():
        setattr(stands, name, value)
        setattr(case, name, value)
    stands.save(update_fields=list(facts))


def close_question(stands: Case, now: datetime) -> None:
    """A question that nobody answered is no longer open once the case has been decided."""
    stands.questions.filter(answered_at=None).update(answered_at=now)


def record(case: Case, kind: CaseEvent.Kind, by: User | None, now: datetime, *, mailed: bool) -> None:
    CaseEvent.objects.create(case=case, kind=kind, by=by, at=now, mailed=mailed)


def attempted(verb: Callable[..., None], case: Case, now: datetime) -> bool:
    """Whether it was done; False when somebody has done it meanwhile."""
    try:
        verb(case=case, now=now)
    except NotAllowed:
        return False
    return True
