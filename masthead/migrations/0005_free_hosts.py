from django.db import migrations, models

import masthead.free_hosts


class Migration(migrations.Migration):
    dependencies = [
        ("masthead", "0003_grey_and_urgent"),
    ]

    operations = [
        migrations.AddField(
            model_name="masthead",
            name="free_hosts",
            field=models.TextField(
                blank=True,
                default="*.gov.cn",
                help_text="一行一个域名，例如 www.example.cn；连同下面各级域名写 *.example.cn。点击文章里通往其他网站的链接，会先出现“即将离开”的提示",
                max_length=4000,
                validators=[masthead.free_hosts.check_hosts],
                verbose_name="直接打开的网站",
            ),
        ),
    ]
