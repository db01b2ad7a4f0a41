"""The app's name in the admin."""

from django.apps import AppConfig


class MastheadConfig(AppConfig):
    name = "masthead"
    verbose_name = "报头与版权"
