"""The names of people in a byline, which is free text: 本网记者 张　三　通讯员 李　四 names 张三 and 李四."""

from __future__ import annotations

import re

ROLES = (
    "记者 通讯员 实习生 评论员 摄影师? 摄像师? 撰文 撰稿人? 供稿 供图 作者 编辑 编译 翻译 报道 图文 文图 "
    "整理 采访 采写 执笔 口述 文字 文案 图片 图表 制图 绘图 漫画 插画 手绘 海报 设计 美编 版式 视觉 视频 音频 "
    "航拍 拍摄 摄制 剪辑 后期 动画 字幕 制作 策划 统筹 编导 导演 编剧 编审 出镜 主播 主持人? 播音员? 配音 "
    "解说员? 旁白 朗诵 诵读 监制 监审 制片人? 出品人? 责编 校对 审核 审校 [初复终一二三]审"
)
# 设计院, 视频组 and 摄影家协会 are offices, not somebody's part in a piece.
ROLE = re.compile(
    r"(?:特约|特派|见习|实习|驻站|首席|本网|本报|本台)*"
    rf"(?:{'|'.join(ROLES.split())})(?![院部室组处科站社家协]|中心|公司|团队)"
)
NOT_A_NAME = re.compile(r"本[网报台刊](?:综合|讯|消息)?|综合|消息|[文图]|佚名|编辑部|集体")
DIVIDERS = re.compile(r"[，,、；;：:/／|｜（）()\[\]【】]+")
CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")
OFFICE = re.compile(r".*(?:[局台站镇乡村部办院校社委网报宣厅处科队署室组]|协会|中心|街道|学校|公司|医院)")
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
        if len(word) == 1 and not NOT_A_NAME.fullmatch(word):  # 张　三
            single += word
            continue
        found += spelt(single)
        single = ""
        if CHINESE.fullmatch(word) and not NOT_A_NAME.fullmatch(word) and not is_office(word):
            found.append(word)
    return found


def spelt(characters: str) -> list[str]:
    """Names whose characters stood apart: 王　小　明 is one, of any more each pair is; one alone is none."""
    pairs = len(characters) // 2
    names = [characters[2 * n : 2 * n + 2] for n in range(pairs)]
    if names and len(characters) % 2:
        names[-1] += characters[-1]
    return names


def is_office(word: str) -> bool:
    """区气象台 and the like, which no person is called; a name of two characters is left alone."""
    return len(word) > 2 and OFFICE.fullmatch(word) is not None


def spaced(name: str) -> re.Pattern[str]:
    """The name as it may stand in a byline, with spaces between its characters."""
    return re.compile(r"[ \u3000]*".join(map(re.escape, name.replace(" ", ""))))
