"""Who may look at the mail that went out."""

from django.db import migrations

from articles import roles


def give_roles(apps, schema_editor):
    roles.admit(apps, "newsroom")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_keeper"), ("articles", "0002_roles")]
    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
