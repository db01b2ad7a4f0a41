"""The picture library at the desk: finding pictures, taking new ones in, the facts about their rights."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html

from .. import images
from ..models import Image
from . import library

RIGHTS = ("owner", "licence_ends", "ai_generated", ("is_map", "map_number"))


class ImageForm(forms.ModelForm):
    """A picture and what is known of it; with a file only while it is new, for a picture never changes."""

    by: ClassVar[User]
    file = forms.FileField(
        label="图片文件",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text="JPEG、PNG、WebP 或 GIF，不超过 15 MB、2500 万像素；"
        "拍摄地点等隐藏信息会自动去掉，动图只保留第一帧",
    )

    class Meta:
        model = Image
        fields = ("description", "credit", "owner", "licence_ends", "ai_generated", "is_map", "map_number")

    def full_clean(self) -> None:
        """The file is taken in last, when nothing else can be wrong any more."""
        super().full_clean()
        file = self.cleaned_data.get("file") if self.is_bound and not self.errors else None
        if file is None:
            return
        now = timezone.now()
        said = self.cleaned_data
        try:
            picture = images.store(
                file=file, by=self.by, description=said["description"], credit=said["credit"], now=now
            )
        except images.NotAPicture as refusal:
            self.add_error("file", str(refusal))
            return
        if picture.uploaded_at != now:
            known = format_html(
                '<a href="{}">{}</a>', reverse("admin:articles_image_change", args=[picture.pk]), picture
            )
            self.add_error(
                "file", format_html("图片库里已经有这张图片：{}。没有重复保存，直接使用它就可以。", known)
            )
            return
        for name in ("owner", "licence_ends", "is_map", "map_number"):
            setattr(picture, name, said[name])
        picture.ai_generated = picture.ai_generated or said["ai_generated"]
        self.instance = picture


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    actions = None
    show_full_result_count = False
    list_per_page = 48
    list_display = ("thumbnail", "description", "credit", "owner", "licence_ends", "flags", "uploaded")
    list_display_links = ("description",)
    list_filter = ("ai_generated", "is_map", "uploaded_at")
    search_fields = ("description", "credit", "owner")
    search_help_text = "按图片说明、摄影或版权所有者查找"
    ordering = ("-id",)
    readonly_fields = ("picture", "facts")

    class Media:
        css: ClassVar = {"all": ["css/library.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("uploaded_by")

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        shown = ("picture", "facts") if obj else ("file",)
        return [("图片", {"fields": (*shown, "description", "credit")}), ("版权与标注", {"fields": RIGHTS})]

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        if obj:
            del form.base_fields["file"]
        return form

    def get_urls(self) -> list[URLPattern]:
        return library.urls(self.admin_site) + super().get_urls()

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """What earlier texts show must stay readable; what must not be seen is withheld, never deleted."""
        return super().has_delete_permission(request, obj) and obj is not None and not images.is_used(obj)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        images.remove(obj)

    @admin.display(description="图片")
    def thumbnail(self, picture: Image) -> str:
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', picture.url_at(320))

    @admin.display(description="图片")
    def picture(self, picture: Image) -> str:
        return format_html(
            '<a href="{}"><img class="library-picture" src="{}" alt="{}"></a>',
            picture.url, picture.url_at(1280), picture.description,
        )  # fmt: skip

    @admin.display(description="文件")
    def facts(self, picture: Image) -> str:
        withheld = "；已随撤稿停止公开，只有采编人员能看到" if picture.withheld_at else ""
        return f"{picture.width} × {picture.height} 像素，{picture.extension.upper()}{withheld}"

    @admin.display(description="标注")
    def flags(self, picture: Image) -> str:
        words = {
            "AI": picture.ai_generated,
            "地图": picture.is_map,
            "停止公开": picture.withheld_at is not None,
        }
        return "　".join(word for word, true in words.items() if true)

    @admin.display(description="上传", ordering="uploaded_at")
    def uploaded(self, picture: Image) -> str:
        who = picture.uploaded_by
        name = (f"{who.last_name}{who.first_name}" or who.username) if who else ""
        return f"{timezone.localtime(picture.uploaded_at):%Y-%m-%d %H:%M} {name}".strip()
