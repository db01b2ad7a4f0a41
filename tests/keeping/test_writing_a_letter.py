from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from post_office.models import STATUS, Email

from masthead.models import Masthead
from tests.cast import NOON
from toolkit import letters
from toolkit.models import Tally

pytestmark = pytest.mark.django_db
TO = "shenqing@example.cn"


def send(to: str = TO, *, limit: int | None = letters.A_DAY, **context: str) -> bool:
    return letters.send(to=to, template="greeting", context=context, now=NOON, limit=limit)


def test_it_waits_in_the_database_until_the_keeper_comes() -> None:
    assert send(name="林先生", words="申请已收到")
    letter = Email.objects.get()
    assert (letter.to, letter.subject, letter.status) == ([TO], "您好，林先生", STATUS.queued)
    assert letter.message.startswith("申请已收到\nhttp://127.0.0.1")


def test_it_is_signed_with_the_name_and_telephone_of_the_paper() -> None:
    Masthead.objects.create(pk=1, name="海湾新区新闻网", phone="0595-12345678", email="wang@example.cn")
    send()
    assert Email.objects.get().message.endswith(
        "海湾新区新闻网\n电话：0595-12345678\n邮箱：wang@example.cn\n"
    )


def test_it_goes_when_what_it_reports_is_rolled_back() -> None:
    @transaction.atomic
    def something_that_fails() -> None:
        send()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        something_that_fails()
    assert not Email.objects.exists()
    assert not Tally.objects.exists()


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x00", "\x85"])
def test_what_a_stranger_typed_adds_no_header(break_: str) -> None:
    send(name=f"甲{break_}Bcc: other@example.cn", words=f"文{break_}字")
    message = Email.objects.get().prepare_email_message()
    sent = message.message()
    assert sent["Bcc"] is None
    assert message.recipients() == [TO]
    assert "\n" not in message.subject
    assert not set("\r\x00\x85\u2028") & set(message.subject + message.body)


def test_nothing_typed_is_read_as_a_template_or_turned_into_html() -> None:
    send(words="{{ base_url }} {% now 'Y' %} <b>&")
    assert Email.objects.get().message.startswith("{{ base_url }} {% now 'Y' %} <b>&\n")


@pytest.mark.parametrize("to", ["", "谁", "a@example.cn, b@example.cn", "a@example.cn\nBcc: b@example.cn"])
def test_it_needs_exactly_one_address(to: str, caplog: pytest.LogCaptureFixture) -> None:
    assert not send(to)
    assert not Email.objects.exists()
    assert "no address" in caplog.text


def test_nobody_gets_more_than_three_on_a_day(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert [send(), send(), send(TO.upper()), send(), send("andere@example.cn")] == [True] * 3 + [False, True]
    assert Email.objects.count() == 4
    assert TO not in caplog.text
    later = NOON + timedelta(days=1)
    assert letters.send(to=TO, template="greeting", context={}, now=later)


def test_what_a_colleague_decides_is_always_written() -> None:
    assert all(send(limit=None) for _ in range(5))
    assert not send(), "and counts"


def test_the_counts_tell_no_address() -> None:
    send()
    assert "example" not in Tally.objects.get().key
