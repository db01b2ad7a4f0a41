"""What the project itself keeps: the sign of life of the keeper, and letters as the admin shows them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from post_office.models import Email

STALE_AFTER = timedelta(seconds=10)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def beat(self, now: datetime) -> int:
        """The keeper lives at `now`; any number of keepers share the one row."""
        written = self.filter(pk=1).update(at=now)
        return written or len(self.bulk_create([self.model(pk=1, at=now)], ignore_conflicts=True))

    def is_fresh(self, now: datetime) -> bool:
        """A keeper has said within the last ten seconds that it lives."""
        return self.filter(at__gt=now - STALE_AFTER).exists()


class Heartbeat(models.Model):
    """When the keeper last said that it lives: one row."""

    at = models.DateTimeField("时间")

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台进程心跳"
        default_permissions = ()
        constraints = [models.CheckConstraint(name="heartbeat_is_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class Mail(Email):
    """A letter in the queue or gone, as the admin shows it."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = verbose_name_plural = "邮件"
