"""The nouns of the readers' desk."""

from .letter import Letter
from .letter_event import LetterEvent

__all__ = ["Letter", "LetterEvent"]
