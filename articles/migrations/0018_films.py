"""Film and sound get a place in the text, a poster, captions and a transcript."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_missing_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="film",
            field=models.ForeignKey(
                editable=False,
                help_text="this file is the captions of that one",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="captions",
                to="articles.attachment",
                verbose_name="所属视频",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="height",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="高"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="place",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="0 为正文最前面。留空：视频新闻的视频放在最前面，其他放在正文最后",
                null=True,
                verbose_name="放在第几段之后",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="poster",
            field=models.ForeignKey(
                blank=True,
                help_text="视频播放前显示的画面",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.image",
                verbose_name="封面图片",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="transcript",
            field=models.TextField(
                blank=True,
                help_text="片中或录音里说的话，给听不见、不便听的读者；可不填",
                verbose_name="文字稿",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="width",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="宽"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)), fields=("film",), name="one_captions_per_film"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("film", None), ("content_type", "text/vtt"), _connector="OR"),
                name="only_captions_belong_to_a_film",
            ),
        ),
    ]
