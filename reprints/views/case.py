"""The applicant's own page: where the request stands, and what can still be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from articles.views.stranger_form import StrangerFormView
from masthead.views import not_found
from toolkit import secret_pages

from .. import letterbox, licensing, rules
from ..forms import AnswerForm, WithdrawForm
from ..models import Case


def opened(request: HttpRequest, secret: str, now: datetime) -> Case | None:
    """The case with that secret; a wrong one, none at all and one after too many wrong ones answer alike."""
    if not secret_pages.may_try(request, now=now):
        return None
    case = Case.objects.by_secret(secret)
    if case is None:
        secret_pages.count_wrong(request, now=now)
    return case


class CaseView(TemplateView):
    """/reprints/cases/<secret>/ — number, state in words, due date, letter of decision."""

    template_name = "reprints/case.html"
    has_form = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case = opened(request, kwargs["secret"], timezone.now())
        if case is None:
            return secret_pages.closed(not_found(request, Http404()))
        self.case, self.page = case, reverse("reprints:case", args=[kwargs["secret"]])
        return secret_pages.closed(super().dispatch(request, *args, **kwargs), has_form=self.has_form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            case=self.case,
            page=self.page,
            articles=letterbox.cited(self.case),
            question=self.case.open_question,
            may_withdraw=not rules.reasons_not_to_withdraw(self.case),
            mailed=self.case.events.filter(kind="received", mailed=True).exists(),
            **kwargs,
        )


class CaseFormView(CaseView, StrangerFormView):
    """A page of the applicant with a form; gone with the step it is for."""

    has_form = True
    desk = "reprints"

    def reasons(self) -> list[str]:
        """Why the step can't be taken now."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.reasons():  # done already, or decided meanwhile: the page says how things stand
            return HttpResponse(status=303, headers={"Location": self.page})
        return super().get(request, *args, **kwargs)


class AnswerView(CaseFormView):
    """…/answer/ — what the desk has asked for."""

    template_name = "reprints/answer.html"
    form_class = AnswerForm

    def reasons(self) -> list[str]:
        return rules.reasons_not_to_answer(self.case)

    def store(self, form: AnswerForm) -> str:
        said = form.cleaned_data
        licensing.answer(case=self.case, text=said["text"], attachment=said["attachment"], now=self.now)
        return self.page


class WithdrawView(CaseFormView):
    """…/withdraw/ — the applicant no longer wants it."""

    template_name = "reprints/withdraw.html"
    form_class = WithdrawForm

    def reasons(self) -> list[str]:
        return rules.reasons_not_to_withdraw(self.case)

    def store(self, form: WithdrawForm) -> str:
        licensing.withdraw(case=self.case, now=self.now)
        return self.page
