"""Letters of somebody who leaves go on to a colleague."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0002_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letterevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "收到"),
                    ("taken", "接办"),
                    ("passed_on", "转交"),
                    ("answered", "答复"),
                    ("closed", "办结"),
                    ("erased", "删除个人信息"),
                ],
                max_length=10,
                verbose_name="事项",
            ),
        ),
    ]
