"""Text that may stand in XML 1.0: a few characters may not, however they are escaped."""

from __future__ import annotations

import re

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit(text: str) -> str:
    """`text` without the characters that no XML document may have (XML 1.0 §2.2)."""
    return NO_XML.sub("", text)
