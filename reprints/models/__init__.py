"""The nouns of the rights desk."""

from .case import Case
from .case_event import CaseEvent
from .question import Question
from .requested import RequestedArticle

__all__ = ["Case", "CaseEvent", "Question", "RequestedArticle"]
