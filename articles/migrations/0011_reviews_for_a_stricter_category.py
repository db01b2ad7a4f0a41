"""A round of its own for a stricter category; answers to previews are erased; 审稿记录 of a day by an index."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_preview_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="previewanswer",
            name="preview_remark_has_words",
        ),
        migrations.AddField(
            model_name="previewanswer",
            name="erased_at",
            field=models.DateTimeField(null=True, verbose_name="个人信息删除时间"),
        ),
        migrations.AddField(
            model_name="round",
            name="for_category",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.category",
                verbose_name="补审后调往的栏目",
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
                    ("submitted", "提交审核"),
                    ("passed", "审核通过"),
                    ("returned", "退回修改"),
                    ("rejected", "不予采用"),
                    ("proposed", "建议修改"),
                    ("proposal_taken", "采纳建议"),
                    ("assigned", "分派"),
                    ("taken_over", "接手"),
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
            model_name="previewanswer",
            name="name",
            field=models.CharField(blank=True, max_length=40, verbose_name="称呼"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["at", "id"], name="review_at"),
        ),
        migrations.AddConstraint(
            model_name="previewanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "remark"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    ("erased_at__isnull", False),
                    _connector="OR",
                ),
                name="preview_remark_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="preview_answer_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("again", False), ("for_category__isnull", True), _connector="OR"),
                name="round_has_one_purpose",
            ),
        ),
    ]
