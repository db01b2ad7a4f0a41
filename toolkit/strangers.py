"""Forms for people without an account: what they typed is never lost, and machines have a hard time."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

FASTEST = timedelta(seconds=3)
LONGEST = timedelta(hours=24)
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n{3,}")
# Characters that steer a terminal, a header or the direction of writing: nobody means to type them.
TRAPPED = "没有提交：应当留空的一栏有内容，可能是浏览器自动填写的。已经清空，请再提交一次。"
STEERING = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs"})
LINE_ENDS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def clean_line(value: str) -> str:
    """One line without control characters, spaces single; raises ValidationError for a second line."""
    if any(sign in LINE_ENDS for sign in value.strip()):
        raise ValidationError("这一栏只能写一行，请去掉换行", code="more_than_one_line")
    return _single_spaces(_without_steering(value))


def clean_text(value: str) -> str:
    """Lines of text without control characters, at most one empty line in a row."""
    lines = _without_steering(re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", value), keep="\n").split("\n")
    return BLANK_LINES.sub("\n\n", "\n".join(_single_spaces(line) for line in lines)).strip("\n")


def _without_steering(value: str, keep: str = "") -> str:
    value = unicodedata.normalize("NFC", value.replace("\t", " "))
    return "".join(sign for sign in value if sign in keep or unicodedata.category(sign) not in STEERING)


def _single_spaces(line: str) -> str:
    return SPACES.sub(" ", line).strip()


class LineField(forms.CharField):
    """One line of text."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class MailField(forms.EmailField):
    """An e-mail address that fits into a header."""

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class StrangerForm(forms.Form):
    """A form with a trap for machines and a signed moment of opening; takes `now`.

    The page shows one sentence for each field, and components/stranger_fields.html has the two hidden fields.
    `ticket` names this one opening of the form: so pressing twice can be told from asking twice.
    """

    homepage = forms.CharField(
        label="这一栏请留空",
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1", "aria-hidden": "true"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    fastest: ClassVar[timedelta] = FASTEST  # what takes a person at least this long to fill in

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["opened"].initial = self.signer.sign(f"{int(now.timestamp())}.{secrets.token_hex(16)}")
        for field in self.fields.values():
            speak(field)

    @property
    def signer(self) -> Signer:
        """Signs for this kind of form only."""
        return Signer(salt=f"toolkit.strangers.{type(self).__qualname__}")

    @property
    def ticket(self) -> str:
        """What this opening of the form is called; empty where nobody of ours has signed it."""
        try:
            return self.signer.unsign(str(self.data.get(self.add_prefix("opened"), "")))
        except BadSignature:
            return ""

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people fill in, in order."""
        return [field for field in self if field.name not in {"homepage", "opened"}]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if str(self.data.get(self.add_prefix("homepage"), "")).strip():
            self._replace("homepage", "")
            self.add_error(None, TRAPPED)
        self._judge_time()
        return cleaned

    def _judge_time(self) -> None:
        opened = self.ticket.partition(".")[0]
        age = self.now - datetime.fromtimestamp(int(opened), tz=self.now.tzinfo) if opened else LONGEST * 2
        if not timedelta() <= age <= LONGEST:
            self._replace("opened", self.fields["opened"].initial)
            self.add_error(None, "没有提交：这个页面打开得太久了。填写的内容都还在，请核对后再提交一次。")
        elif age < self.fastest:
            self.add_error(None, "没有提交：填写得太快，像是自动程序。填写的内容都还在，请过几秒再提交一次。")

    def _replace(self, name: str, value: str) -> None:
        """What the form is shown with again."""
        changed: Any = self.data.copy()  # type: ignore[attr-defined]
        changed[self.add_prefix(name)] = value
        self.data = changed


def speak(field: forms.Field) -> None:
    """Give `field` sentences that say what to do, unless it has its own."""
    name = field.label or "这一栏"
    chosen = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField, forms.FileField))
    sentences = {
        "required": f"请{'选择' if chosen else '填写'}{name}",
        "max_length": f"{name}最多%(limit_value)d个字，现在是%(show_value)d个",
        "min_length": f"{name}至少%(limit_value)d个字，现在是%(show_value)d个",
        "null_characters_not_allowed": f"{name}里有不能使用的字符，请删去",
    }
    if isinstance(field, forms.EmailField):
        sentences["invalid"] = "电子邮箱写得不对，例如 lianxi@example.cn"
    if isinstance(field, forms.DateField):
        sentences["invalid"] = "日期写得不对，例如 2026-12-01"
    if isinstance(field, forms.ChoiceField):
        sentences["invalid_choice"] = f"请从列出的选项里选择{name}"
    if isinstance(field, forms.FileField):
        sentences |= {"empty": "文件是空的，请检查后重新选择", "max_length": "文件名太长，请改短后重新选择"}
    own = {
        code
        for code, sentence in field.error_messages.items()
        if sentence != _default_sentence(type(field), code)
    }
    field.error_messages |= {code: sentence for code, sentence in sentences.items() if code not in own}


def _default_sentence(kind: type[forms.Field], code: str) -> Any:
    """What Django would say."""
    said = (getattr(parent, "default_error_messages", {}).get(code) for parent in kind.__mro__)
    return next((sentence for sentence in said if sentence is not None), None)
