"""The register of requests as a table for a spreadsheet, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from articles.models.article import BEIJING

from .models import Case

HEADINGS = (
    "编号", "状态", "收到时间", "办理期限", "稿件",
    "单位名称", "申请人类型", "联系人", "联系电话", "电子邮箱",
    "媒体或账号", "发布平台", "用途", "使用开始", "使用结束",
    "决定时间", "授权范围", "授权开始", "授权结束", "不同意的原因", "说明",
)  # fmt: skip
# A spreadsheet calculates a cell that begins with one of these, also behind spaces or in full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(cases: Iterable[Case]) -> str:
    """CSV with a byte order mark, so that spreadsheets read Chinese; the first line has the headings."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([harmless(cell) for cell in row(case)] for case in cases)
    return "\ufeff" + out.getvalue()


def row(case: Case) -> list[str | date | datetime | None]:
    titles = "；".join(requested.revision.title for requested in case.requested.all())
    return [
        case.number, case.get_state_display(), case.received_at, case.due_at, titles,
        case.organisation, case.get_applicant_kind_display(), case.contact, case.phone, case.email,
        case.medium, case.channels, case.purpose, case.wanted_from, case.wanted_until,
        case.decided_at, case.licensed_scope, case.licensed_from, case.licensed_until,
        case.get_refusal_display(), case.refusal_text,
    ]  # fmt: skip


def harmless(cell: str | date | datetime | None) -> str:
    """The cell as text; one that would be calculated begins with an apostrophe, which spreadsheets hide."""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
