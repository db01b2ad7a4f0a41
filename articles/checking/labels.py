"""What readers must be told, or must not be: advertisements, children, machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Content
from .reading import QUOTED, Reading, Spot, around

SELLING = re.compile(
    r"订购热线|抢购热线|加盟热线|招商热线|扫码下单|扫码购买|立即购买|点击购买|限时抢购|限时特惠|咨询热线[:：]?\s*400"
    r"|开盘价|钜惠|火爆热销|包治|根治|药到病除|本文为广告|广告主"
)
CHILD = r"未成年|小学生|初中生|中学生|幼儿|幼童|儿童|女童|男童|女孩|男孩|少女|少年"
HARM = r"被害|受害|遇害|性侵|强奸|猥亵|虐待|拐卖|被拐|欺凌|霸凌|自杀|轻生|被告人|犯罪嫌疑人|被刑拘|家暴"
MINOR_IN_A_CASE = re.compile(
    rf"(?:{CHILD})[^。！？\n]{{0,30}}(?:{HARM})|(?:{HARM})[^。！？\n]{{0,30}}(?:{CHILD})"
)
BY_MACHINE = re.compile(
    r"(?:由|用|使用|借助)\s*(?:AI|人工智能|大模型|ChatGPT|DeepSeek|文心一言|豆包)\s*(?:辅助)?(?:生成|撰写|绘制|创作)"
    r"|作为一个?(?:AI|人工智能)(?:语言模型|助手)",
    re.IGNORECASE,
)


def advertising(text: Reading) -> Iterator[Spot]:
    """Words that sell, in a piece that is not labelled 广告 (norms 3.15)."""
    if not text.revision.is_advertisement:
        for field, found in text.matches(SELLING):
            yield Spot(
                field, f"“{found[0]}”像广告用语，稿件没有标为广告", quoted(text, field, found), found.start()
            )


def minor_in_a_case(text: Reading) -> Iterator[Spot]:
    """A child and a crime in one sentence, without the mark 涉及未成年人 (norms 3.16)."""
    if not text.revision.involves_minor:
        for field, found in text.matches(MINOR_IN_A_CASE):
            yield Spot(
                field, "像是涉及未成年人的案件，稿件没有标明", quoted(text, field, found), found.start()
            )


def minor(text: Reading) -> Iterator[Spot]:
    """What the writer has marked is confirmed by who reviews last, by name and with what was looked at."""
    if text.revision.involves_minor:
        yield Spot("involves_minor", "稿件涉及未成年人，须由终审确认没有能认出孩子的内容")


def text_by_machine(text: Reading) -> Iterator[Spot]:
    """The text itself says that a machine wrote it (norms 3.18)."""
    if text.revision.ai_generated == Content.AI.NONE:
        for field, found in text.matches(BY_MACHINE):
            yield Spot(
                field, "文字提到由AI生成，稿件却标为未使用AI", quoted(text, field, found), found.start()
            )


def quoted(text: Reading, field: str, found: re.Match[str]) -> str:
    return around(text.words[field], found.start(), found.end())[:QUOTED]
