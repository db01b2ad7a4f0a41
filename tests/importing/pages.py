"""Saved pages in the layouts of an old site; every place, paper and person is invented."""

from __future__ import annotations

BREADCRUMB = "当前位置: 鹭汀新区>新区新闻> > 正文"
TITLE = "鹭汀新区:防汛不松劲 转移到每户"
FACTS = "2019-08-09 07:05:03 来源: 今日鹭汀新区  责任编辑:   "
HEADLINE = "防汛不松劲 转移到每户"
SUBTITLE = "新区召开台风“白鹭”防御工作调度会"
BODY = (
    "本报讯 (记者林小满)8日晚,新区召开调度会,逐村核对转移名单。",
    "会议要求,低洼地带的住户在9日中午以前全部转移,一户一册,谁去接、住哪里都写清楚。",
    "汐尾村的卢阿婆说:“去年是蹚水走的,今年车停在门口。”",
)
FURNITURE = """分享:
免责声明
1、本站文章的权利属于作者，用稿请先来信。
相关阅读
    更多>>要闻
    • 关于我们/广告服务
    • 闽ICP备00000000号
    • 鹭汀新区融媒体中心 版权所有"""


def page(
    *,
    breadcrumb: str = BREADCRUMB,
    title: str = TITLE,
    facts: str = FACTS,
    before: tuple[str, ...] = (HEADLINE, SUBTITLE),
    body: tuple[str, ...] = BODY,
    furniture: str = FURNITURE,
) -> str:
    """A whole saved page; each part can be another one, or empty to leave it out."""
    parts = [breadcrumb, title, facts, "", *(f"{line}\n" for line in (*before, *body)), furniture]
    return "\n".join(part for part in parts if part or part == "")
