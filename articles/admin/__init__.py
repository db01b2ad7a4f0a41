"""The newsroom's desk: one module for each noun."""

from . import article, history, image, slot, taxonomy

__all__ = ["article", "history", "image", "slot", "taxonomy"]
