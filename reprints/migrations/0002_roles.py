"""The roles get what they need at the rights desk, and the holidays that its due dates are counted by."""

from django.db import migrations

from articles import roles


def admit(apps, schema_editor):
    for app_label in ("reprints", "masthead"):
        roles.admit(apps, app_label)


class Migration(migrations.Migration):
    dependencies = [("reprints", "0001_cases"), ("articles", "0002_roles"), ("masthead", "0002_holiday")]
    operations = [migrations.RunPython(admit, migrations.RunPython.noop)]
