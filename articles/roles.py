"""The ten roles of the newsroom and the least each needs (product C7): the one table the first migration reads."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps

VIEW_PAPER = (
    "articles.view_article articles.view_revision articles.view_publication articles.view_articleevent "
    "articles.view_image articles.view_attachment articles.view_category articles.view_topic articles.view_source"
)
WRITE = (
    "articles.add_article articles.change_article articles.submit articles.add_image "
    "articles.add_attachment articles.change_attachment articles.delete_attachment"
)
KEEP_PAPER = " ".join(
    f"articles.{action}_{model}"
    for model in ("category", "topic", "source", "slot")
    for action in ("add", "change", "view", "delete")
)
KEEP_MASTHEAD = "masthead.view_masthead masthead.change_masthead masthead.add_masthead " + " ".join(
    f"masthead.{action}_{model}"
    for model in ("footerlink", "page")
    for action in ("add", "change", "view", "delete")
)
POLICY = "masthead.view_policy masthead.add_policy masthead.change_policy"
ACCOUNTS = " ".join(
    f"auth.{action}_{model}" for model in ("user", "group") for action in ("add", "change", "view")
)
READ_ALL = (
    f"{VIEW_PAPER} articles.view_slot masthead.view_masthead masthead.view_footerlink masthead.view_page "
    "masthead.view_policy auth.view_user auth.view_group"
)
SIGN = "articles.final_review articles.publish articles.withdraw articles.correct articles.waive"

ROLES: dict[str, str] = {
    "记者": f"{VIEW_PAPER} {WRITE}",
    "责任编辑": f"{VIEW_PAPER} {WRITE} articles.change_image articles.publish",
    "初审": f"{VIEW_PAPER} articles.first_review",
    "复审": f"{VIEW_PAPER} articles.second_review",
    "终审": f"{VIEW_PAPER} {SIGN} articles.view_slot articles.change_slot articles.add_slot",
    "授权专员": f"{VIEW_PAPER} {POLICY}",
    "读者来信": VIEW_PAPER,
    "栏目维护": f"{VIEW_PAPER} {KEEP_PAPER} {KEEP_MASTHEAD}",
    "系统管理": f"{READ_ALL} {ACCOUNTS} {KEEP_PAPER} {KEEP_MASTHEAD} {POLICY}",
    "审计": READ_ALL,
}


def create(apps: Apps, *_: Any) -> None:
    """Make the groups and give each exactly what its line says; safe to run again."""
    group_model, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission").objects
    for name, line in ROLES.items():
        group, _created = group_model.objects.get_or_create(name=name)
        labels = [label.split(".") for label in line.split()]
        group.permissions.set(
            [permissions.get(content_type__app_label=app, codename=code) for app, code in labels]
        )
