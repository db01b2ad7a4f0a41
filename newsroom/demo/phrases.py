"""Titles and texts of plain articles, put together from invented pieces."""

from __future__ import annotations

from random import Random

PLACES = "望潮镇 锚石镇 云汐镇 鹭汀镇 渔灯街道 听海街道 蚝坪村 汐尾村 堤东村 堤西村 环湖社区 盐埕社区".split()
THINGS = (
    "社区食堂 口袋公园 村级书屋 老年学堂 排涝泵站 农贸市场 公交首末站 晚托班 灯光球场 "
    "健康小屋 滨海步道 便民服务点 充电车棚 供水管网 分类投放点 养蚝合作社 快递驿站 体育公园 避风小港"
).split()
NEWS = (
    "本月投入使用 完成改造 通过验收 增设晚间服务 迎来首批居民 运行满一年 公布下月安排 "
    "加装无障碍坡道 换上新标识 试行预约 更新设备 开始试运行 延长开放时间 向居民征求意见"
).split()
RESULTS = ("惠及{}户居民", "首月接待{}人次", "登记报名{}人", "收到建议{}条", "缩短路程{}米", "新增座位{}个")
PARAGRAPHS = tuple(
    f"<p>{text}</p>\n"
    for text in (
        "项目从去年秋天动工，工期比原计划缩短了十二天，施工时保留了原有的两排榕树。",
        "负责管理的工作人员介绍，开放时间分上午、下午两段，节假日照常，雨天顺延。",
        "附近居民说，以前要绕到镇上才能办的事，现在走几分钟就能办好，老人也不用再等班车。",
        "记者在现场看到，入口处设了坡道和扶手，指示牌用了大字，夜间灯光没有照进住户的窗户。",
        "经费由村里自筹一部分，上级补助一部分，每一笔支出都贴在公示栏里，可以随时查看。",
        "方案征求意见时收到的建议，有三分之二被采纳，没有采纳的逐条写明了理由。",
        "下一步还要补上遮阳棚和座椅，预计两个月内完工，完工以前请从东侧通道进出。",
        "据统计，试运行以来设备没有出现故障，用水用电比改造前减少了一成左右。",
        "村民代表参加了全过程的监督，隐蔽部位在覆盖以前拍照存档，一共留下二百多张照片。",
        "有意参加的居民可以到服务点登记，也可以打电话预约，名额满了以后按顺序递补。",
        "负责养护的单位每周巡查两次，发现破损的，四十八小时以内修复，修复情况写在登记本上。",
        "这里原来是一片闲置的晒场，下雨积水，晴天扬尘，几年来一直是会上提得最多的一件事。",
        "孩子们放学以后可以在这里待到家长下班，值班的志愿者大多是退休教师。",
        "从早上七点到晚上九点，进出的人按时段统计，管理方据此调整了清洁和值班的时间。",
        "同类的改造今年还有六处，排期已经公布，哪一处先做由各村抽签决定。",
        "验收那天下着小雨，七位代表撑着伞把排水口一处一处看过去，最后在单子上签了字。",
    )
)
DATELINE = "<p>本网讯　{}{}{}。{}。</p>\n"


def text(chance: Random) -> dict[str, str]:
    """A title, a summary of one sentence, and a body of five short paragraphs as HTML."""
    place, thing, news = chance.choice(PLACES), chance.choice(THINGS), chance.choice(NEWS)
    result = chance.choice(RESULTS).format(chance.randrange(20, 2000))
    start = chance.randrange(len(PARAGRAPHS) - 4)
    body = DATELINE.format(place, thing, news, result) + "".join(PARAGRAPHS[start : start + 4])
    return {
        "title": f"{place}{thing}{news}，{result}",
        "summary": f"{place}{thing}{news}。",
        "body": body.rstrip(),
    }
