"""The newsroom's desk: one module for each noun."""

from . import article, hant, history, image, missing, search, shelf, slot, taxonomy, topic

__all__ = ["article", "hant", "history", "image", "missing", "search", "shelf", "slot", "taxonomy", "topic"]
