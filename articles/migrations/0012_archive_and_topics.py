"""Shelves of sources, bylines and tags; topics with a second person; the index of the archive."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from articles import bylines, roles, shelving
from toolkit.pinyin import free_slug

BATCH = 2000
KINDS = ("TagUse", "BylineUse", "SourceUse")


def name_sources(apps, schema_editor):
    model = apps.get_model("articles", "Source")
    for source in model.objects.filter(slug="").order_by("id"):
        source.slug = free_slug(model, source.name, before="laiyuan")
        source.save(update_fields=["slug"])


class Rows:
    """Rows of one shelf on their way into the database, in batches."""

    def __init__(self, model):
        self.model, self.rows = model, []

    def add(self, **facts):
        self.rows.append(self.model(**facts))
        if len(self.rows) >= BATCH:
            self.write()

    def write(self):
        self.model.objects.bulk_create(self.rows)
        self.rows = []


def fill_shelves(apps, schema_editor):
    """What publishing has kept since: each live article under its tags, its people, its source."""
    known = {}

    def row(kind, name, before):
        model = apps.get_model("articles", kind)
        if (kind, name) not in known:
            slug = free_slug(model, name, before=before)
            known[kind, name] = model.objects.create(name=name, slug=slug)
        return known[kind, name]

    live = apps.get_model("articles", "Article").objects.exclude(live=None).exclude(published_at=None)
    facts = live.values_list("id", "published_at", "live__keywords", "live__byline", "live__source_id")
    tags, people, sources = (Rows(apps.get_model("articles", kind)) for kind in KINDS)
    for pk, at, keywords, byline, source in facts.order_by("id").iterator(BATCH):
        for name in shelving.tags(keywords):
            tags.add(tag=row("Tag", name, "biaoqian"), article_id=pk, at=at)
        for name in bylines.names(byline):
            people.add(byline=row("Byline", name, "zuozhe"), article_id=pk, at=at)
        if source:
            sources.add(source_id=source, article_id=pk, at=at)
    for rows in (tags, people, sources):
        rows.write()


def import_topics(apps, schema_editor):
    """What readers see of a topic today stays before them; the next change takes a second person."""
    now = timezone.now()
    for topic in apps.get_model("articles", "Topic").objects.all():
        topic.confirmed_at = now
        topic.save(update_fields=["confirmed_at"])
        apps.get_model("articles", "TopicEdition").objects.create(
            topic=topic, name=topic.name, lead_text=topic.lead_text, cover=topic.cover,
            imported=True, proposed_at=now, confirmed_at=now,
        )  # fmt: skip


def admit(apps, schema_editor):
    roles.admit(apps, "articles")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_reads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="署名")),
                ("slug", models.CharField(max_length=40, unique=True, verbose_name="地址")),
            ],
            options={
                "verbose_name": "署名",
                "verbose_name_plural": "署名",
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="BylineUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "稿件署名",
                "verbose_name_plural": "稿件署名",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SourceUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "稿件来源",
                "verbose_name_plural": "稿件来源",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="标签")),
                ("slug", models.CharField(max_length=40, unique=True, verbose_name="地址")),
            ],
            options={
                "verbose_name": "标签",
                "verbose_name_plural": "标签",
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TagUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "稿件标签",
                "verbose_name_plural": "稿件标签",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TopicEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=30, verbose_name="专题名称")),
                ("lead_text", models.TextField(blank=True, verbose_name="导语")),
                ("blocks", models.JSONField(default=list, verbose_name="版块")),
                ("archived", models.BooleanField(default=False, verbose_name="归档")),
                ("imported", models.BooleanField(default=False, verbose_name="迁移")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("dropped_at", models.DateTimeField(null=True, verbose_name="退回时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="退回理由")),
            ],
            options={
                "verbose_name": "专题版本",
                "verbose_name_plural": "专题版本",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="topic",
            options={
                "ordering": ["position", "-id"],
                "permissions": [("confirm_topic", "确认专题")],
                "verbose_name": "专题",
                "verbose_name_plural": "专题",
            },
        ),
        migrations.RemoveConstraint(
            model_name="category",
            name="category_slug_not_reserved",
        ),
        migrations.AddField(
            model_name="source",
            name="slug",
            field=models.CharField(
                blank=True,
                help_text="本网的来源页是 /sources/〈地址〉/；留空则按名称自动用拼音",
                max_length=40,
                default="",
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "地址只能用小写拼音字母、数字和连字符，例如 yaowen"
                    )
                ],
                verbose_name="地址",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="archived_on",
            field=models.DateField(editable=False, null=True, verbose_name="归档日期"),
        ),
        migrations.AddField(
            model_name="topic",
            name="blocks",
            field=models.JSONField(default=list, editable=False, verbose_name="版块"),
        ),
        migrations.AddField(
            model_name="topic",
            name="confirmed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="确认时间"),
        ),
        migrations.AlterField(
            model_name="source",
            name="url",
            field=models.URLField(
                blank=True, help_text="来源名称链接到这里；留空则链接到本网的来源页", verbose_name="网址"
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="on_home",
            field=models.BooleanField(
                default=True, help_text="归档以后不再显示在首页", verbose_name="显示在首页"
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="slug",
            field=models.CharField(
                help_text="用拼音，例如 kuawan-daqiao；以后不要再改",
                max_length=40,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "地址只能用小写拼音字母、数字和连字符，例如 yaowen"
                    )
                ],
                verbose_name="地址",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["published_at", "withdrawn_at", "take_down_at", "live"], name="article_archive"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug__in",
                        [
                            "about",
                            "admin",
                            "archive",
                            "authors",
                            "corrections",
                            "elder",
                            "feedback",
                            "feeds",
                            "go",
                            "hant",
                            "healthz",
                            "media",
                            "og",
                            "page",
                            "preview",
                            "qr",
                            "reads",
                            "readyz",
                            "reprints",
                            "robots",
                            "search",
                            "sitemap",
                            "sources",
                            "static",
                            "tags",
                            "topics",
                        ],
                    ),
                    _negated=True,
                ),
                name="category_slug_not_reserved",
                violation_error_message="这个地址已被网站的其他页面使用，请换一个",
            ),
        ),
        migrations.AddField(
            model_name="bylineuse",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="byline_uses", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="bylineuse",
            name="byline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="articles.byline"
            ),
        ),
        migrations.AddField(
            model_name="sourceuse",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="source_use", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="sourceuse",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="articles.source"
            ),
        ),
        migrations.AddField(
            model_name="taguse",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tag_uses", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="taguse",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="articles.tag"
            ),
        ),
        migrations.AddField(
            model_name="topicedition",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="确认人",
            ),
        ),
        migrations.AddField(
            model_name="topicedition",
            name="cover",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.image",
                verbose_name="题图",
            ),
        ),
        migrations.AddField(
            model_name="topicedition",
            name="dropped_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="退回人",
            ),
        ),
        migrations.AddField(
            model_name="topicedition",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="提出人",
            ),
        ),
        migrations.AddField(
            model_name="topicedition",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.topic",
                verbose_name="专题",
            ),
        ),
        migrations.AddIndex(
            model_name="bylineuse",
            index=models.Index(fields=["byline", "-at", "-article"], name="byline_use_time"),
        ),
        migrations.AddConstraint(
            model_name="bylineuse",
            constraint=models.UniqueConstraint(fields=("article", "byline"), name="byline_once_per_article"),
        ),
        migrations.AddIndex(
            model_name="sourceuse",
            index=models.Index(fields=["source", "-at", "-article"], name="source_use_time"),
        ),
        migrations.AddIndex(
            model_name="taguse",
            index=models.Index(fields=["tag", "-at", "-article"], name="tag_use_time"),
        ),
        migrations.AddConstraint(
            model_name="taguse",
            constraint=models.UniqueConstraint(fields=("article", "tag"), name="tag_once_per_article"),
        ),
        migrations.AddConstraint(
            model_name="topicedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("imported", True),
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="topic_edition_has_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("imported", True), ("proposed_by__isnull", False), _connector="OR"),
                name="topic_edition_has_a_first_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                ),
                name="topic_edition_settled_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at__isnull", True), ("dropped_at__isnull", True)),
                fields=("topic",),
                name="one_topic_edition_waits",
            ),
        ),
        migrations.RunPython(name_sources, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="source",
            name="slug",
            field=models.CharField(
                blank=True,
                help_text="本网的来源页是 /sources/〈地址〉/；留空则按名称自动用拼音",
                max_length=40,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "地址只能用小写拼音字母、数字和连字符，例如 yaowen"
                    )
                ],
                verbose_name="地址",
            ),
        ),
        migrations.RunPython(fill_shelves, migrations.RunPython.noop),
        migrations.RunPython(import_topics, migrations.RunPython.noop),
        migrations.RunPython(admit, migrations.RunPython.noop),
    ]
