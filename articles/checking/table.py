"""The rules, one line each: how grave, on what basis, and what to do about it (docs/checks.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..models import Finding
from . import films, imprint, labels, pictures, privacy, provenance, titles
from .reading import Reading, Spot

BLOCK, CONFIRM, HINT = Finding.Severity.BLOCK, Finding.Severity.CONFIRM, Finding.Severity.HINT
PRIVACY = "《个人信息保护法》"
REPRINT = "《互联网新闻信息服务管理规定》第十五条"
MAPS = "《地图管理条例》第十五条、第二十二条"
MACHINES = "《人工智能生成合成内容标识办法》"


@dataclass(frozen=True, slots=True)
class Rule:
    """`look` finds the places; its name is the code of the rule."""

    look: Callable[[Reading], Iterator[Spot]]
    name: str
    severity: Finding.Severity
    basis: str
    suggestion: str

    @property
    def code(self) -> str:
        return self.look.__name__


TABLE: tuple[Rule, ...] = (
    Rule(imprint.source, "缺来源", BLOCK, REPRINT, "填写来源；自采稿件填本网"),
    Rule(imprint.editor, "缺责任编辑", HINT, "编辑部采编规范", "填写责任编辑的真实姓名"),
    Rule(privacy.mobile_numbers, "手机号码", BLOCK, PRIVACY, "改为 138****1234，或换成单位的座机、热线"),
    Rule(privacy.identity_numbers, "身份证号码", BLOCK, PRIVACY, "只留首尾几位，中间用 * 代替"),
    Rule(privacy.bank_cards, "银行卡号", BLOCK, PRIVACY, "删去，或只留末四位"),
    Rule(privacy.private_mail, "个人邮箱", BLOCK, PRIVACY, "换成单位邮箱，或遮去一部分"),
    Rule(provenance.reprint_address, "转载缺原文网址", BLOCK, REPRINT, "填写原文网址，来源才可追溯"),
    Rule(provenance.reprint_title, "转载缺原标题", BLOCK, REPRINT, "照抄原文的标题"),
    Rule(provenance.reprint_author, "转载缺原作者", BLOCK, REPRINT, "照抄原文署名；没有署名的写“原文未署名”"),
    Rule(provenance.reprint_editor, "转载缺责任编辑", BLOCK, REPRINT, "填写责任编辑的真实姓名"),
    Rule(provenance.reprint_time, "转载缺原文时间", BLOCK, REPRINT, "填写原文发布时间"),
    Rule(provenance.changed_headline, "改题无理由", BLOCK, REPRINT, "改回原标题，或写明改题理由"),
    Rule(labels.advertising, "疑似广告", CONFIRM, "《广告法》第十四条", "是广告的把体裁选为“广告”，不是的删去推销的话"),
    Rule(
        labels.minor_in_a_case,
        "疑似涉未成年人",
        HINT,
        "《未成年人保护法》第一百零三条",
        "删去能认出孩子的姓名、住址、学校，并勾选“涉及未成年人”",
    ),
    Rule(
        labels.minor,
        "涉及未成年人",
        CONFIRM,
        "《未成年人保护法》第一百零三条",
        "终审核对文字和图片以后，按“放行”写明核对了什么；这样的稿件不能作头条",
    ),
    Rule(labels.text_by_machine, "AI文字未标明", CONFIRM, MACHINES, "在“AI生成内容”里如实选择"),
    Rule(pictures.picture_by_machine, "AI图片未标明", CONFIRM, MACHINES, "在“AI生成内容”里如实选择"),
    Rule(pictures.map_number, "地图缺审图号", BLOCK, MAPS, "换用有审图号的地图，并在图片库填写审图号"),
    Rule(pictures.unmarked_map, "疑似地图", CONFIRM, MAPS, "是地图的在图片库勾选“含有地图”并填写审图号"),
    Rule(pictures.licence_over, "图片授权到期", CONFIRM, "《著作权法》第五十三条", "换一张图片；到期的图片读者看不到"),
    Rule(pictures.licence_ending, "图片授权将到期", HINT, "《著作权法》第五十三条", "到期后自动隐去，需要时先续授权"),
    Rule(pictures.cover_alt, "封面缺说明", BLOCK, "GB/T 37668", "写一句图上是什么，给看不见图片的读者"),
    Rule(pictures.alt, "图片缺替代文字", CONFIRM, "GB/T 37668", "在图片属性里写一句图上是什么"),
    Rule(pictures.caption, "图片缺图说", HINT, "编辑部采编规范", "写明时间、地点、人物和事情"),
    Rule(pictures.credit, "图片缺署名", HINT, "《著作权法》第十条", "写明摄影或供图的人和单位"),
    Rule(films.heard, "视频音频缺文字", HINT, "GB/T 37668", "在“视频和音频”一栏上传字幕，或者写上文字稿"),
    Rule(titles.similar_title, "标题相近", HINT, "编辑部采编规范", "打开那篇看看是否同一条新闻；重复的不再编发"),
    Rule(titles.doubled_title, "标题重复", HINT, "编辑部采编规范", "打开那篇看看是否同一条新闻；重复的不再编发"),
)  # fmt: skip
