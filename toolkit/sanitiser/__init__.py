"""Strangers' HTML made fit for the paper."""

from .allowlist import clean, plain_text

__all__ = ["clean", "plain_text"]
