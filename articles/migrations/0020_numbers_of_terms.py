"""PostgreSQL numbers the terms of search in another way: its index begins anew, `manage.py reindex` fills it."""

from django.db import migrations


def begin_anew(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DELETE FROM articles_searchentry")


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_playing_time")]

    operations = [migrations.RunPython(begin_anew, migrations.RunPython.noop)]
