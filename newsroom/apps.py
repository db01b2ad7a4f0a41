"""The project as an app, for its commands, and the admin site in the newsroom's words."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "编辑部"

    def ready(self) -> None:
        from . import notices

        notices.connect()


class NewsroomAdminConfig(AdminConfig):
    default_site = "newsroom.desk.NewsroomAdmin"
