"""What the checks find, who lets it pass, and the index by which doubled headlines are found."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles
from articles.checking.titles import key

BATCH = 2000


def fill_title_keys(apps, schema_editor):
    articles = apps.get_model("articles", "Article").objects
    batch = []
    for article in articles.only("id", "title").order_by("id").iterator(BATCH):
        article.title_key = key(article.title)
        batch.append(article)
        if len(batch) == BATCH:
            articles.bulk_update(batch, ["title_key"], batch_size=200)
            batch = []
    articles.bulk_update(batch, ["title_key"], batch_size=200)


def give_roles(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="title_key",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="标题比对"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["title_key"], name="article_title_key"),
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=24, verbose_name="规则")),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "须改正"), ("confirm", "须确认"), ("hint", "提示")],
                        max_length=7,
                        verbose_name="程度",
                    ),
                ),
                ("field", models.CharField(max_length=24, verbose_name="位置")),
                ("quote", models.CharField(blank=True, max_length=80, verbose_name="原文")),
                ("offset", models.PositiveIntegerField(null=True, verbose_name="第几个字起")),
                ("message", models.CharField(max_length=200, verbose_name="问题")),
                ("basis", models.CharField(max_length=120, verbose_name="依据")),
                ("suggestion", models.CharField(max_length=200, verbose_name="建议")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="articles.revision",
                        verbose_name="版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查意见",
                "verbose_name_plural": "检查意见",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["block", "confirm", "hint"])),
                        name="finding_known_severity",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=60, verbose_name="当时的角色")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="放行人",
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiver",
                        to="articles.finding",
                        verbose_name="检查意见",
                    ),
                ),
            ],
            options={
                "verbose_name": "放行记录",
                "verbose_name_plural": "放行记录",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="waiver_has_reason"
                    )
                ],
            },
        ),
        migrations.RunPython(fill_title_keys, migrations.RunPython.noop),
        migrations.RunPython(give_roles, migrations.RunPython.noop),
    ]
