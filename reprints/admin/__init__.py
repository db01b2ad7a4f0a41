"""The desk of the 授权专员."""

from . import case

__all__ = ["case"]
