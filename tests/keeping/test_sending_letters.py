from __future__ import annotations

import smtplib
import time
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail.backends import smtp
from django.db import DatabaseError
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from toolkit import dispatch, letters

from .mailserver import MailServer, nobody_listens

pytestmark = pytest.mark.django_db


def write(count: int = 1) -> list[str]:
    """Letters in the queue, by Message-ID."""
    known = set(Email.objects.values_list("message_id", flat=True))
    for number in range(count):
        letters.send(
            to=f"an{number}@example.cn", template="greeting", context={}, now=timezone.now(), limit=None
        )
    return [
        name
        for name in Email.objects.order_by("id").values_list("message_id", flat=True)
        if name not in known
    ]


def in_minutes(minutes: float) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def test_it_reaches_the_server_once(mail_server: MailServer) -> None:
    queued = write(3)
    assert [dispatch.deliver(), dispatch.deliver()] == [3, 0]
    assert mail_server.numbers == queued
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}


def test_a_machine_without_mail_server_writes_files_that_can_be_read(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "toolkit.mailfiles.EmailBackend", tmp_path / "mail"
    write()
    dispatch.deliver()
    Email.objects.update(status=STATUS.queued)
    dispatch.deliver()
    (file,) = (tmp_path / "mail").iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == ("an0@example.cn", "您好，")


def test_a_server_that_is_away_gets_everything_when_it_is_back(
    settings: LazySettings, mail_server: MailServer
) -> None:
    queued = write(3)
    with nobody_listens() as port:
        settings.EMAIL_PORT = port
        for _ in range(3):
            with pytest.raises(OSError, match="refused"):
                dispatch.deliver()
    settings.EMAIL_PORT = mail_server.port
    dispatch.deliver()
    assert mail_server.numbers == queued


def test_a_server_that_hangs_is_not_waited_for(mail_server: MailServer) -> None:
    queued = write(2)
    mail_server.moods = ["hangs"]
    begun = time.monotonic()
    with pytest.raises(OSError, match="timed out"):
        dispatch.deliver()
    assert time.monotonic() - begun < 2
    dispatch.deliver()
    assert mail_server.numbers == queued


@pytest.mark.parametrize("mood", ["cuts", "cuts in the middle"])
def test_a_connection_that_is_cut_loses_nothing(mail_server: MailServer, mood: str) -> None:
    first, second = write(2)
    mail_server.moods = [mood]
    with pytest.raises(smtplib.SMTPServerDisconnected):
        dispatch.deliver()
    dispatch.deliver()
    assert mail_server.numbers == [second], "the first waits for its pause"
    dispatch.deliver(clock=lambda: in_minutes(1))
    assert mail_server.numbers == [second, first]


def test_a_slow_server_gets_each_once(mail_server: MailServer) -> None:
    queued = write(1)
    mail_server.moods = ["slow"]
    dispatch.deliver()
    dispatch.deliver(clock=lambda: in_minutes(10))
    assert mail_server.numbers == queued


def test_a_letter_that_is_refused_holds_up_no_other_and_waits_ever_longer(mail_server: MailServer) -> None:
    (refused,) = write()
    pauses = []
    for tries in range(1, 15):
        mail_server.moods = ["refuses"]
        now = in_minutes(tries * 90)
        dispatch.deliver(clock=lambda now=now: now)  # type: ignore[misc]
        letter = Email.objects.get(message_id=refused)
        assert (letter.status, letter.number_of_retries) == (STATUS.requeued, tries)
        pauses.append(letter.scheduled_time - now)
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (dispatch.FIRST_PAUSE, dispatch.LONGEST_PAUSE)
    assert Log.objects.count() == 1
    (other,) = write()
    dispatch.deliver()
    assert mail_server.numbers == [other]


def test_after_days_of_refusals_a_person_must_look_and_can_send_it_again(mail_server: MailServer) -> None:
    queued = write()
    Email.objects.update(number_of_retries=dispatch.MOST_TRIES - 1)
    mail_server.moods = ["refuses"]
    dispatch.deliver()
    assert Email.objects.get().status == STATUS.failed
    assert dispatch.deliver(clock=lambda: in_minutes(9999)) == 0
    assert dispatch.try_again(Email.objects.all()) == 1
    dispatch.deliver()
    assert mail_server.numbers == queued


def test_a_second_keeper_does_not_take_what_the_first_has_in_hand(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = write(3)
    handed_over = smtp.EmailBackend.send_messages

    def meanwhile(backend: smtp.EmailBackend, messages: list) -> int:
        with monkeypatch.context() as alone:
            alone.setattr(smtp.EmailBackend, "send_messages", handed_over)
            dispatch.deliver()
        return handed_over(backend, messages)

    monkeypatch.setattr(smtp.EmailBackend, "send_messages", meanwhile)
    dispatch.deliver()
    assert sorted(mail_server.numbers) == sorted(queued)


def test_a_keeper_killed_with_a_letter_in_hand_lets_go_of_it_after_a_while(mail_server: MailServer) -> None:
    queued = write()
    assert dispatch.claimed(timezone.now())
    assert dispatch.deliver() == 0
    dispatch.deliver(clock=lambda: timezone.now() + dispatch.CLAIM)
    assert mail_server.numbers == queued


def test_a_database_that_goes_away_after_the_servers_yes_makes_no_double(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = write()
    with monkeypatch.context() as broken:

        def away(*_: object) -> None:
            raise DatabaseError

        broken.setattr(dispatch, "mark_sent", away)
        with pytest.raises(DatabaseError):
            dispatch.deliver()
    dispatch.deliver(clock=lambda: in_minutes(60))
    assert mail_server.numbers == queued
    assert Email.objects.get().status == STATUS.sent
    assert not list(dispatch.slips().iterdir())


def test_after_thirty_days_nothing_personal_is_left_of_it(mail_server: MailServer) -> None:
    write()
    dispatch.deliver()
    assert dispatch.forget(timezone.now() + timedelta(days=29)) == 0
    assert dispatch.forget(timezone.now() + timedelta(days=31)) == 1
    letter = Email.objects.get()
    assert (letter.to, letter.subject, letter.message, letter.headers) == ([], "", "", None)
    assert (letter.status, bool(letter.message_id)) == (STATUS.sent, True)


def test_a_letter_that_waits_is_never_forgotten(settings: LazySettings) -> None:
    write()
    assert dispatch.forget(timezone.now() + timedelta(days=400)) == 0
