"""Two small tables: the epoch of the public site, and counts of what strangers do."""

from __future__ import annotations

from django.db import models


class Epoch(models.Model):
    """The one row that says how often the public site has changed; verbs lock it, so they run one after another."""

    number = models.PositiveBigIntegerField("版次", default=1)
    raised_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = verbose_name_plural = "页面版次"
        constraints = [models.CheckConstraint(name="epoch_is_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.number}"


class Tally(models.Model):
    """How often something happened in one window of time, e.g. uploads of one account in one hour."""

    key = models.CharField("计数对象", max_length=120)
    window = models.DateTimeField("时段起点")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "计数"
        constraints = [models.UniqueConstraint(name="tally_once_per_window", fields=["key", "window"])]
        indexes = [models.Index(name="tally_window", fields=["window"])]

    def __str__(self) -> str:
        return f"{self.key} × {self.count}"
