import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles


def admit(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("articles", "0009_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce", models.CharField(max_length=64, unique=True)),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="收回时间")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preview_links",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="生成人",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                        verbose_name="版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "预览链接",
                "verbose_name_plural": "预览链接",
                "ordering": ["-id"],
                "default_permissions": ("add", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="preview_link_lasts_a_while",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agreed", "同意"), ("remark", "意见")], max_length=6, verbose_name="答复"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="称呼")),
                ("text", models.TextField(blank=True, max_length=1000, verbose_name="意见内容")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("ticket", models.CharField(max_length=64, unique=True)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="articles.previewlink",
                        verbose_name="预览链接",
                    ),
                ),
            ],
            options={
                "verbose_name": "预览答复",
                "verbose_name_plural": "预览答复",
                "ordering": ["-id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "remark"), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="preview_remark_has_words",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="embargo_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="禁发时间"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live__isnull", True),
                    ("embargo_until__isnull", True),
                    ("published_at__gte", models.F("embargo_until")),
                    _connector="OR",
                ),
                name="not_before_the_embargo",
            ),
        ),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
