"""When readers last got other words at an address: its column, filled from the publications and corrections."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    article = apps.get_model("articles", "Article")
    stood = apps.get_model("articles", "Publication").objects.filter(article=OuterRef("pk")).order_by()
    noted = apps.get_model("articles", "Correction").objects.filter(
        article=OuterRef("pk"), published_at__isnull=False
    )
    # An import stands here since its import and is older: one publication alone is as old as it says.
    times = stood.values("article").annotate(times=Count("pk")).values("times")
    latest = stood.order_by("-since", "-id").values("since")[:1]
    changed = Case(
        When(times__gt=1, then=Greatest("published_at", Coalesce(Subquery(latest), "published_at"))),
        default=F("published_at"),
    )
    published = article.objects.filter(live__isnull=False).annotate(times=Subquery(times))
    published.update(changed_at=changed)
    latest_note = noted.order_by("-published_at").values("published_at")[:1]
    article.objects.filter(live__isnull=False, corrections__published_at__isnull=False).update(
        changed_at=Greatest("changed_at", Coalesce(Subquery(latest_note), "changed_at"))
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_nonces_of_answers")]

    operations = [
        migrations.AddField(
            "article",
            "changed_at",
            models.DateTimeField(editable=False, null=True, verbose_name="读者所见改变时间"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
