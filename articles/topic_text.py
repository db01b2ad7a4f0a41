"""The blocks of a topic as an editor writes them: a line for each title, below it a line for each article."""

from __future__ import annotations

import re
from typing import Any

from .models import Article

TITLE = re.compile(r"[#＃]\s*(.*)")
IN_ADDRESS = re.compile(r"content_(\d+)\b")
BARE = re.compile(r"(\d+)\s+.+")
LONGEST_NUMBER = 18  # digits
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
        lines += [f"{number}　{spoken(titles.get(number, ''))}".rstrip() for number in block["articles"]]
    return "\n".join(lines)


def spoken(title: str) -> str:
    """A title that is more than numbers; any other would be read as a second article."""
    return title if any(map(str.isalpha, title)) else ""


def numbers(line: str) -> list[int]:
    """The articles that a line names by number or by address; none where that can't be read."""
    bare = BARE.fullmatch(line)
    found = re.findall(r"\d+", line)  # 12 13, or 2、3: no words at all
    if spoken(line):
        found = ([bare[1]] if bare else []) + IN_ADDRESS.findall(line)
    return [int(one) for one in found] if all(len(one) <= LONGEST_NUMBER for one in found) else []


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
        elif len(named := numbers(line)) == 1:
            asked[named[0]] = place
            blocks[-1]["articles"].append(named[0])
        elif named:
            problems.append(f"第{place}行有几个编号，请一行写一篇")
        else:
            problems.append(
                f"第{place}行看不出是哪篇稿件，请写编号或网址，例如 128 或 /2026-11/24/content_128.htm"
            )
    known = set(Article.objects.filter(pk__in=asked).values_list("pk", flat=True))
    problems += [
        f"第{place}行：没有编号为{number}的稿件" for number, place in asked.items() if number not in known
    ]
    return blocks, problems
