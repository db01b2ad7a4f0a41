"""A page of the old site, line by line: breadcrumb, title, facts, body, furniture (docs/importing.md)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
LARGEST = 2 * 1024 * 1024
FIRST_YEAR = 1990
SHORT = 60

BREADCRUMB = re.compile(r"^\W*(?:您?(?:当前|现在|所在)的?|您的)位置\s*[:：](.*)$")
LEVEL = re.compile(r"[>＞›»]+")
TIME = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?[\sT]\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?"
)
LABEL = re.compile(
    r"(发布时间|发表时间|时间|日期|来源|稿源|作者|记者|通讯员|责任编辑|责编|编辑|校对|浏览|阅读|点击|字号|字体)"
    r"(?:次数|数|量)?\s*[:：]"
)
ADDRESS = re.compile(r"^(?:(?:原文|本文|网页)?(?:网址|地址|链接)\s*[:：]\s*)?(https?://\S+)$")
OWN_ADDRESS = re.compile(r"^(?:原文|本文|网页)(?:网址|地址|链接)\s*[:：]\s*(https?://\S+)$")
DATELINE = re.compile(r"^[^，。,()（）]{1,30}[讯电]\s*[(（]([^()（）]*(?:记者|通讯员)[^()（）]*)[)）]")
SIGNED = re.compile(
    r"^(?:[□■◎●◇◆]\s*(\S.{1,50})|((?:本[报网台])?(?:见习)?(?:记者|通讯员|作者)(?:\s*[:：]|\s)\s*\S.{0,40}"
    r"|本[报网台](?:见习)?(?:记者|通讯员)\S.{1,40}))$"
)
CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)】》\"']*$")
FACT = re.compile(r"^[^。！？，；!?;]{0,40}$")
ENUMERATED = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])")
LAST_LINE = re.compile(
    r"^[(（【\[]?\s*(?:责任)?(编辑|责编|校对)\s*[:：]\s*([^)）】\]。！？，]{0,20})[)）】\]]?$"
)
FURNITURE = re.compile(
    r"^[【\[]?(?:免责声明|版权声明|相关阅读|相关新闻|相关链接|延伸阅读|打印本页|关闭窗口|返回顶部)[】\]]?[:：]?$"
    r"|^分享(?:[到至]\s*)?[:：]|^[【\[](?:分享|打印|关闭|收藏|推荐|返回|字号|字体)|^更多\s*(?:>>|＞＞|»)"
    r"|^[上下]一[篇页条]\s*[:：]|^[•·]?\s*关于我们(?:\s*[/|｜丨]|$)"
    r"|^.{0,30}ICP[备证]\s*\d{6,}|^.{0,30}版权所有(?:[\s,，:：©]|$)|^(?:Copyright\b|©)",
    re.IGNORECASE,
)
SPACES = re.compile(r"[^\S\n]+")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
THING = "\ufffc。"  # a line that stands for a picture, a table or a list


class Unreadable(Exception):
    """The file is no saved page that can be taken in whole; says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A picture or another file that a page shows or links to.

    `stands_for` is what stands in the HTML instead of its address until it has been taken in, `address` is
    where the page says it is, `title` names it for readers.
    """

    stands_for: str
    address: str
    title: str
    is_picture: bool
    credit: str = ""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One article of the old site; texts are plain, `categories` has the parent first (one or two names),
    `published_at` is aware (Beijing), `address` is the old address or empty, `source` … may be empty.

    `html` is the body where the page had more than lines of text, else empty; `files` are those it shows.
    """

    site: str
    categories: tuple[str, ...]
    title: str
    subtitle: str
    published_at: datetime
    source: str
    byline: str
    editor: str
    proofreader: str
    address: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    html: str = ""
    files: tuple[SavedFile, ...] = ()


def read(data: bytes) -> SavedPage:
    """Take apart the bytes of a file: UTF-8 (BOM or not) or GB 18030. Raises Unreadable, nothing else."""
    if len(data) > LARGEST:
        raise Unreadable("文件超过2 MB，不是单篇文章")
    return parse(decoded(data))


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise Unreadable("文件在半个汉字处断开，可能不完整") from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise Unreadable("文字编码不是UTF-8，也不是GB18030") from None


