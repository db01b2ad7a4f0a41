"""The rights desk as an app."""

from django.apps import AppConfig


class ReprintsConfig(AppConfig):
    name = "reprints"
    verbose_name = "转载授权"
