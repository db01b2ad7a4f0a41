"""The prose of a newspaper in Traditional characters, as a new installation writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masthead.models import ProtectedWord
from newsroom import demo
from tests import cast
from tests.desk.visits import at_desk
from toolkit import hanzi

pytestmark = pytest.mark.django_db
TEXTS = sorted(Path(demo.__file__).parent.rglob("*.toml"))
# What OpenCC alone makes of these texts, or what would be another word.
WRONG = re.compile(
    "換髮|年臺風|不復雜|隻鍾|鍾在|道里(?![程區])|先幹|填筑|扎制|扎燈|陽昇|佈|籤字|籤了|沒有籤|長鬚在|[0-9]只|"
    "蠔面|賬本里|鎮里|淨醜|是隻有|系船|夏凌嶽"
)
NEWS = """
换发证件=換發證件 换发=換發 染发=染髮 护发=護髮 台风=颱風 有一年台风=有一年颱風 前年台风折损=前年颱風折損
去年台风=去年颱風 今年台风=今年颱風 防台抗台=防颱抗颱 抗台救灾=抗颱救災 舞台=舞臺 不复杂=不複雜
说起来不复杂=說起來不複雜 复杂=複雜 那只钟挂在=那隻鐘掛在 钟在半夜响=鐘在半夜響 一只钟=一隻鐘 管道里=管道裡
管道里的水=管道裡的水 村道里=村道裡 街道里=街道裡 隧道里=隧道裡 海里有鱼=海裡有魚 里程碑=里程碑 里面=裡面 镇里=鎮裡
路面先干=路面先乾 干净=乾淨 干部=幹部 干预=干預 干涉=干涉 干扰=干擾 树干=樹幹 抗旱干渠=抗旱幹渠 干渠=幹渠 填筑=填築
填筑后方=填築後方 浇筑=澆築 筑路=築路 筑牢=築牢 修筑=修築 构筑=構築 扎制=紮製 扎灯=紮燈 扎花灯=紮花燈
太阳升过=太陽升過 太阳升起=太陽升起 发布=發布 公布=公布 宣布=宣布 布置=布置 分布=分布 布局=布局 颁布=頒布 布料=布料
散布=散布 遍布=遍布 瀑布=瀑布 制造=製造 制作=製作 体制=體制 炒制=炒製 机制=機制 烤制=烤製 自制=自製 自制力=自制力
克制=克制 只有=只有 船只=船隻 十来只=十來隻 面线糊=麵線糊 和面=和麵 面对面=面對面 天后宫=天后宮 征求=徵求 征集=徵集
征收=徵收 出征=出征 松动=鬆動 松绑=鬆綁 冲厕=沖廁 系统=系統 关系=關係 系安全带=繫安全帶 系列=系列 余先生=余先生
谷雨=穀雨 生旦净丑=生旦淨丑 斗争=鬥爭 范先生=范先生 范女士=范女士 于先生=于先生 于女士=于女士 签字=簽字
谁签的=誰簽的 签了字=簽了字 没有签=沒有簽 签合同=簽合同 签之前=簽之前 签协议=簽協議 签约=簽約 标签=標籤 抽签=抽籤
书签=書籤 中签=中籤 签名=簽名 签证=簽證 签收=簽收 签到=簽到 竹签=竹籤 牙签=牙籤 签下=簽下 重签=重簽 续签=續簽
换签=換簽 代签=代簽 先签=先簽 签过=簽過 签完=簽完 家长须=家長須 校长须=校長須 院长须=院長須 胡须=鬍鬚 必须=必須
须知=須知 岳父=岳父 五岳=五嶽 岳先生=岳先生 岳阳=岳陽 山岳=山嶽 姓岳=姓岳 没有采纳=沒有採納 采纳=採納 采茶=採茶
采摘=採摘 采购=採購 采访=採訪 采集=採集 风采=風采 采风=采風 电线杆=電線桿 杆线=桿線 灯杆=燈桿 旗杆=旗桿 标杆=標桿
历史=歷史 农历=農曆 年历=年曆 历时=歷時 准备=準備 不准=不准 周末=週末 胡同=胡同 家具=家具 岩石=岩石 红曲=紅麴
表格=表格 表演=表演 团结=團結 犯困=犯睏 发霉=發霉 面积=面積 涂先生=涂先生 熏制=燻製 制腊=製臘 点赞=點讚 朱红=朱紅
筑巢=築巢 了解=了解 折子戏=折子戲 公布栏=公布欄 核准备案=核准備案 数量和面积=數量和面積 学生发言=學生發言
民生发展=民生發展 清理发现=清理發現 保护发展=保護發展 团结发展=團結發展 不断发展=不斷發展 污染发生=汙染發生
一直发展=一直發展 被发现=被發現 理发师=理髮師 应对台风=應對颱風 平台风险=平臺風險 舞台风采=舞臺風采
一台风机=一臺風機 更复杂=更複雜 轨道里程=軌道里程 报道里说=報道裡說 道里区=道里區 有关系统=有關系統
发出征求意见=發出徵求意見 百年历史=百年歷史 农历时间=農曆時間 三天后来=三天後來 台风后来=颱風後來 机制作用=機制作用
体制造成=體制造成 手机制造=手機製造 树干部分=樹幹部分 最多只能=最多只能 渔船只能=漁船只能 81只=81隻
不是只有=不是只有 没有采到=沒有採到 看表演=看表演 岩石松动=岩石鬆動 校长必须=校長必須 原发布单位=原發布單位
对于女士=對於女士 谁签的字=誰簽的字 补发=補發 印发通知=印發通知 白发老人=白髮老人 发型=髮型 洗发水=洗髮水
台风防御=颱風防禦 超强台风=超強颱風 两台风机=兩臺風機 台湾=臺灣 服务台=服務檯 台灯=檯燈 反复=反覆 复合=複合
复印=複印 复工复产=復工復產 复验=複驗 覆盖=覆蓋 复诊=複診 复发=復發 钟表=鐘錶 两分钟=兩分鐘 点钟=點鐘 钟南山=鍾南山
钟某=鍾某 公里=公里 乡里=鄉里 村里=村裡 县里=縣裡 一年里=一年裡 晒干=曬乾 主干道=主幹道 干活=幹活 饼干=餅乾
干杯=乾杯 实干=實幹 干什么=幹什麼 风干=風乾 葡萄干=葡萄乾 鱼干=魚乾 干了十七年=幹了十七年 捆扎=捆紮 扎根=紮根
扎针=扎針 上升=上升 制定=制定 研制=研製 定制=定製 制品=製品 缝制=縫製 试制=試製 特制=特製 制片=製片 制服=制服
制药=製藥 熬制=熬製 精制=精製 只见=只見 三只羊=三隻羊 面粉=麵粉 面馆=麵館 面包=麵包 面食=麵食 皇后=皇后 长征=長征
征途=征途 征程=征程 征稿=徵稿 放松=放鬆 疏松=疏鬆 冲洗=沖洗 缓冲=緩衝 冲击=衝擊 冲走=沖走 冲茶=沖茶 试卷=試卷
花卷=花捲 画卷=畫卷 龙卷风=龍捲風 维系=維繫 中文系=中文系 系着围裙=繫著圍裙 情系=情繫 余下=餘下 业余=業餘 山谷=山谷
晒谷场=曬穀場 规划=規劃 划分=劃分 划定=劃定 区划=區劃 划拨=劃撥 丑陋=醜陋 奋斗=奮鬥 斗笠=斗笠 斗车=斗車 熨斗=熨斗
规范=規範 模范=模範 由于=由於 云南=雲南 采砂=採砂 采煤=採煤 精彩=精彩 尽管=儘管 尽力=盡力 尽可能=儘可能 汇入=匯入
志愿者=志願者 日志=日誌 县志=縣誌 折叠=摺疊 折扣=折扣 托管=託管 摩托车=摩托車 寄托=寄託 游泳=游泳 游客=遊客
游戏=遊戲 杠杆=槓桿 日历=日曆 挂历=掛曆 准许=准許 准考证=准考證 准入=准入 并且=並且 并网=併網 一并=一併 并列=並列
周一=週一 周期=週期 每周=每週 家伙=傢伙 合伙=合夥 生姜=生薑 叶先生=葉先生 忧郁=憂鬱 葱郁=蔥鬱 吉凶=吉凶 千克=千克
歌曲=歌曲 症状=症狀 白术=白朮 细致=細緻 导致=導致 手表=手錶 表盘=錶盤 当铺=當鋪 迂回=迂迴 巡回=巡迴 渔获=漁獲
连累=連累 饭团=飯糰 冬至=冬至 向导=嚮導 侥幸=僥倖 茶几=茶几 防御=防禦 愿望=願望 霉菌=黴菌 内蒙古=內蒙古 弥补=彌補
开辟=開闢 仆人=僕人 秋千=鞦韆 纤维=纖維 宿舍=宿舍 施舍=施捨 胜利=勝利 叹息=嘆息 花坛=花壇 涂料=塗料 网络=網絡
咸鱼=鹹魚 老少咸宜=老少咸宜 咸阳=咸陽 腊肉=臘肉 炊烟=炊煙 占领=佔領 占有=佔有 占八成=佔八成 赞助=贊助 种植=種植
注意=注意 注销=註銷 标注=標註 批注=批註 浊度=濁度 棕榈=棕櫚 借助=藉助 借书=借書 卤面=滷麵 瞭望=瞭望 窗帘=窗簾
拐弯=拐彎 梁先生=梁先生 万俟=万俟 丢失=丟失 雕刻=雕刻 凋谢=凋謝 人才=人才 两出戏=兩齣戲 白洋淀=白洋淀 恶心=噁心
丰采=丰采 蜂拥=蜂擁 杠杠=槓槓 柜台前=櫃檯前 护航=護航 伙同=夥同 机器=機器 价格=價格 剧目=劇目 卷烟=捲菸 亏损=虧損
累积=累積 厘清=釐清 链条=鏈條 猎人=獵人 什么=什麼
"""


@pytest.mark.parametrize("line", NEWS.strip().splitlines())
def test_the_words_of_the_news_are_written_as_readers_of_traditional_write_them(line: str) -> None:
    forms = ProtectedWord.forms()
    wanted = dict(pair.split("=") for pair in line.split())
    assert {word: hanzi.traditional(word, forms) for word in wanted} == wanted


def test_the_demonstration_newspaper_has_none_of_the_known_mistakes() -> None:
    forms = ProtectedWord.forms()
    assert len(TEXTS) > 8
    for path in TEXTS:
        text = path.read_text()
        converted = hanzi.traditional(text, forms)
        assert len(converted) == len(text), path.name
        assert not WRONG.findall(converted), path.name


def test_what_comes_with_the_program_is_glyphs_and_no_other_words() -> None:
    forms = ProtectedWord.forms()
    assert len(forms) > 300
    for word, form in forms.items():
        hanzi.check_form(word, form)


def test_the_desk_changes_and_deletes_what_came_with_the_program() -> None:
    desk, row = at_desk(cast.person("栏目维护")), ProtectedWord.objects.get(word="扎制")
    desk.post(f"/admin/masthead/protectedword/{row.pk}/change/", {"word": "扎制", "traditional": "扎製"})
    assert hanzi.traditional("扎制花灯", ProtectedWord.forms()) == "扎製花燈"
    desk.post(f"/admin/masthead/protectedword/{row.pk}/delete/", {"post": "yes"})
    assert hanzi.traditional("扎制花灯", ProtectedWord.forms()) == "扎制花燈"
