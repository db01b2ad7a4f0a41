"""Words of the Traditional edition, and its quotation marks; the accessibility statement has its address to itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("masthead", "0005_free_hosts")]

    operations = [
        migrations.AddField(
            model_name="masthead",
            name="corner_quotes",
            field=models.BooleanField(
                default=True,
                help_text="繁体版把“ ”和‘ ’换成「 」和『 』；简体版不变",
                verbose_name="繁体版用「」",
            ),
        ),
        migrations.CreateModel(
            name="ProtectedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="稿件里的写法，例如 于洪涛",
                        max_length=40,
                        unique=True,
                        verbose_name="简体写法",
                    ),
                ),
                (
                    "traditional",
                    models.CharField(
                        blank=True,
                        help_text="例如 于洪濤；留空，繁体版就照简体原样写。只能改字形，不能改词",
                        max_length=40,
                        verbose_name="繁体写法",
                    ),
                ),
            ],
            options={
                "verbose_name": "繁体版用字",
                "verbose_name_plural": "繁体版用字",
                "ordering": ["word"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("word", ""), _negated=True), name="protected_word_is_a_word"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", "accessibility"), _negated=True),
                name="page_of_its_own",
                violation_error_message="/about/accessibility/ 是系统自带的无障碍声明，请换一个地址",
            ),
        ),
    ]
