import django.db.models.deletion
from django.db import migrations, models


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def article(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="articles.article"
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_related")]

    operations = [
        migrations.CreateModel(
            name="ReadCount",
            fields=[
                ("id", number()),
                ("hour", models.DateTimeField(verbose_name="时段起点")),
                ("count", models.PositiveIntegerField(verbose_name="阅读次数")),
                ("article", article("read_counts")),
            ],
            options={
                "verbose_name": "每小时阅读数",
                "verbose_name_plural": "每小时阅读数",
                "default_permissions": (),
                "indexes": [models.Index(fields=["hour", "article", "count"], name="reads_by_hour")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "hour"), name="reads_counted_once_an_hour"),
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="an_hour_has_reads"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadDay",
            fields=[
                ("id", number()),
                ("day", models.DateField(verbose_name="日期（北京时间）")),
                ("count", models.PositiveIntegerField(verbose_name="阅读次数")),
                ("article", article("read_days")),
            ],
            options={
                "verbose_name": "每日阅读数",
                "verbose_name_plural": "每日阅读数",
                "default_permissions": (),
                "indexes": [models.Index(fields=["day", "article", "count"], name="reads_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "day"), name="reads_counted_once_a_day"),
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="a_day_has_reads"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MostRead",
            fields=[
                ("id", number()),
                (
                    "days",
                    models.PositiveSmallIntegerField(choices=[(1, "今日"), (7, "本周")], verbose_name="天数"),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="名次")),
                ("until", models.DateTimeField(verbose_name="统计到")),
                ("article", article("rankings")),
            ],
            options={
                "verbose_name": "点击排行",
                "verbose_name_plural": "点击排行",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("days", "place"), name="one_article_a_place"),
                    models.UniqueConstraint(fields=("days", "article"), name="ranked_once_a_list"),
                ],
            },
        ),
    ]
