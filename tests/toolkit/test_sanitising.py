# ruff: noqa: E501  (samples of markup read best on one line)
from __future__ import annotations

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from toolkit.sanitiser import clean, plain_text

PICTURE = "/media/pictures/ab/abcdef.jpg"
FILM = "/media/attachments/ab/abcdef.mp4"


def dangers(html: str) -> list[str]:
    """Everything in `html`, read as a browser reads it, that runs, styles, names or loads from elsewhere."""
    found = []
    for node in LexborHTMLParser(html, is_fragment=True).css("*"):
        for name, value in node.attributes.items():
            address = "".join((value or "").lower().split())
            if name.startswith("on") or name in {
                "style",
                "id",
                "srcdoc",
                "srcset",
                "formaction",
                "background",
            }:
                found.append(f"{node.tag} {name}")
            if name in {"src", "poster"} and not address.startswith("/media/"):
                found.append(f"{node.tag} {name}={value}")
            if name == "href" and address.startswith(("javascript:", "data:", "vbscript:", "file:")):
                found.append(f"{node.tag} {name}={value}")
        if node.tag in {
            "script",
            "style",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "template",
            "noscript",
            "form",
            "base",
        }:
            found.append(str(node.tag))
    return found


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    f'<img src="{PICTURE}" onload="alert(1)" onerror=alert(1)>',
    '<a href="javascript:alert(1)">读</a>',
    '<a href=" java\nscript:alert(1)">读</a>',
    '<a href="&#106;avascript&colon;alert(1)">读</a>',
    '<a href="data:text/html,<script>alert(1)</script>">读</a>',
    '<a href="vbscript:x">读</a>',
    '<a href="\\\\evil.example\\x">读</a>',
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
    "<template><img src=x onerror=alert(1)></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea><img src=x onerror=alert(1)></textarea><xmp><img src=x onerror=alert(1)></xmp>",
    "<title><img src=x onerror=alert(1)></title><plaintext><script>alert(1)</script>",
    "<select><option><style></select><img src=x onerror=alert(1)></style>",
    '<p style="background:url(javascript:alert(1));behavior:url(x)">字</p>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="x.swf"></object><embed src=x>',
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    f'<video src="{FILM}" poster="javascript:alert(1)" onplay=alert(1) autoplay></video>',
    f'<video src="{FILM}"><track src="https://evil.example/x.vtt"></video>',
    '<div data-cke-filter="off"><img src=x onerror=alert(1)></div>',
    "<p>x<!--{cke_protected}%3Cscript%3Ealert(1)%3C/script%3E--></p>",
    "<cke:encoded>%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E</cke:encoded>",
    '<p data-cke-pa-onmouseover="alert(1)" id="x" name="y">字</p>',
    '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=//evil.example"><link rel=stylesheet href=//e>',
    '<img src="/media/../admin/logout/"><img src="/media//evil.example/x.jpg"><img src="//evil.example/media/a/b.jpg">',
    '<img src="data:image/png;base64,AAAA"><img src="file:///C:/x.jpg"><img src="https://evil.example/x.gif">',
    "<details open ontoggle=alert(1)><summary>x</summary></details><dialog open>y</dialog>",
    "<b><p><b><p>" * 300,
    "<div>" * 3000 + "底" + "</div>" * 3000,
]


