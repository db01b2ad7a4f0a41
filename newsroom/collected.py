"""Which of the packages' static files are collected and served: not the editor's parts that we never load."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig

PLUGINS_LEFT_OUT = (
    "adobeair autoembed bbcode codesnippet codesnippetgeshi devtools div divarea docprops embed embedbase "
    "embedsemantic exportpdf flash forms iframe iframedialog language mathjax newpage pagebreak placeholder "
    "preview print scayt sharedspace smiley sourcedialog stylesheetparser tableresize templates uicolor wsc"
)


class CollectedFiles(StaticFilesConfig):
    """Leaves out what runs on servers, talks to other companies, documents, or speaks another language."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"*.{extension}" for extension in ("php", "pl", "py", "asp", "aspx", "cfm", "md")),
        *(f"ckeditor/ckeditor/plugins/{plugin}/*" for plugin in PLUGINS_LEFT_OUT.split()),
        "ckeditor/ckeditor/adapters/*",
        "ckeditor/ckeditor/skins/moono/*",
        "ckeditor/ckeditor/*lang/[!ez]*.js",
        "ckeditor/ckeditor/*tests/*",
        "ckeditor/file-icons/*",
        "ckeditor/galleriffic/*",
    ]
