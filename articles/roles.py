"""The ten roles of the newsroom and the least each needs (product C7): the one table that migrations read."""

from __future__ import annotations

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

VIEW_PAPER = (
    "articles.view_article articles.view_revision articles.view_publication articles.view_articleevent "
    "articles.view_image articles.view_attachment articles.view_category articles.view_topic articles.view_source "
    "articles.view_assignment articles.view_note articles.view_searchmiss"
)
WRITE = (
    "articles.add_article articles.change_article articles.submit articles.add_image "
    "articles.add_attachment articles.change_attachment articles.delete_attachment articles.add_previewlink"
)
KEEP_PAPER = "articles.confirm_topic " + " ".join(
    f"articles.{action}_{model}"
    for model in ("category", "topic", "source", "slot")
    for action in ("add", "change", "view", "delete")
    if (action, model) != ("delete", "topic")  # closed instead
)
KEEP_MASTHEAD = "masthead.view_masthead masthead.change_masthead masthead.add_masthead " + " ".join(
    f"masthead.{action}_{model}"
    for model in ("footerlink", "page", "holiday", "protectedword")
    for action in ("add", "change", "view", "delete")
)
MEND = "articles.view_missingpage articles.view_oldaddress articles.add_oldaddress articles.delete_oldaddress"
POLICY = "masthead.view_policy masthead.add_policy masthead.change_policy"
ACCOUNTS = " ".join(
    f"auth.{action}_{model}" for model in ("user", "group") for action in ("add", "change", "view")
)
READ_ALL = (
    f"{VIEW_PAPER} articles.view_slot masthead.view_masthead masthead.view_footerlink masthead.view_page "
    "masthead.view_policy masthead.view_holiday masthead.view_protectedword auth.view_user auth.view_group "
    "articles.view_missingpage articles.view_oldaddress"
)
TALK = "articles.add_note"
ASSIGN = f"{TALK} articles.assign"
READ_REQUESTS = "reprints.view_case reprints.view_caseevent"
READ_LETTERS = "feedback.view_letter feedback.view_letterevent"
SIGN = (
    "articles.final_review articles.publish articles.withdraw articles.correct articles.waive "
    "articles.draft_correction articles.add_previewlink articles.confirm_topic"
)

ROLES: dict[str, str] = {
    "记者": f"{VIEW_PAPER} {WRITE} {TALK}",
    "责任编辑": f"{VIEW_PAPER} {WRITE} articles.change_image articles.publish {ASSIGN}",
    "初审": f"{VIEW_PAPER} articles.first_review {TALK}",
    "复审": f"{VIEW_PAPER} articles.second_review {TALK}",
    "终审": f"{VIEW_PAPER} {SIGN} {ASSIGN} articles.view_slot articles.change_slot articles.add_slot "
    "articles.view_evidence",
    "授权专员": f"{VIEW_PAPER} {POLICY} {READ_REQUESTS} reprints.decide",
    "读者来信": f"{VIEW_PAPER} {READ_LETTERS} feedback.handle_letter articles.draft_correction",
    "栏目维护": f"{VIEW_PAPER} {KEEP_PAPER} {KEEP_MASTHEAD} {MEND}",
    "系统管理": f"{READ_ALL} {ACCOUNTS} articles.assign {KEEP_PAPER} {KEEP_MASTHEAD} {MEND} {POLICY} "
    "newsroom.view_mail",
    "审计": f"{READ_ALL} {READ_REQUESTS} {READ_LETTERS} articles.view_evidence",
}


def create(apps: Apps, *, of: str | None = None) -> None:
    """Make the groups and give each what its line says, or only what it says `of` one app; safe to run again.

    Apps without permissions have not been migrated yet and are passed over; their migration comes back here.
    """
    group_model, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission").objects
    rows = permissions.select_related("content_type")
    known = {(row.content_type.app_label, row.codename): row for row in rows}
    migrated = {app for app, _ in known}
    for name, line in ROLES.items():
        group, _created = group_model.objects.get_or_create(name=name)
        labels = [(app, code) for app, _, code in (label.partition(".") for label in line.split())]
        wanted = [label for label in labels if label[0] in migrated and of in {None, label[0]}]
        group.permissions.add(*(known[label] for label in wanted if label in known))


def admit(apps: Apps, app_label: str) -> None:
    """For the migration of a new app: make its permissions and give them to the roles; others stay."""
    # Django makes permissions after all migrations, and the stub of an app has no models_module.
    config = apps.get_app_config(app_label)
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, verbosity=0)
    create(apps, of=app_label)
