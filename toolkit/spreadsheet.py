"""Tables for a spreadsheet, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

# A spreadsheet calculates a cell that begins with one of these, also behind spaces or in full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def download(name: str, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """CSV with a byte order mark, so that spreadsheets read Chinese; the first line has the headings."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def harmless(cell: object) -> str:
    """The cell as text; one that would be calculated begins with an apostrophe, which spreadsheets hide."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
