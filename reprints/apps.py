"""The rights desk as an app."""

from django.apps import AppConfig


class ReprintsConfig(AppConfig):
    name = "reprints"
    verbose_name = "转载授权"

    def ready(self) -> None:
        from articles.signals import article_corrected, article_withdrawn

        from . import licensees

        article_withdrawn.connect(licensees.tell_of_withdrawal)
        article_corrected.connect(licensees.tell_of_correction)
