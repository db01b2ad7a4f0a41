"""Glyphs of single articles in the Traditional edition; the roles that keep its words."""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.hant_override
from articles import roles


def admit(apps, schema_editor):
    roles.admit(apps, "masthead")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_archive_and_topics"), ("masthead", "0004_traditional")]

    operations = [
        migrations.CreateModel(
            name="HantOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lines",
                    models.TextField(
                        help_text="每行一个词，左边照稿件里的简体，右边是繁体版的写法，例如：于洪涛=于洪濤。"
                        "只能改字形，不能改词；只对这篇稿件和指向它的标题有效",
                        max_length=4000,
                        validators=[articles.models.hant_override.check_lines],
                        verbose_name="用字",
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        help_text="填稿件编号",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hant_override",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
            ],
            options={
                "verbose_name": "单篇繁体用字",
                "verbose_name_plural": "单篇繁体用字",
                "ordering": ["-article_id"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
