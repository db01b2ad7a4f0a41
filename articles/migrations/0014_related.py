"""相关阅读 is chosen at publication and stored."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_reviews_for_a_stricter_category")]

    operations = [
        migrations.CreateModel(
            name="Related",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("by_hand", models.BooleanField(default=False, verbose_name="人工选定")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen",
                        to="articles.article",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen_by",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "相关阅读",
                "verbose_name_plural": "相关阅读",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "other"), name="related_once"),
                    models.UniqueConstraint(fields=("article", "position"), name="related_one_at_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("other")), _negated=True),
                        name="related_to_another",
                    ),
                ],
            },
        ),
    ]
