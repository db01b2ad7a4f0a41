"""Forms for people without an account: what was typed comes back, a flood is turned away."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from toolkit import flood

from ..private_files import NotAllowedFile
from ..rules import NotAllowed


class StrangerFormView(FormView):
    """Every answer to a POST is a page with what was typed, or a redirect.

    A subclass names its `desk` and says what `store` does with a valid toolkit.strangers.StrangerForm.
    """

    desk: ClassVar[str]
    now: datetime

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not flood.may_send(request, desk=self.desk, now=self.now):
            return HttpResponse(flood.TOO_MANY, status=429, content_type="text/plain; charset=utf-8")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": self.now}

    def store(self, form: Any) -> str:
        """Do it; the address to go on to. Raises NotAllowed and NotAllowedFile."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():  # a refusal does not count as a form that was stored
                if flood.may_store(self.request, desk=self.desk, now=self.now):
                    return redirect(self.store(form))
        except NotAllowedFile as refusal:
            form.add_error("attachment", str(refusal))
            return self.form_invalid(form)
        except NotAllowed as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        form.add_error(None, flood.TOO_MANY)
        return self.render_to_response(self.get_context_data(form=form), status=429)