@pytest.mark.parametrize("html", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_runs_styles_or_loads_from_elsewhere(html: str) -> None:
    once = clean(html)
    assert dangers(once) == []
    assert clean(once) == once


TAGS = (
    "p div b strong i em u a span br hr img figure figcaption table caption thead tbody tr td th ul ol li blockquote h1 h2 h5 "
    "video source audio font o:p svg math style script template noscript pre center mglyph mtext title textarea select option "
    "form dl dd iframe xmp foreignObject annotation-xml"
).split()
ATTRIBUTES = [
    "", " onclick=alert(1)", ' href="javascript:alert(1)"', ' href="https://a.cn/?x=1&y"', f' src="{PICTURE}"',
    ' src="https://evil.example/x.jpg" alt="外 图"', ' style="text-align:right;text-indent:2em;width:50%;float:left"',
    ' style="font-weight:bold;text-decoration:underline"', ' style="display:none"', " align=center", " colspan=3 rowspan=0",
    ' class="indent align-center image credit w-25 x"', ' title="a&quot;><b>"', " id=x",
]  # fmt: skip
PIECES = some.one_of(
    some.sampled_from(
        [
            "中文",
            "\n",
            "　　",
            "&nbsp;",
            " a ",
            "<!--",
            "-->",
            "]]>",
            "&lt;b&gt;",
            "\u200b",
            "&#13;",
            "&emsp;",
            "<br>",
        ]
    ),
    some.text(max_size=6),
    some.builds("<{}{}>".format, some.sampled_from(TAGS), some.sampled_from(ATTRIBUTES)),
    some.builds("</{}>".format, some.sampled_from(TAGS)),
)


@effort(max_examples=600, deadline=None)
@given(some.lists(PIECES, max_size=25).map("".join))
def test_whatever_comes_in_is_harmless_and_stays_as_it_is(html: str) -> None:
    once = clean(html)
    assert dangers(once) == []
    assert clean(once) == once


WORD = """<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><b style='mso-bidi-font-weight:normal'>
<span lang=EN-US style='font-size:16.0pt;font-family:宋体'>海湾的
春天</span></b><o:p></o:p></p>
<p class=MsoNormal style='text-indent:28.0pt;mso-char-indent-count:2.0'><span style='color:red'>&nbsp;&nbsp;　　本报讯
<font color=red>第一段</font></span><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>条目</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=277 valign=top style='width:207.4pt'><p class=MsoNormal align=center style='text-align:center'>项目</p></td>
<td colspan=2><p class=MsoNormal>甲</p><p class=MsoNormal>乙</p></td></tr></table>
<p class=MsoNormal><img width=300 src="/media/pictures/ab/abcdef.jpg" v:shapes="x" alt="图"></p>"""


def test_word_keeps_its_paragraphs_tables_bold_and_pictures_and_nothing_else() -> None:
    assert clean(WORD).split("\n") == [
        '<p class="align-center"><strong>海湾的春天</strong></p>',
        '<p class="indent">本报讯第一段</p>',
        "<p>1. 条目</p>",
        '<table><tbody><tr><td class="align-center">项目</td><td colspan="2"><p>甲</p><p>乙</p></td></tr></tbody></table>',
        f'<p><img src="{PICTURE}" alt="图" width="300"></p>',
    ]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("<h1>一</h1><h5>五</h5><h6>六</h6>", "<h2>一</h2>\n<h4>五</h4>\n<h4>六</h4>"),
        ("<p><b>粗</b><i>斜</i><strike>删</strike></p>", "<p><strong>粗</strong><em>斜</em><s>删</s></p>"),
        ('<p><span style="font-weight:700">粗</span></p>', "<p><strong>粗</strong></p>"),
        ('<b style="font-weight:normal"><p>不粗</p></b>', "<p>不粗</p>"),
        ("<b><p>甲</p><p>乙</p></b>", "<p><strong>甲</strong></p>\n<p><strong>乙</strong></p>"),
        ('<p style="text-align: right">右</p>', '<p class="align-right">右</p>'),
        ('<p align="center">中</p>', '<p class="align-center">中</p>'),
        ('<center>中</center><div align="right"><p>右</p></div>', '<p class="align-center">中</p>\n<p class="align-right">右</p>'),
        ('<p style="text-indent:2em">缩</p>', '<p class="indent">缩</p>'),
        ('<p style="text-indent:0">不缩</p>', '<p class="no-indent">不缩</p>'),
        ('<p class="indent evil">缩</p>', '<p class="indent">缩</p>'),
        ("<p>　　&nbsp; 段首</p><p>&nbsp;</p><p>　</p>", "<p>段首</p>"),
        ("<p>记者 张　三</p>", "<p>记者 张　三</p>"),
        ("甲<br><br>乙<br>　　丙<br>丁", "<p>甲</p>\n<p>乙</p>\n<p>丙<br>丁</p>"),
        ("裸<p>段</p>露", "<p>裸</p>\n<p>段</p>\n<p>露</p>"),
        ("<p>中\n国 and\nUK</p>", "<p>中国 and UK</p>"),
        ("<ul><li>甲<ul><li>乙</li></ul></li><ul><li>丙</li></ul></ul>", "<ul><li>甲<ul><li>乙</li></ul><ul><li>丙</li></ul></li></ul>"),
        ('<ol start="3"><li><p>甲</p></li><li></li></ol>', '<ol start="3"><li>甲</li></ol>'),
        ("<blockquote>引</blockquote>", "<blockquote><p>引</p></blockquote>"),
        ('<p><a href="https://a.cn/?a=1&b=2" target=_blank onclick=x>读</a></p>', '<p><a href="https://a.cn/?a=1&amp;b=2">读</a></p>'),
        ('<p><a href="/about/us/">关于</a><a href="tel:110">电</a><a href="#_ftn1">注</a></p>',
         '<p><a href="/about/us/">关于</a><a href="tel:110">电</a>注</p>'),
        ('<p>前<img src="https://a.cn/x.jpg" alt="外图">后</p>', "<p>前外图后</p>"),
        ('<p><img src="data:image/png;base64,AA" alt="x">字</p>', "<p>字</p>"),
        (f'<p><img style="float:left;width:50%" src="{PICTURE}"></p>', f'<p><img class="align-left w-50" src="{PICTURE}" alt=""></p>'),
        (f'<div class="align-center"><figure class="image"><img src="{PICTURE}" alt="图"><figcaption>说明　<span class="credit">林某 摄</span></figcaption></figure></div>',
         f'<figure class="image"><img src="{PICTURE}" alt="图"><figcaption>说明　<span class="credit">林某 摄</span></figcaption></figure>'),
        ('<figure class="image"><figcaption>没有图</figcaption></figure>', "<p>没有图</p>"),
        (f'<video src="{FILM}" autoplay width="640"><track kind="captions" src="/media/a/b.vtt" srclang="zh" label="字幕"></video>',
         f'<p><video src="{FILM}" width="640" controls=""><track src="/media/a/b.vtt" kind="captions" srclang="zh" label="字幕"></video></p>'),
        ('<table width="50%"><caption>表</caption><thead><tr><th scope="col">甲</th></tr></thead><tr><td align="right">1</td></tr></table>',
         '<table class="w-50"><caption>表</caption><thead><tr><th scope="col">甲</th></tr></thead><tbody><tr><td class="align-right">1</td></tr></tbody></table>'),
        (f'<table><tr><td colspan="{"9" * 5000}" rowspan="2">1</td></tr></table>',
         '<table><tbody><tr><td rowspan="2">1</td></tr></tbody></table>'),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_meant_is_kept(given_: str, kept: str) -> None:
    assert clean(given_) == kept
    assert clean(kept) == kept


def test_a_picture_copied_from_our_own_page_is_still_ours(settings: LazySettings) -> None:
    settings.BASE_URL = "https://news.example.cn"
    assert (
        clean(f'<img src="https://news.example.cn{PICTURE}" alt="图">')
        == f'<p><img src="{PICTURE}" alt="图"></p>'
    )
    assert clean(f'<img src="https://news.example.cn.evil.example{PICTURE}" alt="图">') == "<p>图</p>"


def test_broken_characters_do_no_harm() -> None:
    assert clean("甲\ud800乙\x00\u202e丙\ufeff") == "<p>甲乙丙</p>"


def test_the_words_alone_come_in_lines() -> None:
    html = "<h2>标题</h2><p>一&lt;b&gt;<br>二</p><ul><li>三</li></ul><table><tr><td>四</td><td>五</td></tr></table><script>x</script>"
    assert plain_text(html).split("\n") == ["标题", "一<b>", "二", "三", "四 五"]
