"""Searches that found nothing are counted by what was asked, however it was written."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was noted before keeps its own line; in half a year it is gone."""
    apps.get_model("articles", "SearchMiss").objects.update(key=F("words"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_changed_since_publication")]

    operations = [
        migrations.AddField(
            "searchmiss",
            "key",
            models.CharField(default="", editable=False, max_length=200, verbose_name="归并"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "searchmiss",
            "key",
            models.CharField(editable=False, max_length=200, unique=True, verbose_name="归并"),
        ),
        migrations.AlterField(
            "searchmiss",
            "words",
            models.CharField(help_text="第一次有人搜时的写法", max_length=60, verbose_name="搜索的词"),
        ),
    ]
