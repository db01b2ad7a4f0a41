"""What went out by mail and what still waits, for whoever keeps the system."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from toolkit import dispatch
from toolkit.reading_only import ReadingOnly

from .accounts import ColleagueAdmin, RoleAdmin
from .models import Mail

__all__ = ["ColleagueAdmin", "MailAdmin", "RoleAdmin"]

# The package's own pages are in English and could change what was sent.
admin.site.unregister([Attachment, Email, EmailTemplate, Log])
WORDS = {
    STATUS.sent: "已发出",
    STATUS.failed: "没有发出，已停止重试",
    STATUS.queued: "等待发送",
    STATUS.requeued: "还没有发出，会自动重试",
}


class StateFilter(admin.SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(status), word) for status, word in WORDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return (
            queryset.filter(status=self.value())
            if self.value() in {str(status) for status in WORDS}
            else queryset
        )


@admin.register(Mail)
class MailAdmin(ReadingOnly):
    """Read only; a letter that failed can be put into the queue again."""

    list_display = ("to_whom", "about", "state", "created", "tries")
    list_filter = (StateFilter,)
    fields = ("to_whom", "about", "message", "state", "why", "created", "last_change", "tries", "message_id")
    readonly_fields = fields
    ordering = ("-id",)
    actions = ("send_again",)
    show_full_result_count = False

    @admin.display(description="收件人")
    def to_whom(self, mail: Mail) -> str:
        return "、".join(mail.to) or "（满三十天，已删除）"

    @admin.display(description="主题")
    def about(self, mail: Mail) -> str:
        return mail.subject

    @admin.display(description="状态")
    def state(self, mail: Mail) -> str:
        return WORDS.get(mail.status, "")

    @admin.display(description="最近一次没有发出的原因")
    def why(self, mail: Mail) -> str:
        last = mail.logs.last()
        return f"{last.exception_type}：{last.message}" if last else ""

    @admin.display(description="最近变动")
    def last_change(self, mail: Mail) -> Any:
        return mail.last_updated

    @admin.display(description="没有成功的次数")
    def tries(self, mail: Mail) -> int:
        return mail.number_of_retries or 0

    @admin.action(description="重新发送已停止重试的邮件", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Email]) -> None:
        count = dispatch.try_again(queryset)
        messages.success(
            request, f"{count}封邮件已重新排入队列，马上再试。" if count else "所选邮件里没有已停止重试的。"
        )
