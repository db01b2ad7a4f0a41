from django.db import migrations, models

from articles import roles


def admit(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_search")]

    operations = [
        migrations.CreateModel(
            name="MissingPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=200, verbose_name="找不到的地址")),
                (
                    "referrer",
                    models.CharField(
                        help_text="有这个链接的网页，不含问号后面的部分",
                        max_length=200,
                        verbose_name="从哪里点来",
                    ),
                ),
                ("is_ours", models.BooleanField(verbose_name="本网的网页")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="次数")),
                ("first_at", models.DateTimeField(verbose_name="第一次")),
                ("last_at", models.DateTimeField(verbose_name="最近一次")),
            ],
            options={
                "verbose_name": "找不到的地址",
                "verbose_name_plural": "找不到的地址",
                "ordering": ["-is_ours", "-count", "-last_at"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["first_at"], name="missing_page_first"),
                    models.Index(fields=["last_at"], name="missing_page_last"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("path", "referrer"), name="missing_page_once_per_referrer"
                    )
                ],
            },
        ),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
