"""What import-linter can't see: no junk drawers, no long files, one place for each dangerous thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("newsroom", "reprints", "feedback", "articles", "masthead", "toolkit")
JUNK_DRAWERS = {"utils.py", "helpers.py", "common.py", "services.py", "misc.py"}
STATE = {
    "stage",
    "live",
    "published_at",
    "take_down_at",
    "withdrawn_at",
    "newest",
    "next_at",
    "embargo_until",
}


def sources(*folders: str) -> Iterator[Path]:
    """Python files of the given folders, migrations left out."""
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_a_junk_drawer() -> None:
    assert [name_of(path) for path in sources(*APPS, "tests") if path.name in JUNK_DRAWERS] == []


def test_no_file_or_function_is_too_long_to_read() -> None:
    too_long = []
    for path in sources(*APPS, "tests"):
        text = path.read_text()
        if text.count("\n") > 400:
            too_long.append(name_of(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50:
                too_long.append(f"{name_of(path)}:{node.name}")
    for folder, limit in {"templates/**/*.html": 150, "static/css/site.css": 1000}.items():
        too_long += [name_of(path) for path in ROOT.glob(folder) if path.read_text().count("\n") > limit]
    assert too_long == []


def assignments(path: Path) -> Iterator[str]:
    """Attribute names that the file assigns to."""
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(part, ast.Attribute):
                    yield part.attr


def test_the_state_of_an_article_is_written_in_verb_modules_only() -> None:
    verbs = {f"articles/{name}.py" for name in ("revising", "reviewing", "stricter", "publishing")}
    writers = {name_of(path) for path in sources(*APPS) for name in assignments(path) if name in STATE}
    assert writers <= verbs


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"mark_safe\(|\|safe\b|SafeString\(|autoescape off", {"articles/templatetags/reading.py"}),
        (r"\b(post_save|pre_delete|post_delete|m2m_changed)\b", {"toolkit/pagecache.py"}),
        (r"ckeditor_uploader", set()),
        (r"\.extra\(|RawSQL\(", set()),
        (r"csrf_exempt", {"articles/views/reads.py"}),
    ],
)
def test_each_dangerous_thing_has_one_place(pattern: str, allowed: set[str]) -> None:
    files = [*sources(*APPS), *(ROOT / "templates").rglob("*.html")]
    users = {name_of(path) for path in files if re.search(pattern, path.read_text())}
    assert users <= allowed


def test_no_template_has_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.I)
    assert [name_of(p) for p in (ROOT / "templates").rglob("*.html") if inline.search(p.read_text())] == []


def test_every_variable_and_command_is_described_in_the_documentation() -> None:
    written = "\n".join(path.read_text() for path in (ROOT / "docs").rglob("*.md"))
    settings = (ROOT / "newsroom" / "settings.py").read_text()
    asked = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    commands = {p.stem for app in APPS for p in (ROOT / app / "management" / "commands").glob("[a-z]*.py")}
    assert {name for name in asked | commands if f"`{name}" not in written} == set()
