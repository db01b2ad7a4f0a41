"""Where an article stands and where it comes from: categories and sources."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from toolkit.pagecache import watch
from toolkit.pinyin import free_slug

# The first words of addresses that belong to other pages; a category can't take them (design §5).
RESERVED_SLUGS = frozenset(
    "about admin archive authors corrections elder feedback feeds go hant healthz media og page preview "
    "qr reads readyz reprints robots search sitemap sources static tags topics".split()
)
PINYIN = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "地址只能用小写拼音字母、数字和连字符，例如 yaowen")


class Origin(models.TextChoices):
    """What an article is in the eyes of the copyright law (product E1, norms §4)."""

    ORIGINAL = "original", "原创"
    LICENSED = "licensed", "授权转载"
    PERMITTED = "permitted", "规定范围转载"
    GOVERNMENT = "government", "政务发布"
    CONTRIBUTED = "contributed", "来稿"
    FACT = "fact", "单纯事实消息"


@watch
class Category(models.Model):
    """A channel of the paper, at most two levels deep; slugs are flat and unique."""

    name = models.CharField("栏目名称", max_length=20, unique=True)
    slug = models.CharField(
        "地址",
        max_length=40,
        unique=True,
        validators=[PINYIN],
        help_text="用拼音，例如 yaowen；发布后不要再改",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级栏目"
    )
    description = models.CharField(
        "栏目说明", max_length=120, blank=True, help_text="给网页标签和搜索引擎使用"
    )
    keywords = models.CharField("栏目关键词", max_length=120, blank=True, help_text="多个词用逗号分开")
    position = models.PositiveSmallIntegerField("导航顺序", default=0)
    in_navigation = models.BooleanField("显示在导航", default=True)
    home_position = models.PositiveSmallIntegerField(
        "首页栏目块顺序", null=True, blank=True, help_text="留空则首页不显示"
    )
    article_position = models.PositiveSmallIntegerField(
        "文章页栏目块顺序", null=True, blank=True, help_text="填写后显示在每篇文章下面，通常选三个栏目"
    )
    required_stages = models.PositiveSmallIntegerField(
        "发布前须通过的审核",
        default=3,
        choices=[(0, "不审核"), (1, "终审"), (2, "初审、终审"), (3, "初审、复审、终审")],
    )

    expected_days = models.PositiveSmallIntegerField(
        "更新期限（天）",
        null=True,
        blank=True,
        default=14,
        help_text="超过这么多天没有新稿件，工作台提醒：动态栏目14天，公告、政策文件183天；留空则不提醒",
    )

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(name="category_stages_0_to_3", condition=models.Q(required_stages__lte=3)),
            models.CheckConstraint(
                name="category_not_own_parent", condition=~models.Q(parent=models.F("id"))
            ),
            models.CheckConstraint(
                name="category_slug_not_reserved",
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)),
                violation_error_message="这个地址已被网站的其他页面使用，请换一个",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:category", args=[self.slug])


@watch
class Source(models.Model):
    """A medium or office that texts come from; whether its rights are ours decides which clause applies."""

    class Kind(models.TextChoices):
        OWN = "own", "本网"
        SISTER = "sister", "兄弟媒体"
        OFFICIAL = "official", "党政机关"
        WIRE = "wire", "通讯社和新闻单位"
        OTHER = "other", "其他"

    name = models.CharField("来源名称", max_length=60, unique=True, help_text="读者看到的写法，例如 今日海湾")
    slug = models.CharField(
        "地址",
        max_length=40,
        unique=True,
        blank=True,
        validators=[PINYIN],
        help_text="本网的来源页是 /sources/〈地址〉/；留空则按名称自动用拼音",
    )
    url = models.URLField("网址", blank=True, help_text="来源名称链接到这里；留空则链接到本网的来源页")
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.OTHER)
    rights_held_by_us = models.BooleanField(
        "版权归本网",
        default=False,
        help_text="勾选后，这一来源的稿件适用免责声明第一条，读者可以在本网申请转载",
    )
    default_origin = models.CharField("默认稿件性质", max_length=12, choices=Origin, default=Origin.PERMITTED)

    class Meta:
        verbose_name = verbose_name_plural = "来源"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or free_slug(Source, self.name, before="laiyuan")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])
