import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("masthead", "0002_holiday"),
    ]

    operations = [
        migrations.AddField(
            model_name="masthead",
            name="grey_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="变灰开始"),
        ),
        migrations.AddField(
            model_name="masthead",
            name="grey_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="变灰结束"),
        ),
        migrations.AddField(
            model_name="masthead",
            name="urgent_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="公告开始"),
        ),
        migrations.AddField(
            model_name="masthead",
            name="urgent_text",
            field=models.CharField(
                blank=True,
                help_text="显示在每个页面最上面，打印时也在",
                max_length=120,
                verbose_name="公告文字",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="urgent_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="公告结束"),
        ),
        migrations.AddField(
            model_name="masthead",
            name="urgent_url",
            field=models.CharField(
                blank=True,
                help_text="可不填；填了，公告后面出现“详情”",
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "^(/|https?://)", "链接以 / 开头（本站），或以 https:// 开头"
                    )
                ],
                verbose_name="公告链接",
            ),
        ),
        migrations.AddConstraint(
            model_name="masthead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grey_from__isnull", True), ("grey_until__isnull", True)),
                    models.Q(
                        ("grey_from__isnull", False),
                        ("grey_until__gt", models.F("grey_from")),
                        ("grey_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="grey_begins_and_ends",
                violation_error_message="全站灰色：开始和结束都要填写，结束要晚于开始；两个都清空就是取消",
            ),
        ),
        migrations.AddConstraint(
            model_name="masthead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("urgent_from__isnull", True), ("urgent_until__isnull", True)),
                    models.Q(
                        models.Q(("urgent_text", ""), _negated=True),
                        ("urgent_from__isnull", False),
                        ("urgent_until__gt", models.F("urgent_from")),
                        ("urgent_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="urgent_begins_and_ends",
                violation_error_message="紧急公告：文字、开始和结束都要填写，结束要晚于开始；两个时间都清空就是取消",
            ),
        ),
    ]
