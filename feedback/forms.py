"""What a reader fills in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from toolkit.strangers import LineField, MailField, StrangerForm, TextField

from .handling import Words

PHONE = RegexValidator(re.compile(r"^\+?\d[\d\s()（）-]{5,}\d$", re.ASCII), "电话写得不对，例如 0592-1234567")


class ErrorForm(StrangerForm):
    """纠错: only what is wrong must be said."""

    quote = TextField(
        label="有差错的原文",
        max_length=500,
        required=False,
        rows=3,
        help_text="从文章里复制那一句，编辑更容易找到",
    )
    problem = TextField(
        label="错在哪里", max_length=2000, rows=4, help_text="例如：人名写错了、时间不对、有错别字"
    )
    suggestion = TextField(
        label="应当怎样写",
        max_length=1000,
        required=False,
        rows=2,
        help_text="知道正确写法或出处的，请写在这里",
    )
    name = LineField(label="怎样称呼您", max_length=40, required=False)
    email = MailField(label="电子邮箱", required=False, help_text="填写后，收到和答复时会寄信给您；不会公开")
    phone = LineField(label="电话", max_length=30, required=False, validators=[PHONE])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, autocomplete in {"name": "name", "email": "email", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.fields["phone"].widget.input_type = "tel"

    def words(self) -> Words:
        """What was written, once the form is valid."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__dataclass_fields__})


class DoubtForm(ErrorForm):
    """内容疑议: goes into matters that need an answer, so there must be an address for it."""

    quote = TextField(
        label="有疑议的原文", max_length=500, required=False, rows=3, help_text="从文章里复制有关的一段"
    )
    problem = TextField(
        label="您的疑议", max_length=2000, rows=6, help_text="写明哪里与事实不符或不妥，有什么依据"
    )
    suggestion = TextField(
        label="希望怎样处理", max_length=1000, required=False, rows=2, help_text="例如：更正、补充说明"
    )
    email = MailField(label="电子邮箱", help_text="答复会寄到这里，不会公开")
    attachment = forms.FileField(
        label="证明材料", required=False, help_text="PDF、JPEG 或 PNG，一个文件，不超过 10 MB"
    )
