"""What the publisher says about itself: masthead, footer links, pages, reprint policy, holidays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from toolkit import hanzi
from toolkit.pagecache import watch
from toolkit.sanitiser import clean

from .free_hosts import check_hosts

HERE_OR_OUTSIDE = RegexValidator(r"^(/|https?://)", "链接以 / 开头（本站），或以 https:// 开头")


@watch
class Masthead(models.Model):
    """Name, imprint and registrations of the paper: exactly one row, every number is data (norms 0.5, 1.21)."""

    name = models.CharField("网站名称", max_length=40, default="新闻网")
    tagline = models.CharField("一句话介绍", max_length=60, blank=True, help_text="印在报头网站名称下面")
    host = models.CharField("主办单位", max_length=80, blank=True)
    description = models.CharField(
        "网站简介", max_length=200, blank=True, help_text="给搜索引擎和网页标签使用"
    )
    keywords = models.CharField("网站关键词", max_length=200, blank=True, help_text="多个词用逗号分开")
    address = models.CharField("地址", max_length=120, blank=True)
    postcode = models.CharField(
        "邮政编码", max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}$", "邮政编码是6位数字")]
    )
    phone = models.CharField("值班电话", max_length=40, blank=True)
    email = models.EmailField("联系邮箱", blank=True)
    rights_email = models.EmailField("转载授权邮箱", blank=True, help_text="印在转载声明和转载按钮旁边")
    report_phone = models.CharField("违法和不良信息举报电话", max_length=40, blank=True)
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField(
        "公安备案号",
        max_length=40,
        blank=True,
        help_text="例：闽公网安备 00000000000000号，填写后页脚显示并链接到查询页",
    )
    news_licence = models.CharField("互联网新闻信息服务许可证编号", max_length=40, blank=True)
    site_id_code = models.CharField(
        "网站标识码", max_length=20, blank=True, help_text="没有登记就留空，页面不显示"
    )
    chief_editor = models.CharField("总编辑", max_length=40, blank=True)
    copyright_line = models.CharField(
        "版权声明行", max_length=120, default="版权所有　未经授权，不得转载或建立镜像"
    )
    corner_quotes = models.BooleanField(
        "繁体版用「」", default=True, help_text="繁体版把“ ”和‘ ’换成「 」和『 』；简体版不变"
    )
    free_hosts = models.TextField(
        "直接打开的网站",
        max_length=4000,
        blank=True,
        default="*.gov.cn",
        validators=[check_hosts],
        help_text="一行一个域名，例如 www.example.cn；连同下面各级域名写 *.example.cn。"
        "点击文章里通往其他网站的链接，会先出现“即将离开”的提示",
    )

    grey_from = models.DateTimeField("变灰开始", null=True, blank=True)
    grey_until = models.DateTimeField("变灰结束", null=True, blank=True)
    urgent_text = models.CharField(
        "公告文字", max_length=120, blank=True, help_text="显示在每个页面最上面，打印时也在"
    )
    urgent_url = models.CharField(
        "公告链接",
        max_length=200,
        blank=True,
        validators=[HERE_OR_OUTSIDE],
        help_text="可不填；填了，公告后面出现“详情”",
    )
    urgent_from = models.DateTimeField("公告开始", null=True, blank=True)
    urgent_until = models.DateTimeField("公告结束", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报头与版权信息"
        constraints = [
            models.CheckConstraint(name="masthead_is_one_row", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="grey_begins_and_ends",
                condition=models.Q(grey_from__isnull=True, grey_until__isnull=True)
                | models.Q(
                    grey_from__isnull=False, grey_until__isnull=False, grey_until__gt=models.F("grey_from")
                ),
                violation_error_message="全站灰色：开始和结束都要填写，结束要晚于开始；两个都清空就是取消",
            ),
            models.CheckConstraint(
                name="urgent_begins_and_ends",
                condition=models.Q(urgent_from__isnull=True, urgent_until__isnull=True)
                | models.Q(
                    ~models.Q(urgent_text=""),
                    urgent_from__isnull=False,
                    urgent_until__isnull=False,
                    urgent_until__gt=models.F("urgent_from"),
                ),
                violation_error_message="紧急公告：文字、开始和结束都要填写，结束要晚于开始；两个时间都清空就是取消",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Masthead:
        """The one row; unsaved defaults where nobody has filled it in yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def is_grey(self, now: datetime) -> bool:
        """The whole site stands without colour, as on days of mourning."""
        return (
            self.grey_from is not None
            and self.grey_until is not None
            and self.grey_from <= now < self.grey_until
        )

    def is_urgent(self, now: datetime) -> bool:
        """The urgent notice stands on top of every page."""
        begun, ends = self.urgent_from, self.urgent_until
        return bool(self.urgent_text) and begun is not None and ends is not None and begun <= now < ends

    @property
    def police_digits(self) -> str:
        """The digits of the police number, for the address of its register page (norms 1.23)."""
        return "".join(filter(str.isdigit, self.police_number))


