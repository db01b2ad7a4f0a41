"""The register of requests: a row of a table for each."""

from __future__ import annotations

from datetime import date

from articles.admin.standing import in_beijing

from .models import Case

HEADINGS = (
    "编号", "状态", "收到时间", "办理期限", "稿件",
    "单位名称", "申请人类型", "联系人", "联系电话", "电子邮箱",
    "媒体或账号", "发布平台", "用途", "使用开始", "使用结束",
    "决定时间", "授权范围", "授权开始", "授权结束", "不同意的原因", "说明",
)  # fmt: skip


def row(case: Case) -> list[str | date | None]:
    titles = "；".join(requested.revision.title for requested in case.requested.all())
    return [
        case.number, case.get_state_display(), in_beijing(case.received_at), in_beijing(case.due_at), titles,
        case.organisation, case.get_applicant_kind_display(), case.contact, case.phone, case.email,
        case.medium, case.channels, case.purpose, case.wanted_from, case.wanted_until,
        in_beijing(case.decided_at), case.licensed_scope, case.licensed_from, case.licensed_until,
        case.get_refusal_display(), case.refusal_text,
    ]  # fmt: skip
