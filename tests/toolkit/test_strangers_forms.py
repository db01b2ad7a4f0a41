"""A form for people without an account keeps what was typed, and says in one sentence what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from tests.cast import NOON
from toolkit.strangers import LineField, MailField, StrangerForm, TextField, clean_line, clean_text


class Postcard(StrangerForm):
    to = LineField(label="收件人", max_length=10)
    email = MailField(label="电子邮箱")
    text = TextField(label="留言", max_length=20)
    colour = forms.ChoiceField(label="颜色", choices=[("sea", "海")])


class Telegram(StrangerForm):
    to = LineField(label="收件人")


FILLED = {"to": "林某", "email": "lin@example.cn", "text": "平安", "colour": "sea"}


def sent(after: float = 60, **changes: Any) -> Postcard:
    """The form as it comes back `after` seconds."""
    opened = Postcard(now=NOON)["opened"].value()
    return Postcard({**FILLED, "opened": opened, **changes}, now=NOON + timedelta(seconds=after))


def whole(form: StrangerForm) -> str:
    return "".join(str(error) for error in form.non_field_errors())


def test_what_a_person_fills_in_is_accepted() -> None:
    form = sent()
    assert form.is_valid()
    assert form.cleaned_data["to"] == "林某"


def test_what_comes_back_within_three_seconds_was_not_typed_by_hand() -> None:
    assert "太快" in whole(sent(after=2))
    assert sent(after=3).is_valid()


def test_a_page_left_open_for_a_day_is_sent_with_a_second_press() -> None:
    form = sent(after=25 * 3600)
    assert "都还在" in whole(form)
    again = Postcard({**FILLED, "opened": form["opened"].value()}, now=NOON + timedelta(hours=25, seconds=5))
    assert again.is_valid()


@pytest.mark.parametrize("opened", ["", "1700000000.abc:forged", "junk", "of another form"])
def test_the_moment_of_opening_cannot_be_made_up(opened: str) -> None:
    elsewhere = Telegram(now=NOON)["opened"].value()
    assert not sent(opened=elsewhere if opened == "of another form" else opened).is_valid()


def test_a_machine_that_fills_in_everything_is_stopped_and_a_browser_that_did_can_press_again() -> None:
    form = sent(homepage="https://spam.example")
    assert "留空" in whole(form)
    assert form["homepage"].value() == ""
    assert form["to"].value() == "林某"


def test_each_mistake_is_one_sentence_that_says_what_to_do() -> None:
    form = sent(to="一" * 11, email="lin@", text="", colour="红")
    assert dict(form.errors) == {
        "to": ["收件人最多10个字，现在是11个"],
        "email": ["电子邮箱写得不对，例如 lianxi@example.cn"],
        "text": ["请填写留言"],
        "colour": ["请从列出的选项里选择颜色"],
    }


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028"])
def test_a_second_line_never_reaches_a_header(break_: str) -> None:
    with pytest.raises(ValidationError):
        clean_line(f"林某{break_}Bcc: all@example.cn")
    form = sent(email=f"lin@example.cn{break_}Bcc:all@example.cn", to=f"林某{break_}Subject: 中奖")
    assert set(form.errors) == {"to", "email"}


def test_characters_that_steer_are_dropped_and_text_keeps_its_lines() -> None:
    assert clean_line(" 林\u202e某\t记者\x07 ") == "林某 记者"
    assert clean_text("一\r\n\r\n\r\n\r\n二 \x1b[31m") == "一\n\n二 [31m"


def test_two_presses_of_one_form_have_one_ticket_and_two_forms_have_two() -> None:
    opened = Postcard(now=NOON)["opened"].value()
    assert sent(opened=opened).ticket == sent(opened=opened, to="别人").ticket != ""
    assert sent().ticket != sent().ticket
