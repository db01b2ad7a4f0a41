"""Saved HTML pages in the layouts of an old site; every place, paper and person is invented."""

from __future__ import annotations

TITLE = "鹭汀新区:防汛不松劲 转移到每户"
OLD = "http://old.example.cn/2019-08/09/content_77.htm"
PARAGRAPHS = (
    "本报讯 (记者林小满)8日晚,新区召开调度会,逐村核对转移名单。",
    "会议要求,低洼地带的住户在9日中午以前全部转移。",
    "汐尾村的卢阿婆说:“去年是蹚水走的,今年车停在门口。”",
)
META = "2019-08-09 07:05:03&nbsp;&nbsp;来源:&nbsp;<a href='#'>今日鹭汀新区</a>&nbsp;&nbsp;责任编辑:&nbsp;叶晚"
PICTURE = '<p align="center"><img src="a_files/1.jpg" alt="1.jpg"></p>'
CAPTION = '<p align="center"><font size="2">汐尾村的住户上车。　本报记者 林小满 摄</font></p>'


def paragraphs(*lines: str) -> str:
    """As the old editor wrote them."""
    every = lines or PARAGRAPHS
    return "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;<font size=4>{line}</font></p>" for line in every)


def page(body: str = "", *, head: str = "", title: str = TITLE) -> str:
    """A page of boxes: breadcrumb, title, line of facts, body, furniture."""
    return f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>{title}-鹭汀新区</title>{head}
<script>document.write("<p>当前位置: 没有>的事</p>")</script><style>p {{ color: red }}</style></head><body>
<div id="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻</a></li></ul><img src="logo.gif"></div>
<div class="pos">当前位置: <a href="/">鹭汀新区</a>&gt;<a href="/xw/">新区新闻</a>&gt; &gt; 正文</div>
<h1>{title}</h1><div class="meta">{META}</div>
<div id="content">{body or paragraphs()}</div>
<div class="share">分享: <img src="weixin.png"></div>
<div><b>免责声明</b><p>1、本站文章的权利属于作者，用稿请先来信。</p></div>
<div><h3>相关阅读</h3><ul><li><a href="/1.htm">另一篇</a></li></ul></div>
<div>鹭汀新区融媒体中心 版权所有</div></body></html>"""


def page_of_tables(body: str = "") -> str:
    """A page of nested tables, upper-case tags and unclosed cells, as Word-era editors left them."""
    lines = "<BR>".join(f"　　{line}" for line in PARAGRAPHS)
    return f"""<HTML><BODY><TABLE WIDTH=960><TR><TD><A HREF="/">首页</A><TD>2026年</TABLE>
<TABLE WIDTH=960><TR><TD WIDTH=700><TABLE><TR><TD>您现在的位置：<A HREF=/>鹭汀新区</A> &gt;&gt;
<A HREF=/xw>新区新闻</A>
<TR><TD ALIGN=center><FONT SIZE=5><B>{TITLE}</B></FONT>
<TR><TD ALIGN=center>{META.replace("'", '"')}
<TR><TD>{body}{lines}<BR><TR><TD>分享到：</TABLE><TD WIDTH=260>热点排行<BR>1. 别的新闻</TABLE>
<CENTER>鹭汀新区融媒体中心 版权所有</CENTER></BODY></HTML>"""
