"""Who sees to an article and by when, notes between colleagues, and how often a category is expected to be fresh."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles


def give_roles(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_presence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="expected_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=14,
                help_text="超过这么多天没有新稿件，工作台提醒：动态栏目14天，公告、政策文件183天；留空则不提醒",
                null=True,
                verbose_name="更新期限（天）",
            ),
        ),
        migrations.AlterField(
            model_name="articleevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("saved", "保存"),
                    ("revision_restored", "恢复历史版本"),
                    ("discarded", "移入回收站"),
                    ("assigned", "分派"),
                    ("published", "发布"),
                    ("scheduled", "定时发布"),
                    ("unscheduled", "取消定时"),
                    ("swapped", "发布定时修改"),
                    ("moved", "调整栏目"),
                    ("withdrawn", "撤稿"),
                    ("restored", "恢复发布"),
                    ("imported", "迁移"),
                ],
                max_length=20,
                verbose_name="事项",
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField(null=True, verbose_name="截止时间")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "不急"), (1, "一般"), (2, "加急")], default=1, verbose_name="缓急"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="分派时间")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignment",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="分派人",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="分派给",
                    ),
                ),
            ],
            options={
                "verbose_name": "分派",
                "verbose_name_plural": "分派",
                "ordering": [models.OrderBy(models.F("due_at"), nulls_last=True), "-urgency", "id"],
                "permissions": [("assign", "分派稿件")],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["to", "due_at"], name="assignment_person_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("urgency__lte", 2)), name="assignment_urgency_0_to_2"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("quote", models.CharField(blank=True, max_length=200, verbose_name="原文")),
                ("text", models.CharField(max_length=500, verbose_name="便条")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="写的人",
                    ),
                ),
            ],
            options={
                "verbose_name": "便条",
                "verbose_name_plural": "便条",
                "ordering": ["-id"],
                "abstract": False,
                "default_permissions": ("add", "view"),
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="note_has_words"
                    )
                ],
            },
        ),
        migrations.RunPython(give_roles, migrations.RunPython.noop),
    ]
