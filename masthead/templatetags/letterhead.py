"""How the office signs its letters."""

from __future__ import annotations

from django import template

from ..models import Masthead

register = template.Library()


@register.inclusion_tag("emails/signature.txt")
def signature(desk: str = "") -> dict[str, object]:
    """Name, telephone and e-mail address of the paper for the end of a letter; `desk` "rights" has its own address."""
    paper = Masthead.current()
    return {"masthead": paper, "email": (paper.rights_email if desk == "rights" else "") or paper.email}
