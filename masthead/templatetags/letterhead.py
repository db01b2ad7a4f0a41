"""How the office signs its letters, and what stands on every page for some days only."""

from __future__ import annotations

from datetime import datetime

from django import template

from ..models import Masthead

register = template.Library()


@register.inclusion_tag("emails/signature.txt")
def signature(desk: str = "") -> dict[str, object]:
    """Name, telephone and e-mail address of the paper for the end of a letter; `desk` "rights" has its own address."""
    paper = Masthead.current()
    return {"masthead": paper, "email": (paper.rights_email if desk == "rights" else "") or paper.email}


@register.filter
def grey_at(masthead: Masthead, now: datetime) -> bool:
    """The site stands without colour."""
    return masthead.is_grey(now)


@register.filter
def urgent_at(masthead: Masthead, now: datetime) -> bool:
    """The urgent notice is shown."""
    return masthead.is_urgent(now)
