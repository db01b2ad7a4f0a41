"""Chinese text has no spaces: overlapping pairs of characters stand for words. And it is written in two scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property, lru_cache

from django.core.exceptions import ValidationError
from opencc import OpenCC

QUOTES = str.maketrans("「」『』", "“”‘’")
NOT_TEXT = re.compile(r"[\W_]+")
# It goes on in Chinese characters only behind a sign that can't end an address.
ADDRESS = r"https?://[!-;=?-~]*(?:(?<=[/?=&#.-])[^\s<>\"，。；：、！？）」』”’\x1f]*)?"
# 闽政办〔2025〕12号: the number of a document, behind a code of two to six characters for who issued it.
NUMBER = re.compile(r"〔\d{4}〕第?\d+号")
CODE, BEFORE = range(2, 7), re.compile(r"[\u4e00-\u9fff]*$")
# What a sentence says before such a code, and no code has in it.
LEADING_UP = re.compile(
    "[据按照由以依见和与及或在是为将从对于了的号]|印发|转发|下发|发布|执行|落实|贯彻|参照|遵照|文件|关于|通知"
)


def pairs(text: str) -> frozenset[str]:
    """Overlapping two-character terms of `text` without punctuation; 台商区 → {台商, 商区}."""
    letters = NOT_TEXT.sub("", text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of pairs two texts have in common (Jaccard), 0.0 to 1.0."""
    return len(one & other) / len(one | other) if one and other else 0.0


@lru_cache(maxsize=2)
def converter(direction: str) -> Callable[[str], str]:
    """OpenCC's converter of that name; reading its tables takes milliseconds, so once per process."""
    return OpenCC(direction).convert


def traditional(text: str, protected: Collection[str] = ()) -> str:
    """`text` in Traditional characters: glyphs, never vocabulary (docs/decisions/0011).

    Addresses of pages and numbers of documents stay, and so do the `protected` words; a mapping gives the form that
    takes a word's place. The longest protected word that begins at a character counts.
    """
    if text.isascii():
        return text
    if "〔" in text and len(parts := between_file_numbers(text)) > 1:
        return "".join(part if n % 2 else traditional(part, protected) for n, part in enumerate(parts))
    convert = converter("s2tw")
    converted = convert(text)
    if not protected and "://" not in text:
        return converted
    forms = protected if isinstance(protected, Mapping) else {}
    pattern = protected.pattern if isinstance(protected, Forms) else pattern_of(tuple(protected))
    if len(converted) != len(text):  # the places no longer agree, so the words are cut out before converting
        cut = pattern.split(text)
        return "".join(forms.get(part, part) if n % 2 else convert(part) for n, part in enumerate(cut))
    done, pieces = 0, []
    for found in pattern.finditer(text):
        pieces += [converted[done : found.start()], forms.get(found[0], found[0])]
        done = found.end()
    return "".join([*pieces, converted[done:]])


def between_file_numbers(text: str) -> list[str]:
    """`text` in parts, every second of them the number of a document with its code.

    Where a longer row of characters runs into a number nobody can tell where the code begins: it is no number then.
    """
    parts, done = [], 0
    for found in NUMBER.finditer(text):
        row = BEFORE.findall(text, max(done, found.start() - 2 * CODE[-1]), found.start())
        code = LEADING_UP.split(row[0])[-1]
        if len(code) in CODE:
            begin = found.start() - len(code)
            parts += [text[done:begin], text[begin : found.end()]]
            done = found.end()
    return [*parts, text[done:]]


def simplified(text: str) -> str:
    """`text` in Simplified characters; what is Simplified already, stays."""
    return text if text.isascii() else converter("tw2s")(text)


def in_one_script(text: str) -> str:
    """What a reader of any edition saw, to be found in the text as it was written: Simplified, with “ ” and ‘ ’."""
    return simplified(text).translate(QUOTES)


def check_form(word: str, form: str) -> None:
    """`form` is `word` in other glyphs; raises ValidationError with a sentence when it is another word."""
    if len(form) != len(word) or simplified(form) != simplified(word):
        raise ValidationError(
            f"“{form}”不是“{word}”的繁体写法：换回简体是“{simplified(form)}”。"
            "这里只能改字形，不能改词；要改词，请改稿件，走审核。"
        )


class Forms(dict[str, str]):
    """Words and the forms that take their places, to convert many texts of a page with."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return pattern_of(tuple(self))


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One group that matches the address of a page or any of `words`, the longest first.

    Words with the same first character are one branch, so that hundreds cost no more than their first characters.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(filter(None, words), key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = [f"{re.escape(first)}(?:{'|'.join(more)})" for first, more in rests.items()]
    return re.compile(f"({'|'.join([ADDRESS, *branches])})")
