"""What the editor asks of the picture library: taking in what is dropped or pasted, offering a choice."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import ListView, View

from toolkit import throttle

from .. import images
from ..models import Image

HAN = re.compile("[\u4e00-\u9fff]")
UPLOADS_AN_HOUR = 200
TOO_MANY = f"一小时内最多上传 {UPLOADS_AN_HOUR} 张图片，这一张没有保存。请稍后再传。"


def urls(site: AdminSite) -> list[URLPattern]:
    """Both behind the admin's own door: staff only, CSRF checked, never cached."""
    return [
        path("upload/", site.admin_view(UploadView.as_view()), name="articles_image_upload"),
        path("choose/", site.admin_view(ChooseView.as_view(site=site)), name="articles_image_choose"),
    ]


def take_in(*, file: Any, by: User, description: str, credit: str = "") -> Image:
    """One upload of this account into the library; raises images.NotAPicture, also when there are too many."""
    now = timezone.now()
    if not throttle.allow(key=f"picture:{by.pk}", limit=UPLOADS_AN_HOUR, period=timedelta(hours=1), now=now):
        raise images.NotAPicture(TOO_MANY)
    return images.store(file=file, by=by, description=description, credit=credit, now=now)


class UploadView(PermissionRequiredMixin, View):
    """POST `upload` → CKEditor's JSON: {uploaded: 1, fileName, url} or {uploaded: 0, error: {message}}."""

    permission_required = "articles.add_image"
    raise_exception = True
    http_method_names = ["post"]

    def handle_no_permission(self) -> HttpResponse:  # type: ignore[override]
        return refused("您的账号不能上传图片，请联系责任编辑。", status=403)

    def post(self, request: HttpRequest) -> HttpResponse:
        file = request.FILES.get("upload")
        if file is None:
            return refused("没有收到图片文件，请重新选择。")
        try:
            picture = take_in(file=file, by=request.user, description=described_by(file.name or ""))  # type: ignore[arg-type]
        except images.NotAPicture as refusal:
            return refused(str(refusal))  # 200: CKEditor shows the sentence of no other answer
        return JsonResponse(
            {"uploaded": 1, "fileName": picture.path().rpartition("/")[2], "url": picture.url}
        )


def described_by(name: str) -> str:
    """A file that somebody named in Chinese says what is on it; image-2026 and DSC_0042 say nothing."""
    stem = PurePath(name).stem
    return stem if HAN.search(stem) else "未写说明"


def refused(sentence: str, status: int = 200) -> JsonResponse:
    return JsonResponse({"uploaded": 0, "error": {"message": sentence}}, status=status)


class QuickUploadForm(forms.Form):
    """The few words without which a picture can't be found again."""

    file = forms.FileField(
        label="图片文件", widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/gif"})
    )
    description = forms.CharField(label="图片说明", max_length=120, help_text="图上是什么")
    credit = forms.CharField(label="摄影/作者", max_length=40, required=False)


class ChooseView(PermissionRequiredMixin, ListView):
    """The window that the editor opens: pictures to choose from, newest first, and a form for a new one.

    `CKEditorFuncNum` names the editor's waiting function, `q` searches, `picked` was just taken in.
    """

    permission_required = "articles.view_image"
    raise_exception = True
    template_name = "admin/articles/image/choose.html"
    paginate_by = 24
    site: AdminSite = admin.site

    def get_queryset(self) -> QuerySet[Image]:
        found = Image.objects.filter(withheld_at__isnull=True).order_by("-id")
        for word in self.request.GET.get("q", "").split():
            found = found.filter(Q(description__icontains=word) | Q(credit__icontains=word))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", QuickUploadForm())
        waiting, picked = self.request.GET.get("CKEditorFuncNum", ""), self.request.GET.get("picked", "")
        context = super().get_context_data(**kwargs)
        context |= self.site.each_context(self.request) | {
            "is_popup": True,
            "title": "选择图片",
            "query": self.request.GET.get("q", ""),
            "waiting": waiting if waiting.isdecimal() else "",
            "picked": int(picked) if picked.isdecimal() else None,
            "may_upload": self.request.user.has_perm("articles.add_image"),
        }
        return context | {"grid": [(picture, picture.url_at(320)) for picture in context["page_obj"]]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take a new picture in, and come back with it in front."""
        if not request.user.has_perm("articles.add_image"):
            return self.handle_no_permission()
        form = QuickUploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                picture = take_in(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
                waiting = request.GET.get("CKEditorFuncNum", "")
                return redirect(
                    f"{request.path}?{urlencode({'CKEditorFuncNum': waiting, 'picked': str(picture.pk)})}"
                )
            except images.NotAPicture as refusal:
                form.add_error("file", str(refusal))
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))
