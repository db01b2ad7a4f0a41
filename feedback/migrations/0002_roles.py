"""Who may read letters, and who answers them."""

from django.db import migrations

from articles import roles


def give_roles(apps, schema_editor):
    roles.admit(apps, "feedback")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_letters"), ("articles", "0002_roles")]
    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
