"""Where a piece stands, in the words of the newsroom."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from .. import rules
from ..models import Article, Revision
from ..models.article import BEIJING

NO_SUCH_ARTICLE = (
    "没有这个编号的稿件。编号是稿件网址最后的数字，例如 /2026-11/24/content_128.htm 的编号是 128"
)


def in_beijing(moment: datetime | None) -> str:
    """2026-11-25 08:00; empty where there is no moment."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}" if moment else ""


def explained(article: Article, now: datetime) -> str:
    """One sentence on what readers see of it at `now`."""
    version = f"第{article.live.number}版" if article.live else ""
    match article.state(now)[0]:
        case "withdrawn":
            kind = article.get_withdrawal_kind_display()
            return f"北京时间 {in_beijing(article.withdrawn_at)} 撤稿（{kind}）：{article.withdrawal_reason}"
        case "trashed":
            return "读者看不到。要继续写，请打开“回收站”，点“恢复”。"
        case "scheduled":
            sentence = f"将于北京时间 {in_beijing(article.published_at)} 发布{version}。"
        case "live":
            sentence = f"北京时间 {in_beijing(article.published_at)} 发布，读者看到的是{version}。"
            if article.next:
                sentence += f"将于北京时间 {in_beijing(article.next_at)} 换成第{article.next.number}版。"
        case "expired":
            return f"北京时间 {in_beijing(article.take_down_at)} 已下线，读者打开地址会看到“内容已下线”。"
        case _:
            return f"还没有发布，读者看不到。{promised(article, now)}"
    ending = f"将于北京时间 {in_beijing(article.take_down_at)} 下线。" if article.take_down_at else ""
    return sentence + ending


def after_saving(article: Article, revision: Revision | None, now: datetime) -> str:
    """One sentence on what a save has changed for readers; `revision` None means that no word was changed."""
    newest = article.newest.number if article.newest else 0
    done = f"已保存第{newest}版。" if revision else f"文字没有改动，仍是第{newest}版。"
    version = f"第{article.live.number}版" if article.live else ""
    if article.state(now)[0] == "unpublished":
        return done + outlook(article, now)
    if not article.has_newer_text:
        return done + explained(article, now)
    match article.state(now)[0]:
        case "live" if article.next and article.next_id != article.newest_id:
            due = f"北京时间 {in_beijing(article.next_at)} 换上的仍是第{article.next.number}版"
            return f"{done}{due}；要换成新的一版，请重新定时。"
        case "live":
            return f"{done}读者现在看到的是{version}，发布后才会更新。"
        case "scheduled":
            moment = in_beijing(article.published_at)
            return f"{done}北京时间 {moment} 发布的仍是{version}；要发布新的一版，请重新定时。"
        case _:
            return done + explained(article, now)


def outlook(article: Article, now: datetime) -> str:
    """When the newest text goes live by itself, or why it doesn't: asked of the rules at this moment."""
    kept = rules.kept_back(article) + rules.embargoed(article, now)
    return f"不会发布，因为{'；'.join(kept or ['没有定时，也还没有人按“发布”'])}。"


def promised(article: Article, now: datetime) -> str:
    """Until when nobody may publish it; empty where nothing was promised, or the moment has passed."""
    until = article.embargo_until
    return f"北京时间 {in_beijing(until)} 以前禁止发布。" if until and until > now else ""


def name_of(person: User) -> str:
    """A colleague's name as Chinese is written, family name first; the account where none is filled in."""
    return f"{person.last_name}{person.first_name}" or person.username
