"""How often articles are read: counts and nothing else, never who (product F7)."""

from __future__ import annotations

from django.db import models


class ReadCount(models.Model):
    """Reads of one article in one hour; kept for eight days, then folded into its day."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="read_counts")
    hour = models.DateTimeField("时段起点")
    count = models.PositiveIntegerField("阅读次数")

    class Meta:
        verbose_name = verbose_name_plural = "每小时阅读数"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="reads_counted_once_an_hour", fields=["article", "hour"]),
            models.CheckConstraint(name="an_hour_has_reads", condition=models.Q(count__gt=0)),
        ]
        indexes = [models.Index(name="reads_by_hour", fields=["hour", "article", "count"])]

    def __str__(self) -> str:
        return f"{self.article_id} × {self.count}"


class ReadDay(models.Model):
    """Reads of one article on one day in Beijing whose hours are no longer kept."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="read_days")
    day = models.DateField("日期（北京时间）")
    count = models.PositiveIntegerField("阅读次数")

    class Meta:
        verbose_name = verbose_name_plural = "每日阅读数"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="reads_counted_once_a_day", fields=["article", "day"]),
            models.CheckConstraint(name="a_day_has_reads", condition=models.Q(count__gt=0)),
        ]
        indexes = [models.Index(name="reads_by_day", fields=["day", "article", "count"])]

    def __str__(self) -> str:
        return f"{self.article_id} × {self.count}"


class MostRead(models.Model):
    """One line of 点击排行, drawn up after each full hour, so that a page costs one query."""

    class Period(models.IntegerChoices):
        """In days, the running one included."""

        TODAY = 1, "今日"
        WEEK = 7, "本周"

    days = models.PositiveSmallIntegerField("天数", choices=Period)
    place = models.PositiveSmallIntegerField("名次")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="rankings")
    until = models.DateTimeField("统计到")

    class Meta:
        verbose_name = verbose_name_plural = "点击排行"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_article_a_place", fields=["days", "place"]),
            models.UniqueConstraint(name="ranked_once_a_list", fields=["days", "article"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_days_display()} {self.place}：{self.article_id}"
