"""The index of search, by the means of each database, and the searches that found nothing."""

import django.db.models.deletion
from django.db import migrations, models

from articles import roles

SHELVES = ("title", "text")
FTS5 = "CREATE VIRTUAL TABLE articles_search_{0} USING fts5(terms, content='', tokenize='ascii')"
COLUMNS = (
    "ALTER TABLE articles_searchentry ADD COLUMN {0}_terms int[] NOT NULL DEFAULT '{{}}', "
    "ADD COLUMN {0}_line text NOT NULL DEFAULT ''"
)
# Values are large, can't be compressed and are never looked at by the planner.
PLAIN = (
    "ALTER TABLE articles_searchentry ALTER COLUMN {0}_terms SET STATISTICS 0, "
    "ALTER COLUMN {0}_terms SET STORAGE EXTERNAL, ALTER COLUMN {0}_line SET STATISTICS 0"
)
# Without a waiting list, which every search would have to look through (`inverted.Gin.in_haste`).
GIN = "CREATE INDEX search_{0}_terms ON articles_searchentry USING gin ({0}_terms) WITH (fastupdate = off)"


def build(apps, editor):
    statements = (COLUMNS, PLAIN, GIN) if editor.connection.vendor == "postgresql" else (FTS5,)
    for statement in statements:
        for shelf in SHELVES:
            editor.execute(statement.format(shelf), None)


def pull_down(apps, editor):
    if editor.connection.vendor == "postgresql":
        return  # columns and indexes go with their table
    for shelf in SHELVES:
        editor.execute(f"DROP TABLE articles_search_{shelf}", None)


def admit(apps, editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_hant_override")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                ("place", models.BigIntegerField(db_index=True, verbose_name="位置")),
                ("gone_at", models.BigIntegerField(null=True, verbose_name="下线时刻")),
                ("facets", models.CharField(max_length=80, verbose_name="归类")),
            ],
            options={
                "verbose_name": "搜索索引",
                "verbose_name_plural": "搜索索引",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=60, unique=True, verbose_name="搜索的词")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="次数")),
                ("last_at", models.DateTimeField(db_index=True, verbose_name="最近一次")),
            ],
            options={
                "verbose_name": "没有结果的搜索",
                "verbose_name_plural": "没有结果的搜索",
                "ordering": ["-last_at"],
                "default_permissions": ("view",),
            },
        ),
        migrations.RunPython(build, pull_down),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
