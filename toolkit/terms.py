"""What a search engine stores of a text: overlapping pairs of characters, in one script.

A unit is a Han character, a word of letters or a number; what stands between units (blanks, punctuation) is passed
over, so that 张　三, “张、三” and 張三 are the same. Two neighbouring units make one term, so two or more units in a
row are found wherever they stand, across the borders of words.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .hanzi import simplified, traditional

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A number with commas between its thousands is one unit, a letter beside a digit is not: 5G is 5 and G.
UNIT = re.compile(rf"[{HAN}]|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+|[^\W\d_{HAN}]+")
QUOTED = re.compile(r"[“”\"＂「」『』]([^“”\"＂「」『』]+)[“”\"＂「」『』]")
LONGEST_UNIT = 40
LAST_OF_16_BITS, ELSE = "\uffff", "\0"
# What OpenCC writes for a Simplified character within some words only (借 is 藉 in 藉口), and leaves as it is where it
# stands alone: all such pairs of its tables, docs/search.md. They are one character for a search, the first of the two.
ONE_FOR_SEARCH = """
借藉 复覆 背揹 了瞭 链炼 夫伕 宁甯 熏薰 苏甦 么幺 坐座 穗𰬸 枪鎗 象像 具俱 里哩 戚𬭭 苎苧 浚濬 焰燄 拿拏 仇雠 藤籐
果菓 仿彷 锄耡 吣唚 耇耈 琅瑯 堤隄 檗蘗 筱筿 斤觔 呆待 豆荳 澄澂 斫斲
"""
THE_OTHER = {ord(pair[1]): pair[0] for pair in ONE_FOR_SEARCH.split()}


class Folding(dict[int, str]):
    """For `str.translate`: each character alone, so that a part of a text folds as it does in the whole.

    NFKC, Simplified, lower case: ＩＳＯ → iso, 臺灣 → 台湾. Simplified by way of Traditional, so that the character of
    a text and the one that the Traditional edition prints for it have the same end: 么 as well as 麼 is 么.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code))
        both = "".join(simplified(traditional(letter)) for letter in plain)
        folded = self[code] = both.translate(THE_OTHER).casefold()
        return folded


FOLDED = Folding()


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and where it stands in the text as written: from `start` up to `end`."""

    unit: str
    start: int
    end: int


def fold(text: str) -> str:
    return text.translate(FOLDED)


def units(text: str) -> list[str]:
    """The units of `text`, words and numbers between dots, so that 1 and 12 are never 11 and 2."""
    # Said here once more, because nearly all are single characters and a call for each would double the time.
    return [u if len(u) == 1 and u >= "㐀" else written(u) for u in UNIT.findall(fold(text))]


def written(found: str) -> str:
    if len(found) == 1 and (found >= "㐀" or found in "々〇"):
        return found
    return f"·{found.replace(',', '')[:LONGEST_UNIT]}·"


def places(text: str) -> list[Place]:
    """The units of `text` with their places, for marking."""
    letters = [(folded, at) for at, letter in enumerate(text) for folded in FOLDED[ord(letter)]]
    line = "".join(letter for letter, _ in letters)
    return [
        Place(written(found[0]), letters[found.start()][1], letters[found.end() - 1][1] + 1)
        for found in UNIT.finditer(line)
    ]


def pairs(row: list[str]) -> list[str]:
    """The terms of a row of units, one for each neighbourhood, in order."""
    return list(map("".join, pairwise(row)))


def number(term: str) -> int:
    """A term as a signed number of 32 bits: two characters side by side, else what CRC-32 makes of it.

    Two terms that fall together cost a wrong hit in a million.
    """
    if len(term) <= 2 and max(term) <= LAST_OF_16_BITS:
        return int.from_bytes(term.encode("utf-16-be"), signed=True)
    return zlib.crc32(term.encode()) - 2**31


def numbers(row: Sequence[str]) -> list[int]:
    """The numbers of the terms of a row of units, in no order; a text has 1,500, so that each nanosecond tells."""
    line = "".join(row)
    if len(line) != len(row) or max(line, default="") > LAST_OF_16_BITS:
        line = "".join(unit if len(unit) == 1 and unit <= LAST_OF_16_BITS else ELSE for unit in row)
    code = line.encode("utf-16-be")
    found = [*_numbers_in(code), *_numbers_in(code[2:])]
    if ELSE not in line:
        return found
    others = [a + b for (a, b), pair in zip(pairwise(row), pairwise(line), strict=True) if ELSE in pair]
    return [one for one in found if one >> 16 and one & 0xFFFF] + [number(term) for term in others]


def _numbers_in(code: bytes) -> tuple[int, ...]:
    """Four bytes each, what is left at the end aside."""
    return struct.unpack_from(f">{len(code) // 4}i", code)


def is_word(unit: str) -> bool:
    """A word of letters or a number, not a Han character."""
    return unit[-1] == "·"


def is_alone(row: list[str]) -> bool:
    """One Han character and nothing else."""
    return len(row) == 1 and not is_word(row[0])


def phrases(query: str) -> list[list[str]]:
    """What somebody asks for, as rows of units that must stand together; every row must be there.

    “ ” and 「 」 hold words together; blanks part them; a character alone belongs to the word beside it (张 三), never
    to words held together: beside nothing else it is left out.
    """
    asked = [row for quoted in QUOTED.findall(query) if not is_alone(row := units(quoted))]
    rest = QUOTED.sub(lambda found: f" {found[1]} " if is_alone(units(found[1])) else " ", query)
    held, alone = len(asked), list[str]()
    for word in rest.split():
        row = alone + units(word)
        alone = row if is_alone(row) else []
        if row and not alone:
            asked.append(row)
    if alone and len(asked) > held:
        asked[-1] = asked[-1] + alone
    return [row for row in asked if row] or [row for row in [alone] if row]
