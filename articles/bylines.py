"""The names of people in a byline, which is free text: 本网记者 张　三　通讯员 李　四 names 张三 and 李四."""

from __future__ import annotations

import re

ROLE = re.compile(
    r"(?:特约|特派|见习|实习|驻站|首席|本网|本报|本台)*"
    r"(?:记者|通讯员|实习生|评论员|摄影师?|摄像|撰文|供稿|作者|编辑|编译|报道|图文|文图|整理)"
)
NOT_A_NAME = frozenset(
    {"本网", "本报", "本台", "本刊", "综合", "文", "图", "佚名", "本网讯", "编辑部", "集体"}
)
DIVIDERS = re.compile(r"[，,、；;：:/／|｜（）()\[\]【】]+")
CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
OFFICE = re.compile(r".*(?:[局台站镇乡村部办院校社委网报宣厅处科队署]|中心|街道|学校|公司|医院)")
LATIN = re.compile(r"[A-Z][A-Za-z.'’-]+")
MOST = 8


def names(byline: str) -> list[str]:
    """At most eight names, in their order. Roles, papers and offices are left out; 张　三 is one name."""
    found: dict[str, None] = {}
    for part in DIVIDERS.split(byline):
        # What stands before a role is the paper that the people write for: 东海通讯社记者 程岸
        for words in re.split(rf"[^\s\u3000]*?{ROLE.pattern}", part):
            found |= dict.fromkeys(people(words.replace("\u3000", " ").split()))
    return list(found)[:MOST]


def people(words: list[str]) -> list[str]:
    """Names among the words between two roles."""
    found, single, latin = [], "", ""
    for word in [*words, ""]:
        if LATIN.fullmatch(word):
            latin = f"{latin} {word}".strip()
            continue
        if latin:
            found.append(latin)
            latin = ""
        if len(word) == 1 and word not in NOT_A_NAME:  # 张　三
            single += word
            if len(single) == 2:
                found.append(single)
                single = ""
        elif word not in NOT_A_NAME and CHINESE.fullmatch(word) and not is_office(word):
            found.append(word)
    return found


def is_office(word: str) -> bool:
    """区气象台 and the like, which no person is called; a name of two characters is left alone."""
    return len(word) > 2 and OFFICE.fullmatch(word) is not None


def spaced(name: str) -> re.Pattern[str]:
    """The name as it may stand in a byline, with spaces between its characters."""
    return re.compile(r"[ \u3000]*".join(map(re.escape, name.replace(" ", ""))))