@watch
class FooterLink(models.Model):
    """A line in the imprint: 关于我们, 广告服务, 法律顾问 …"""

    title = models.CharField("文字", max_length=20)
    url = models.CharField(
        "链接",
        max_length=200,
        validators=[HERE_OR_OUTSIDE],
        help_text="本站地址以 / 开头，例如 /about/guanyu/；外部网站以 https:// 开头，打开前有离站提示",
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "页脚链接"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


@watch
class Page(models.Model):
    """A static page: about us, advertising, legal counsel."""

    slug = models.SlugField("地址", unique=True, help_text="页面地址是 /about/〈地址〉/")
    title = models.CharField("标题", max_length=60)
    body = models.TextField("正文", blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "固定页面"
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                name="page_of_its_own",
                condition=~models.Q(slug="accessibility"),
                violation_error_message="/about/accessibility/ 是系统自带的无障碍声明，请换一个地址",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.body = clean(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("masthead:page", args=[self.slug])


class PolicyQuerySet(models.QuerySet["Policy"]):
    def in_force(self, now: datetime) -> PolicyQuerySet:
        """Policies that have begun, the one that counts first."""
        return self.filter(in_force_from__lte=now).order_by("-in_force_from", "-number")


@watch
class Policy(models.Model):
    """One version of the reprint policy; a version that has come into force is kept as it was."""

    number = models.PositiveIntegerField("版本", unique=True)
    title = models.CharField("标题", max_length=40, default="转载声明")
    in_force_from = models.DateTimeField("生效时间（北京时间）", default=timezone.now)
    clause_ours = models.TextField(
        "免责声明第一条", help_text="对本网拥有版权的稿件：可用 {name} 代表网站名称"
    )
    clause_others = models.TextField("免责声明第二条", help_text="对转载稿件：可用 {name} 代表网站名称")
    body = models.TextField("正文", blank=True, help_text="怎样申请、怎样署名、费用、由谁决定")

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "转载声明"
        ordering = ["-number"]
        constraints = [models.CheckConstraint(name="policy_number_from_1", condition=models.Q(number__gte=1))]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.body = clean(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("masthead:policy-version", args=[self.number])


class Holiday(models.Model):
    """A day on which the office does not follow the week: a public holiday, or a weekend day worked."""

    date = models.DateField("日期", unique=True)
    name = models.CharField("名称", max_length=20, help_text="例如 春节、春节调休上班")
    works = models.BooleanField(
        "这天上班", default=False, help_text="周末调休上班的日子勾选；放假的日子不勾选"
    )

    class Meta:
        verbose_name = verbose_name_plural = "节假日和调休"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"


@watch
class ProtectedWord(models.Model):
    """A word that the Traditional edition writes in one way: a name, or what OpenCC gets wrong (see migration 0008)."""

    word = models.CharField("简体写法", max_length=40, unique=True, help_text="稿件里的写法，例如 于洪涛")
    traditional = models.CharField(
        "繁体写法",
        max_length=40,
        blank=True,
        help_text="例如 于洪濤；留空，繁体版就照简体原样写。只能改字形，不能改词",
    )

    class Meta:
        verbose_name = verbose_name_plural = "繁体版用字"
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(name="protected_word_is_a_word", condition=~models.Q(word="")),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.traditional or self.word}"

    def clean(self) -> None:
        if self.traditional:
            hanzi.check_form(self.word, self.traditional)

    @classmethod
    def forms(cls) -> hanzi.Forms:
        """Each word with the form that stands for it."""
        rows = cls.objects.order_by().values_list("word", "traditional")
        return hanzi.Forms((word, form or word) for word, form in rows)