def parse(text: str) -> SavedPage:
    """Take apart the text of a saved page. Raises Unreadable, nothing else."""
    refuse_what_is_no_text(text)
    return parse_lines([line for line in map(tidy_line, text.splitlines()) if line])[0]


def tidy_line(line: str) -> str:
    return line.translate(UNSEEN).strip()


def parse_lines(lines: list[str]) -> tuple[SavedPage, list[int]]:
    """The page that these tidy lines are, and the numbers of those that are its body. Raises Unreadable."""
    if not lines:
        raise Unreadable("文件是空的")
    start, site, categories = breadcrumb(lines)
    at, published_at = line_of_time(lines, start + 1)
    no_heading = (ADDRESS.match, LABEL.match, re.compile(THING).match)
    headings = [line for line in lines[start + 1 : at] if not any(match(line) for match in no_heading)]
    if not headings:
        raise Unreadable("没有标题：“当前位置”和时间之间没有文字")
    body_from, facts = line_of_facts(lines, start + 1, at)
    head, subtitle, signed = before_body(lines[body_from:], headings[0])
    kept, ends = body(lines, body_from + head)
    paragraphs = tuple(lines[number] for number in kept if lines[number] != THING)
    page = SavedPage(
        site=site,
        categories=categories,
        title=SPACES.sub(" ", headings[0]),
        subtitle="　".join([*(line.lstrip("—-― ") for line in headings[1:]), *subtitle]),
        published_at=published_at,
        source=facts.get("来源") or facts.get("稿源", ""),
        byline=byline(facts) or signed or dateline(paragraphs),
        editor=facts.get("责任编辑") or facts.get("责编") or facts.get("编辑") or ends.get("编辑", ""),
        proofreader=facts.get("校对") or ends.get("校对", ""),
        address=old_address(lines[: body_from + head], lines[body_from + head :]),
        paragraphs=paragraphs,
    )
    return page, kept


def refuse_what_is_no_text(text: str) -> None:
    if any(ord(sign) < 32 and sign not in "\t\n\r\f\v" for sign in text):
        raise Unreadable("不是文本文件")
    if "\ufffd" in text:
        raise Unreadable("文字里有认不出的字符（�），文件已经损坏")


def breadcrumb(lines: list[str]) -> tuple[int, str, tuple[str, ...]]:
    """Where the breadcrumb is, the site's name, and the names of one or two categories."""
    for index, line in enumerate(lines):
        if found := BREADCRUMB.match(line):
            levels = [level for level in (one.strip() for one in LEVEL.split(found[1])) if level]
            site, names = "".join(levels[:1]), [level for level in levels[1:] if level != "正文"]
            if not names:
                raise Unreadable("“当前位置”里没有栏目")
            # The paper's categories are two levels deep: the channel and the place itself.
            return index, site, (names[0], names[-1]) if len(names) > 1 else (names[0],)
    raise Unreadable("没有“当前位置”一行，不知道属于哪个栏目")


def line_of_time(lines: list[str], start: int) -> tuple[int, datetime]:
    """Where the line with the time of publication is, and the time."""
    for index, line in enumerate(lines[start : start + 10], start):
        found = TIME.search(line)
        if found and len(line) <= 200 and (found.start() == 0 or LABEL.search(line)):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            try:
                at = datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)
            except ValueError:
                raise Unreadable(f"时间写错了：{found[0]}") from None
            if at.year < FIRST_YEAR:
                raise Unreadable(f"时间不合常理：{found[0]}")
            return index, at
    raise Unreadable("没有发布时间")


