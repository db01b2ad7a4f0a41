"""The blocks of a topic as an editor writes them: a line for each title, below it a line for each article."""

from __future__ import annotations

import re
from typing import Any

from .models import Article

TITLE = re.compile(r"[#＃]\s*(.*)")
NUMBER = re.compile(r"(?:.*content_)?(\d{1,18})\b")
HELP = (
    "每个版块先写一行标题，前面加 #；下面每行写一篇稿件的编号或网址，按显示的顺序。"
    "只有标题的版块自动列出专题里最新的稿件。不在版块里的稿件列在最后。"
)


def written(blocks: list[dict[str, Any]]) -> str:
    """# 工程节点, then 12　跨湾大桥主塔封顶 … — what `read` understands."""
    numbers = [number for block in blocks for number in block["articles"]]
    titles = dict(Article.objects.filter(pk__in=numbers).values_list("pk", "title"))
    lines = []
    for block in blocks:
        lines.append(f"# {block['title']}")
        lines += [f"{number}　{titles.get(number, '')}".rstrip() for number in block["articles"]]
    return "\n".join(lines)


def read(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The blocks, and what is wrong with the lines, in Chinese."""
    blocks: list[dict[str, Any]] = []
    problems, asked = [], {}
    for place, line in enumerate(map(str.strip, text.splitlines()), 1):
        if found := TITLE.fullmatch(line):
            blocks.append({"title": found[1].strip(), "articles": []})
        elif not line:
            continue
        elif not blocks:
            problems.append(f"第{place}行上面还没有版块标题，先写一行“# 标题”")
        elif found := NUMBER.match(line):
            asked[int(found[1])] = place
            blocks[-1]["articles"].append(int(found[1]))
        else:
            problems.append(
                f"第{place}行看不出是哪篇稿件，请写编号或网址，例如 128 或 /2026-11/24/content_128.htm"
            )
    known = set(Article.objects.filter(pk__in=asked).values_list("pk", flat=True))
    problems += [
        f"第{place}行：没有编号为{number}的稿件" for number, place in asked.items() if number not in known
    ]
    return blocks, problems
