"""Corrections, proofs of withdrawals, heads of the chain; places for what is recommended and pinned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles


def admit(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_assignments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("digest", models.CharField(max_length=64, verbose_name="指纹")),
                ("count", models.PositiveIntegerField(verbose_name="到此为止的记录数")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "记录链的锚",
                "verbose_name_plural": "记录链的锚",
                "ordering": ["-day"],
                "permissions": [("view_evidence", "导出证据")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "更正"), ("clarification", "澄清"), ("addition", "补充")],
                        max_length=14,
                        verbose_name="类别",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="说明")),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                ("dropped_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
            ],
            options={
                "verbose_name": "更正",
                "verbose_name_plural": "更正",
                "ordering": ["-published_at", "-id"],
                "permissions": [("draft_correction", "起草更正")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="WithdrawalReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="要求核对的时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="核对完成的时间")),
                ("lines", models.JSONField(default=list, verbose_name="逐处结果")),
                ("missed", models.JSONField(default=list, verbose_name="没有遇到的页面")),
                ("told", models.JSONField(default=list, verbose_name="已告知")),
            ],
            options={
                "verbose_name": "撤稿核对",
                "verbose_name_plural": "撤稿核对",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.AlterField(
            model_name="articleevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("saved", "保存"),
                    ("revision_restored", "恢复历史版本"),
                    ("discarded", "移入回收站"),
                    ("submitted", "提交审核"),
                    ("passed", "审核通过"),
                    ("returned", "退回修改"),
                    ("rejected", "不予采用"),
                    ("proposed", "建议修改"),
                    ("proposal_taken", "采纳建议"),
                    ("assigned", "分派"),
                    ("waived", "放行检查意见"),
                    ("published", "发布"),
                    ("scheduled", "定时发布"),
                    ("unscheduled", "取消定时"),
                    ("swapped", "发布定时修改"),
                    ("moved", "调整栏目"),
                    ("withdrawn", "撤稿"),
                    ("restored", "恢复发布"),
                    ("imported", "迁移"),
                    ("correction_drafted", "起草更正"),
                    ("correction_dropped", "撤回更正草稿"),
                    ("corrected", "发布更正"),
                    ("preview_shared", "生成预览链接"),
                    ("preview_revoked", "收回预览链接"),
                    ("embargoed", "设定禁发时间"),
                ],
                max_length=20,
                verbose_name="事项",
            ),
        ),
        migrations.AlterField(
            model_name="slot",
            name="place",
            field=models.CharField(
                choices=[
                    ("lead", "头条"),
                    ("carousel", "焦点图"),
                    ("recommended", "推荐位"),
                    ("pinned", "置顶"),
                ],
                max_length=12,
                verbose_name="位置",
            ),
        ),
        migrations.AddField(
            model_name="chainhead",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.articleevent",
                verbose_name="记录",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="articles.article",
                verbose_name="稿件",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="起草人",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="签发人",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="dropped_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="撤回人",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalreport",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal_reports",
                to="articles.article",
                verbose_name="稿件",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalreport",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="要求核对的人",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-published_at", "-id"], name="correction_time"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("published_at__isnull", True)),
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("published_at__isnull", False),
                        models.Q(("confirmed_by", models.F("by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="correction_has_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                ),
                name="correction_settled_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="correction_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at__isnull", True), ("published_at__isnull", True)),
                fields=("article",),
                name="one_correction_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)),
                fields=("article",),
                name="one_withdrawal_report_waits",
            ),
        ),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