def line_of_facts(lines: list[str], start: int, at: int) -> tuple[int, dict[str, str]]:
    """The labelled facts around the line of time, and where they end."""
    end = at + 1
    while end < len(lines) and (is_fact(lines[end]) or ADDRESS.match(lines[end])):
        end += 1
    facts: dict[str, str] = {}
    for line in [*filter(LABEL.match, lines[start:at]), *lines[at:end]]:
        rest = TIME.sub(" ", re.sub(r"[【\[].*?[】\]]", " ", line))
        _, *parts = LABEL.split(rest)
        for label, value in zip(parts[::2], parts[1::2], strict=True):
            facts.setdefault(label, tidy(value.strip(" \t　|｜丨")))
    return end, facts


def is_fact(line: str) -> bool:
    """A label with a name behind it, not somebody who speaks in an interview (记者：……)."""
    found = LABEL.match(line)
    return found is not None and FACT.match(line[found.end() :]) is not None


def before_body(lines: list[str], title: str) -> tuple[int, list[str], str]:
    """How many lines stand between the facts and the body, the subtitle and the signed byline among them."""
    subtitle: list[str] = []
    signed = ""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if ADDRESS.match(line) or repeats(line, title):
            continue
        if is_paragraph(line) or FURNITURE.match(line):
            return index, subtitle, signed
        if not signed and (found := SIGNED.match(line)):
            signed = tidy(re.sub("[:：]", " ", found[1] or found[2]))
        elif not subtitle and (is_paragraph(after) or SIGNED.match(after) or repeats(after, title)):
            subtitle.append(SPACES.sub(" ", line.lstrip("—-― ")))
        else:
            return index, subtitle, signed
    return len(lines), subtitle, signed


def is_paragraph(line: str) -> bool:
    """Running text or a heading inside it: nothing that could be a subtitle."""
    return len(line) > SHORT or any((CLOSED.search(line), DATELINE.match(line), ENUMERATED.match(line)))


def repeats(line: str, title: str) -> bool:
    """A headline of the printed paper: says the title, or part of it, once more."""
    one, whole = letters(line), letters(title)
    return len(one) >= 4 and (one == whole or (one in whole and not CLOSED.search(line)))


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def body(lines: list[str], start: int) -> tuple[list[int], dict[str, str]]:
    """The numbers of the lines up to the furniture, and the names in those that close them (编辑, 校对)."""
    end = next((number for number in range(start, len(lines)) if FURNITURE.match(lines[number])), len(lines))
    text = [number for number in range(start, end) if not OWN_ADDRESS.match(lines[number])]
    ends: dict[str, str] = {}
    while text and (found := LAST_LINE.match(lines[text[-1]])):
        ends[found[1].replace("责编", "编辑")] = tidy(found[2])
        text.pop()
    if not text:
        raise Unreadable("没有正文")
    last = lines[text[-1]]
    if not (ends or end < len(lines) or CLOSED.search(last) or last[-1] in "）)】]"):
        raise Unreadable("正文没有完：最后一段停在半句话上，文件可能不完整")
    return text, ends


def byline(facts: dict[str, str]) -> str:
    """The names in the line of facts; 记者 and 通讯员 keep their word."""
    named = [f"{label} {facts[label]}" for label in ("记者", "通讯员") if facts.get(label)]
    return "　".join(named) or facts.get("作者", "")


def dateline(paragraphs: tuple[str, ...]) -> str:
    """本报讯（记者 ×××　通讯员 ×××）: the names in it (norms 5.11)."""
    found = next(filter(None, map(DATELINE.match, paragraphs[:3])), None)
    return tidy(found[1]) if found else ""


def tidy(names: str) -> str:
    """One space where there were several; a full-width one stays (张　三)."""
    return SPACES.sub(lambda found: "　" if "　" in found[0] else " ", names).strip()


def old_address(head: list[str], rest: list[str]) -> str:
    """A line with nothing but an address above the body, or one that says what it is further down."""
    every = [*map(ADDRESS.match, head), *map(OWN_ADDRESS.match, rest)]
    address = next((found[1] for found in every if found), "")
    try:
        urlsplit(address)
    except ValueError:
        raise Unreadable(f"原网址写错了：{address[:60]}") from None
    return address
