"""编辑手册 names the buttons as the pages do, explains each of them, and shows pictures that a script takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.admin.step import Step as ArticleStep
from toolkit.steps import Step

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "编辑手册.md").read_text()
NAMED = set(re.findall(r"【([^】　]+)】", MANUAL))
WORDS = re.compile(r"(?:>|\bvalue=\")([^<>\"]+)(?:<|\")")
EDGES = ("articles/admin", "reprints/admin", "feedback", "masthead", "newsroom")


def written_in_templates() -> Iterator[str]:
    """Words between tags and on buttons; a number that a page fills in is a 1 here."""
    for template in (ROOT / "templates" / "admin").rglob("*.html"):
        text = re.sub(r"{{[^}]*}}", "1", template.read_text())
        text = re.sub(r"<span class=\"visually-hidden\">.*?</span>", "", text)
        for words in WORDS.findall(re.sub(r"{%[^%]*%}", "<", text)):
            yield words.strip()


def written_in_code() -> Iterator[str]:
    """Labels that the admin's classes give."""
    for folder in EDGES:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def steps(of: type[Any]) -> Iterator[type[Any]]:
    for step in of.__subclasses__():
        yield step
        yield from steps(step)


def test_every_button_that_the_manual_names_is_there() -> None:
    assert len(NAMED) > 40
    assert NAMED - {*written_in_templates(), *written_in_code()} == set()


def test_every_step_that_somebody_can_take_is_in_the_manual() -> None:
    labels = {step.label for of in (ArticleStep, Step) for step in steps(of) if getattr(step, "label", "")}
    assert len(labels) > 25
    # What one click beside the form takes over says so shorter there.
    assert labels - NAMED - {"采纳建议"} == set()


def test_every_picture_of_the_manual_is_taken_by_the_script() -> None:
    shown = set(re.findall(r"\]\(manual/([a-z-]+)\.jpg\)", MANUAL))
    script = ast.parse((ROOT / "docs" / "manual" / "take.py").read_text())
    tables = [
        node.value
        for node in ast.walk(script)
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)
    ]
    taken = {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}
    assert shown == taken
    assert {name for name in shown if not (ROOT / "docs" / "manual" / f"{name}.jpg").exists()} == set()


def test_every_role_has_its_chapter() -> None:
    chapters = "".join(re.findall(r"^## (.+)$", MANUAL, re.M))
    for role in ("记者", "责任编辑", "初审", "复审", "终审", "授权专员", "读者来信", "栏目维护", "系统管理"):
        assert role in chapters
