from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.utils import get_files
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from articles.editor import BodyWidget
from newsroom.collected import CollectedFiles

HOLE = '<p onclick="alert(1)">字<img src=x onerror="alert(1)"><svg onload="alert(1)"></svg></p>'


def rendered(value: str | None = "") -> str:
    return str(BodyWidget().render("body", value, {"id": "id_body"}))


def text_in(html: str) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)
    assert found
    return unescape(found[1]).strip()


def configuration() -> dict[str, Any]:
    found = re.search(r'data-config="([^"]*)"', rendered())
    assert found
    return dict(json.loads(unescape(found[1])))


def test_a_text_older_than_our_rules_is_cleaned_before_the_editor_loads_it() -> None:
    assert text_in(rendered(HOLE)) == "<p>字</p>"
    assert text_in(rendered(None)) == ""


def test_what_the_editor_sends_is_cleaned_before_a_form_sees_it() -> None:
    assert BodyWidget().value_from_datadict({"body": HOLE}, {}, "body") == "<p>字</p>"
    assert BodyWidget().value_from_datadict({}, {}, "body") is None


def test_indents_and_films_are_not_lost_in_the_editor() -> None:
    allowed = configuration()["extraAllowedContent"]
    assert "{text-indent,text-align}" in allowed
    for tag in ("video[src", "audio[src", "source[src", "track[src"):
        assert tag in allowed


def test_the_editor_calls_nobody_else() -> None:
    config = configuration()
    for plugin in (
        "scayt",
        "wsc",
        "exportpdf",
        "flash",
        "iframe",
        "iframedialog",
        "forms",
        "smiley",
        "codesnippetgeshi",
        "image",
    ):
        assert plugin in config["removePlugins"].split(",")
    assert config["versionCheck"] is False
    assert config["customConfig"] == ""
    assert re.findall(r'"(?:https?:)?//[^"]+', json.dumps(config | {"linkDefaultProtocol": ""})) == []
    assert "://" not in str(BodyWidget().media)


def test_pictures_go_through_our_own_doors() -> None:
    config = configuration()
    assert config["filebrowserImageBrowseUrl"] == reverse("admin:articles_image_choose")
    assert (
        config["imageUploadUrl"]
        == config["filebrowserImageUploadUrl"]
        == reverse("admin:articles_image_upload")
    )
    assert config["clipboard_handleImages"] is False
    assert "filebrowserUploadUrl" not in config


def test_the_editor_speaks_chinese_and_writes_our_classes() -> None:
    config = configuration()
    assert config["language"] == "zh-cn"
    assert config["format_tags"] == "p;h2;h3;h4"
    assert config["image2_alignClasses"] == ["align-left", "align-center", "align-right"]
    assert any("body" in sheet for sheet in config["contentsCss"])


def test_our_script_comes_after_the_editors() -> None:
    scripts = str(BodyWidget().media)
    assert scripts.index("ckeditor/ckeditor/ckeditor.js") < scripts.index("js/editor.js")
    assert 'data-ckeditor-basepath="/static/ckeditor/ckeditor/"' in scripts


def test_another_editor_can_take_its_place(settings: LazySettings) -> None:
    settings.BODY_EDITOR = "django.forms.Textarea"
    html = rendered(HOLE)
    assert "ckeditor" not in html
    assert text_in(html) == "<p>字</p>"


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """The editor's files that are served."""
    folder = finders.find("ckeditor").removesuffix("/ckeditor")
    files = get_files(FileSystemStorage(folder), CollectedFiles.ignore_patterns)
    return {path for path in files if path.startswith("ckeditor/")}


def test_what_the_editor_loads_is_served(collected: set[str]) -> None:
    for path in ("ckeditor.js", "lang/zh-cn.js", "skins/moono-lisa/editor.css", "plugins/image2/plugin.js"):
        assert f"ckeditor/ckeditor/{path}" in collected
    assert "ckeditor/ckeditor/plugins/pastefromword/filter/default.js" in collected
    assert "ckeditor/ckeditor/plugins/image2/dialogs/image2.js" in collected
    assert "ckeditor/ckeditor/plugins/image2/lang/zh-cn.js" in collected


def test_what_runs_on_servers_or_calls_others_is_not(collected: set[str]) -> None:
    for unwanted in (
        "geshi",
        "/scayt/",
        "/wsc/",
        "/exportpdf/",
        "/flash/",
        "/samples/",
        "/tests/",
        ".php",
        ".md",
    ):
        assert [path for path in collected if unwanted in path] == []
