from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_changed_at")]

    operations = [
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                name="changed_since_publication",
                condition=models.Q(live__isnull=True) | models.Q(changed_at__gte=models.F("published_at")),
            ),
        ),
    ]
