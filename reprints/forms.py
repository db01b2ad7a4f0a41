"""What an applicant fills in."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from articles.models import Article
from toolkit.beijing import DateInput
from toolkit.strangers import LineField, MailField, StrangerForm, TextField

from . import rules
from .application import Application
from .models import Case

PHONE = RegexValidator(
    re.compile(r"^\+?\d[\d ()（）-]{4,24}\d(?:转\d{1,6})?\Z", re.ASCII), "电话写得不对，例如 0595-12345678"
)
ADDRESS = re.compile(r"content_(\d{1,18})\.htm\b", re.ASCII)
FILES = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png"


class ApplyForm(StrangerForm):
    """A licence request; `given` is the article whose button was pressed, or None."""

    more = TextField(
        label="同时申请的其他稿件",
        rows=3,
        max_length=2000,
        required=False,
        help_text="把稿件网址粘贴在这里，一行一个；一次最多申请10篇",
    )
    organisation = LineField(
        label="单位名称", max_length=80, help_text="与公章或登记证书一致；个人申请写姓名"
    )
    applicant_kind = forms.ChoiceField(
        label="申请人类型", choices=Case.Kind.choices, widget=forms.RadioSelect
    )
    contact = LineField(label="联系人", max_length=40)
    phone = LineField(
        label="联系电话", max_length=30, validators=[PHONE], help_text="有疑问时我们会打这个电话"
    )
    email = MailField(label="电子邮箱", max_length=120, help_text="编号和答复都会发到这里")
    medium = LineField(label="媒体或账号名称", max_length=80, help_text="稿件将出现在哪个媒体、网站或账号")
    channels = TextField(
        label="发布平台",
        rows=4,
        max_length=600,
        help_text="逐个写全，一行一个：网站写域名和ICP备案号，公众号、客户端和账号写全称。不能写“等”",
    )
    purpose = TextField(
        label="用途", max_length=500, help_text="为什么转载、怎样使用，例如：全文转载，用于本单位网站新闻栏目"
    )
    wanted_from = forms.DateField(label="使用开始日期", widget=DateInput, help_text="例如 2026-12-01")
    wanted_until = forms.DateField(
        label="使用结束日期", widget=DateInput, help_text="最长三年，到期可以再申请"
    )
    attachment = forms.FileField(
        label="证明材料",
        required=False,
        max_length=200,
        widget=forms.FileInput({"accept": FILES}),
        help_text="营业执照、登记证书或介绍信，一个 PDF、JPEG 或 PNG 文件，不超过 10 MB",
    )
    promised_to_cite = forms.BooleanField(
        label="承诺按要求注明来源和作者，不改动原意，不转给他人使用",
        error_messages={"required": "请勾选承诺，否则不能转载"},
    )
    PARTS = (
        ("稿件和使用方式", ("more", "medium", "channels", "purpose", "wanted_from", "wanted_until")),
        ("申请人", ("organisation", "applicant_kind", "contact", "phone", "email", "attachment")),
        ("承诺", ("promised_to_cite",)),
    )

    def __init__(self, *args: Any, given: Article | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        if given is None:
            self.fields["more"].label = "要转载的稿件"
            self.fields["more"].required = True
            self.fields["more"].error_messages["required"] = "请填写要转载的稿件网址"
        for name, autocomplete in {
            "organisation": "organization",
            "contact": "name",
            "phone": "tel",
            "email": "email",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.fields["phone"].widget.input_type = "tel"
        self.order_fields([name for _, names in self.PARTS for name in names])

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings with their fields."""
        return [(heading, [self[name] for name in names]) for heading, names in self.PARTS]

    def clean_more(self) -> list[Article]:
        """Every article that is asked for, the given one first."""
        lines = [line for line in self.cleaned_data["more"].splitlines() if line]
        found = [self.given] if self.given else []
        for line in lines:
            article = article_at(line, self.now)
            if article is None:
                raise ValidationError(f"没有找到这个网址的稿件，请核对：{line[:60]}")
            found.append(article)
        articles = list({article.pk: article for article in found}.values())
        if reasons := rules.reasons_not_to_receive(articles, self.now):
            raise ValidationError(reasons[0])
        return articles

    def clean_channels(self) -> str:
        if reasons := rules.reasons_against_channels(self.cleaned_data["channels"]):
            raise ValidationError(reasons[0])
        return self.cleaned_data["channels"]

    def clean_wanted_until(self) -> Any:
        begins, ends = self.cleaned_data.get("wanted_from"), self.cleaned_data["wanted_until"]
        if begins and (reasons := rules.reasons_against_term(begins, ends, self.now)):
            raise ValidationError(reasons[0])
        return ends

    def application(self) -> Application:
        """What was written, once the form is valid."""
        return Application(**{field.name: self.cleaned_data[field.name] for field in fields(Application)})


class AnswerForm(StrangerForm):
    """What the applicant answers when the desk has asked back."""

    text = TextField(label="补充内容", rows=6, max_length=1000)
    attachment = forms.FileField(
        label="附件",
        required=False,
        max_length=200,
        widget=forms.FileInput({"accept": FILES}),
        help_text="一个 PDF、JPEG 或 PNG 文件，不超过 10 MB",
    )


class WithdrawForm(StrangerForm):
    """One press on a page that only the applicant can open."""

    fastest = timedelta()


def article_at(address: str, now: datetime) -> Article | None:
    """The article that readers find at a pasted address; None where there is none."""
    named = ADDRESS.search(address)
    if named is None:
        return None
    article = Article.objects.public(now).select_related("live__source").filter(pk=int(named[1])).first()
    return article if article and article.address in address else None
