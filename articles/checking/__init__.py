"""Checks before publication: what a saved text lacks or shows that it should not, and letting it pass."""

from .examining import examine
from .table import TABLE, Rule
from .titles import key
from .waiving import reasons_not_to_waive, waive

__all__ = ["TABLE", "Rule", "examine", "key", "reasons_not_to_waive", "waive"]
