"""Two people in one text: what the form shows when somebody else has saved, and what the choices make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from toolkit.sanitiser import clean

from .. import comparing, images, merging
from ..comparing import Comparison, Part
from ..models import Article, Content, Revision
from .standing import in_beijing, name_of

TICKET = re.compile(r"[a-z0-9]{1,40}")
LISTS = ("topics", "authors", "related")
MERGE, OVER = "_merge", "over"  # names of the two buttons


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing of which there are two texts: radio buttons `name`, `chosen` before anybody has pressed one."""

    name: str
    label: str
    lines: list[list[Part]]
    chosen: str
    both: bool

    @property
    def words(self) -> str:
        return {"mine": "只有您改过", "theirs": "只有对方改过"}.get(self.chosen, "两个人都改过，请选一个")


@dataclass(frozen=True)
class Clash:
    """Somebody saved `theirs` while `mine`, begun on `base`, was being written."""

    base: Revision | None
    mine: Article
    theirs: Revision

    @property
    def sentence(self) -> str:
        begun = f"您打开的是第{self.base.number}版" if self.base else "您打开的是更早的一版"
        theirs = self.theirs
        moment = f"北京时间 {in_beijing(theirs.saved_at)}"
        saved = f"{name_of(theirs.saved_by)} 在{moment} 保存了第{theirs.number}版"
        return f"{saved}，{begun}。您写的都还在下面的表单里，对方的也没有被覆盖。"

    @property
    def next_number(self) -> int:
        return self.theirs.number + 1

    @cached_property
    def comparison(self) -> Comparison:
        return comparing.compared(self.theirs, self.mine)

    @cached_property
    def choices(self) -> list[Choice]:
        """Fields first, then the paragraphs that differ."""
        fields = [
            Choice(f"field-{change.name}", change.label, change.lines, self.changed(change.name), both=False)
            for change in self.comparison.fields
            if Content._meta.get_field(change.name).editable
        ]
        mine = as_stored(self.mine.body)
        found = merging.pieces(self.base.body if self.base else "", mine, self.theirs.body)
        return fields + [
            Choice(
                piece.key,
                f"第{place}段",
                comparing.characters(piece.theirs, piece.mine),
                piece.changed_by,
                both=bool(piece.changed_by == "both" and piece.mine and piece.theirs),
            )
            for place, piece in enumerate(found, 1)
            if piece.changed_by != "nobody"
        ]

    def changed(self, name: str) -> str:
        was = comparing.shown(self.base, name) if self.base else None
        mine, theirs = comparing.shown(self.mine, name), comparing.shown(self.theirs, name)
        return merging.changed_by(was, mine, theirs)


def clash(form: forms.BaseForm, article: Article) -> Clash | None:
    """What stands against saving this form, if somebody else has saved meanwhile."""
    newest: Revision | None = getattr(form, "latest", None)
    if newest is None or not form.is_bound or form.cleaned_data.get("on") == newest.number:
        return None
    base = article.revisions.filter(number=form.cleaned_data.get("on") or 0).first()
    return Clash(base=base, mine=article, theirs=newest)


def saved_draft(data: QueryDict) -> str:
    """Tells static/js/draft.js which draft of the browser is saved by now: a class of the message on the next page."""
    ticket = data.get("draft", "")
    return f"saved-{ticket}" if TICKET.fullmatch(ticket) else ""


def join_lists(form: forms.ModelForm, stands: Article) -> None:
    """Topics, authors and related articles have no versions: what this person added or took out since opening the
    form is done to what stands there now, so that a colleague's choice stays.
    """
    sent: Any = form.data
    for name in LISTS:
        if name not in form.cleaned_data:
            continue
        offered: Any = form.fields[name].queryset  # type: ignore[attr-defined]
        opened = pks(offered.filter(pk__in=sent.getlist(form[name].html_initial_name)))
        mine, now = pks(form.cleaned_data[name]), pks(getattr(stands, name).all())
        joined = (now | (mine - opened)) - (opened - mine)
        form.cleaned_data[name] = offered.model.objects.filter(pk__in=joined)


def pks(rows: QuerySet) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def beside(form: forms.BaseForm, article: Article) -> dict[str, Any]:
    """What the page shows above the form."""
    found = clash(form, article)
    return {"clash": found, "merged": found is None and MERGE in form.data}


def settled(data: QueryDict, article: Article) -> QueryDict:
    """What was sent, with what its choices mean: on top of the version that was shown, or merged with it."""
    number = data.get(MERGE) or data.get(OVER) or ""
    theirs = article.revisions.filter(number=int(number)).first() if number.isdecimal() else None
    if theirs is None:
        return data
    result = data.copy()
    if MERGE in data:
        on = data.get("on", "")
        base = article.revisions.filter(number=int(on)).first() if on.isdecimal() else None
        take(result, theirs, base.body if base else "")
    result["on"] = str(theirs.number)
    return result


def take(data: QueryDict, theirs: Revision, base: str) -> None:
    """Put what was chosen of `theirs` into the form, in the place of what stands there."""
    for name in Content.FIELDS:
        if data.get(f"field-{name}") == "theirs":
            data.pop(name, None)
            if (value := as_typed(theirs, name)) is not None:
                data[name] = value
    choices: Mapping[str, str] = {name: str(value) for name, value in data.items()}
    data["body"] = merging.merged(merging.pieces(base, as_stored(data.get("body", "")), theirs.body), choices)


def as_stored(body: str) -> str:
    """A text as saving would leave it, so that only what somebody wrote differs."""
    return images.sized(clean(body))


def as_typed(text: Content, name: str) -> str | None:
    """The value of a field as a browser sends it; None for a box that is not ticked."""
    value: Any = getattr(text, Content._meta.get_field(name).attname)  # type: ignore[union-attr]
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None).isoformat()
    return "" if value is None else str(value)
