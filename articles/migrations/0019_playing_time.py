"""Film and sound say how long they last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_films"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="seconds",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="秒数"),
        ),
    ]
