"""Where a large headline must not break on a phone: inside a number with its unit, inside a quoted word."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

LONGEST = 7  # characters that fit a line of senior mode on 320 px
DIGITS = r"[\d〇零一二两三四五六七八九十百千万亿.,]"
UNIT = (
    "平方公里|平方米|公里|海里|公斤|公顷|毫米|厘米|小时|分钟|个月|"
    "[个年月日天秒米吨亩元岁人名位户家村座栋台辆艘条件项场次轮批期届号路倍成%％]"
)
# Without the quotation marks: they never part from the word anyway, and close up with the marks beside them.
QUOTED = "(?<=“)[^“”]+(?=”)|(?<=《)[^《》]+(?=》)"
WHOLE = re.compile(rf"({QUOTED}|第?{DIGITS}+(?:{UNIT})|{DIGITS}{{2,}})")


@register.filter
def headline(title: str) -> SafeString:
    """`title` with spans that stay on one line; not a character is added or lost."""
    return format_html_join(
        "", "{}", ((_piece(words, place % 2 == 1),) for place, words in enumerate(WHOLE.split(title)))
    )


def _piece(words: str, whole: bool) -> SafeString:
    if whole and len(words) <= LONGEST:
        return format_html('<span class="whole">{}</span>', words)
    return conditional_escape(words)
