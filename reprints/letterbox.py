"""Letters of the rights desk: to the applicant, and to the desk itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from articles import rights
from masthead.models import Masthead
from toolkit import letters

from .models import Case


def confirm(case: Case, template: str, now: datetime) -> bool:
    """What a stranger's form sets off, so only so many a day; the text carries none of the sender's words."""
    return letters.send(to=case.email, template=f"reprints/{template}", context=facts_of(case), now=now)


def write(case: Case, template: str, now: datetime, **more: Any) -> bool:
    """What the desk has decided to say."""
    facts = facts_of(case) | {"articles": cited(case)} | more
    return letters.send(to=case.email, template=f"reprints/{template}", context=facts, now=now, limit=None)


def tell_desk(case: Case, template: str, now: datetime) -> bool:
    """Something has come in: the number and where to read it, no outsider's data."""
    masthead = Masthead.current()
    page = reverse("admin:reprints_case_change", args=[case.pk])
    return letters.send(
        to=masthead.rights_email or masthead.email,
        template=f"reprints/{template}",
        context={"case": case, "page": page, "articles": cited(case)},
        now=now,
        limit=None,
    )


def facts_of(case: Case) -> dict[str, Any]:
    """`case`, and `page`: the path of the applicant's page, empty where it can't be made any more."""
    return {"case": case, "page": case.page}


def cited(case: Case) -> list[dict[str, str]]:
    """The articles of a case: title, path, and the line that a reprint of each must carry."""
    paper = Masthead.current().name
    return [
        {
            "title": requested.revision.title,
            "path": requested.article.address,
            "credit": rights.of(requested.revision, paper).credit,
        }
        for requested in case.requested.select_related("article", "revision__source")
    ]
