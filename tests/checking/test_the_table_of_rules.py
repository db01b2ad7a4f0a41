"""docs/checks.md lists every rule as it is."""

from __future__ import annotations

import re
from pathlib import Path

from articles.checking import TABLE
from articles.models import Finding

DOCS = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def test_every_rule_is_in_the_document_with_its_severity_and_basis() -> None:
    written = {code: tuple(map(str.strip, rest)) for code, *rest in ROW.findall(DOCS.read_text())}
    assert written == {rule.code: (rule.name, rule.severity.value, rule.basis) for rule in TABLE}


def test_a_rule_fits_its_columns() -> None:
    longest = {
        name: Finding._meta.get_field(name).max_length or 0 for name in ("rule", "basis", "suggestion")
    }
    for rule in TABLE:
        said = {"rule": rule.code, "basis": rule.basis, "suggestion": rule.suggestion}
        assert all(0 < len(words) <= longest[name] for name, words in said.items())
