"""Private numbers in a text (norms 2.10); masked ones, office lines and hotlines are fine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .reading import AROUND, Reading, Spot, around

WIDE = str.maketrans("０１２３４５６７８９＠．－　Ｘｘ", "0123456789@.- Xx")
# What people put between the groups of a number, or a page puts there unseen.
GAP = r"[ \u00a0\u2000-\u200b\u2060\u2010-\u2015\u00b7.-]{0,2}"
ALONE, ENDS = (
    r"(?<![\d*])(?<!\d\.)",
    r"(?![\d*])",
)  # neither inside a longer number nor behind a decimal point
MOBILE = re.compile(
    rf"{ALONE}(?:(?:\+|00)?86{GAP})?"
    rf"(?:1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}|1[3-9]\d\d{GAP}\d{{3}}{GAP}\d{{4}}){ENDS}"
)
IDENTITY = re.compile(
    rf"{ALONE}[1-9]\d{{5}}{GAP}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])\d{{2}}{GAP}\d{{3}}[\dXx]{ENDS}"
)
CARD = re.compile(rf"{ALONE}[3-6]\d{{3}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?{ENDS}")
PROVIDERS = (
    "qq foxmail 163 126 yeah sina sohu aliyun 139 189 wo gmail googlemail outlook hotmail live icloud yahoo"
).split()
MAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]+@(?:vip\.)?(?:{'|'.join(PROVIDERS)})\.(?:com|cn|net)(?:\.cn)?(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"


def mobile_numbers(text: Reading) -> Iterator[Spot]:
    yield from numbers(text, MOBILE, "手机号码", lambda number: True)


def identity_numbers(text: Reading) -> Iterator[Spot]:
    yield from numbers(text, IDENTITY, "居民身份证号码", is_identity)


def bank_cards(text: Reading) -> Iterator[Spot]:
    yield from numbers(text, CARD, "银行卡号", lambda number: is_card(number) and not is_identity(number))


def private_mail(text: Reading) -> Iterator[Spot]:
    yield from numbers(text, MAIL, "个人邮箱", lambda address: True)


def numbers(
    text: Reading, pattern: re.Pattern[str], name: str, real: Callable[[str], bool]
) -> Iterator[Spot]:
    """Where `pattern` stands and `real` holds for it without its gaps; the quote is masked, for it is kept."""
    for field, written in text.words.items():
        words = written.translate(WIDE)
        for found in pattern.finditer(words):
            said = found[0].strip()
            if real(re.sub(r"[\W_]", "", said)):
                before = around(words, found.start(), found.start() - AROUND)
                yield Spot(field, f"出现{name}", f"{before}{masked(said)}", found.start())


def masked(said: str) -> str:
    """138****1234: enough to find it again in the text."""
    head, tail = (3, 4) if "@" not in said else (1, len(said) - said.index("@"))
    return f"{said[:head]}****{said[-tail:]}"[:60]


def is_identity(number: str) -> bool:
    """18 signs whose last follows from the others (GB 11643)."""
    if not IDENTITY.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_SIGNS[total % 11] == number[-1].upper()


def is_card(number: str) -> bool:
    """16 to 19 digits that satisfy Luhn's sum (GB/T 17552)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return len(set(number)) > 1 and sum(value // 10 + value % 10 for value in doubled) % 10 == 0
