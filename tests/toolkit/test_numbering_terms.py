"""The numbers that PostgreSQL keeps of a text are those that a question asks for."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from toolkit.terms import number, numbers, pairs, units

LETTERS = st.sampled_from([*"海堤步道亮灯々〇𠮷龥ab12，。 "])


@given(st.text(LETTERS, max_size=40))
def test_a_whole_row_has_the_numbers_of_its_terms(text: str) -> None:
    row = units(text)
    assert Counter(numbers(row)) == Counter(map(number, pairs(row)))


def test_terms_differ_and_fit_into_32_bits() -> None:
    terms = [
        "海堤",
        "堤海",
        "海",
        "堤",
        "·12·年",
        "年·12·",
        "·12·",
        "·1··2·",
        "𠮷田",
        "田𠮷",
        "§c7",
        "§s7",
        "鿿鿿",
    ]
    found = [number(term) for term in terms]
    assert len(set(found)) == len(terms)
    assert all(-(2**31) <= one < 2**31 for one in found)
