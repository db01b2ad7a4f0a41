"""CKEditor 4 as this newsroom uses it (docs/decisions/0001): its tools, what was taken out, what it may write."""

from __future__ import annotations

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.templatetags.static import static
from django.urls import reverse

# Out: what calls other companies' servers (scayt, wsc, exportpdf, about), what the sanitiser would drop (colours,
# fonts, frames, forms, smileys, divisions), and `image`, which image2 replaces.
REMOVED = (
    "about bidi codesnippetgeshi colorbutton colordialog copyformatting div editorplaceholder exportpdf "
    "flash font forms iframe iframedialog image indentblock language newpage pagebreak preview print save "
    "scayt smiley templates wsc"
)
TOOLBAR: list[Any] = [
    {"name": "paragraph", "items": ["Format", "Styles"]},
    {"name": "stress", "items": ["Bold", "Underline", "Strike", "Superscript", "Subscript", "RemoveFormat"]},
    {"name": "align", "items": ["JustifyCenter", "JustifyRight"]},
    {"name": "lists", "items": ["NumberedList", "BulletedList", "Blockquote"]},
    {"name": "link", "items": ["Link", "Unlink"]},
    {"name": "insert", "items": ["Image", "Table", "HorizontalRule", "SpecialChar"]},
    {"name": "paste", "items": ["PasteText", "PasteFromWord"]},
    {"name": "tools", "items": ["Undo", "Redo", "Find", "Maximize", "ShowBlocks", "Source"]},
]
PICTURE_STYLES = (("图片四分之一宽", "w-25"), ("图片半宽", "w-50"), ("图片四分之三宽", "w-75"))
STYLES: list[dict[str, Any]] = [
    {"name": "着重号", "element": "em"},
    {"name": "段首不空格", "element": "p", "attributes": {"class": "no-indent"}},
    {"name": "图片署名", "element": "span", "attributes": {"class": "credit"}},
    *(
        {"name": name, "type": "widget", "widget": "image", "attributes": {"class": value}}
        for name, value in PICTURE_STYLES
    ),
]
# The editor's own filter would drop these when an old article is merely opened and saved. Styles that Word's text
# brings along become classes at the sanitiser.
ALSO_ALLOWED = (
    "p h2 h3 h4{text-indent,text-align}(indent,no-indent,align-center,align-right,align-justify);"
    "figure(image,align-left,align-right,w-25,w-50,w-75);"
    "img[!src,alt,width,height](align-left,align-right,w-25,w-50,w-75);"
    "figcaption; span(credit); em u s sup sub; a[!href,title]; ol[start]; blockquote;"
    "video[src,poster,controls,width,height]; audio[src,controls];"
    "source[src,type]; track[src,kind,srclang,label];"
    "table(align-center,w-25,w-50,w-75); caption thead tbody tfoot tr;"
    "td th[colspan,rowspan,scope](align-center,align-right,align-justify,w-25,w-50,w-75)"
)


def configuration() -> dict[str, Any]:
    """CKEditor's settings; everything it loads or calls lies on this site."""
    return {
        "customConfig": "",
        "language": "zh-cn",
        "contentsLanguage": "zh-CN",
        "versionCheck": False,
        "skin": "moono-lisa",
        "title": "正文编辑器",
        "width": "100%",
        "bodyClass": "body",
        "contentsCss": [static(f"css/{name}.css") for name in ("tokens", "body", "editor")],
        "toolbar": TOOLBAR,
        "stylesSet": STYLES,
        "format_tags": "p;h2;h3;h4",
        "justifyClasses": ["align-left", "align-center", "align-right", "align-justify"],
        "removePlugins": REMOVED.replace(" ", ","),
        "extraPlugins": "image2,uploadimage,autogrow",
        "autoGrow_minHeight": 420,
        "autoGrow_maxHeight": 720,
        "autoGrow_onStartup": True,
        "clipboard_handleImages": False,
        "pasteFromWordRemoveFontStyles": True,
        "disableNativeSpellChecker": True,
        "entities": False,
        "extraAllowedContent": ALSO_ALLOWED,
        "disallowedContent": "script; iframe; object; embed; *[on*]; *[id]",
        "image2_alignClasses": ["align-left", "align-center", "align-right"],
        "image2_captionedClass": "image",
        "linkDefaultProtocol": "https://",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "removeDialogTabs": "table:advanced;tableProperties:advanced;link:advanced;link:target",
        "dialog_noConfirmCancel": True,
        "filebrowserImageBrowseUrl": reverse("admin:articles_image_choose"),
        "filebrowserImageUploadUrl": reverse("admin:articles_image_upload"),
        "imageUploadUrl": reverse("admin:articles_image_upload"),
        "filebrowserWindowWidth": 1040,
        "filebrowserWindowHeight": 760,
    }


class CKEditor4(CKEditorWidget):
    """django-ckeditor's widget with our configuration and our few lines of script."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs)

    @property
    def media(self) -> forms.Media:
        """One list, because only within a list the order of scripts holds: ours speaks to the editor's."""
        theirs = super().media
        return forms.Media(
            css={"all": ["ckeditor/ckeditor.css", "css/library.css"]}, js=[*theirs._js, "js/editor.js"]
        )

    def _set_config(self) -> None:
        self.config = configuration()
