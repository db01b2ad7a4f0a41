"""From Simplified to Traditional and back: glyphs only, names as the newsroom wrote them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from toolkit import hanzi


@pytest.mark.parametrize(
    ("simple", "form"),
    [
        ("发展和头发", "發展和頭髮"),
        ("后来的皇后", "後來的皇后"),
        ("十里长堤里面", "十里長堤裡面"),
        ("干部把衣服晒干", "幹部把衣服曬乾"),
        ("台风过境台州", "颱風過境台州"),
        ("软件、网络和信息", "軟件、網絡和信息"),  # the words of the mainland stay
    ],
)
def test_the_phrase_decides_which_character_stands(simple: str, form: str) -> None:
    assert hanzi.traditional(simple) == form
    assert hanzi.simplified(form) == simple


def test_a_protected_word_stays_and_its_neighbours_are_converted_as_if_it_were_not_there() -> None:
    assert hanzi.traditional("于先生后来说", ["于先生"]) == "于先生後來說"
    assert hanzi.traditional("于洪涛于是发言", {"于洪涛": "于洪濤"}) == "于洪濤於是發言"


def test_the_longer_of_two_protected_words_counts() -> None:
    forms = {"于洪": "于洪", "于洪涛": "于洪濤"}
    assert hanzi.traditional("于洪涛", forms) == "于洪濤"


@pytest.mark.parametrize("address", ["https://news.example.cn/发展/后来?里=干", "http://发展.example.cn/"])
def test_the_address_of_a_page_stays_and_the_text_behind_it_is_converted(address: str) -> None:
    assert hanzi.traditional(f"见{address}，后来发展") == f"見{address}，後來發展"
    assert hanzi.traditional("见https://example.cn后来发展") == "見https://example.cn後來發展"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("闽政办〔2025〕12号", "闽政办〔2025〕12号"),
        ("根据闽政办〔2025〕12号文件", "根據闽政办〔2025〕12号文件"),
        ("《关于发展的通知》（泉台管〔2026〕5号）", "《關於發展的通知》（泉台管〔2026〕5号）"),
        ("转发国发〔2021〕1号和闽财税〔2022〕第11号", "轉發国发〔2021〕1号和闽财税〔2022〕第11号"),
        ("见闽经信〔2025〕3号、4号", "見闽经信〔2025〕3号、4號"),
    ],
)
def test_the_number_of_a_document_stays_and_the_sentence_around_it_is_converted(text: str, form: str) -> None:
    assert hanzi.traditional(text) == form
    assert hanzi.traditional(text, {"于洪涛": "于洪濤"}) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("国务院办公厅国办发〔2025〕3号", "國務院辦公廳國辦發〔2025〕3號"),
        ("〔2025〕12号", "〔2025〕12號"),
        ("后来〔发展〕", "後來〔發展〕"),
    ],
)
def test_where_nobody_can_tell_the_code_of_a_number_all_of_it_is_converted(text: str, form: str) -> None:
    assert hanzi.traditional(text) == form


def test_both_standards_of_traditional_are_understood() -> None:
    assert hanzi.simplified("裏面爲衆人") == hanzi.simplified("裡面為眾人") == "里面为众人"


@pytest.mark.parametrize(("word", "form"), [("软件", "軟體"), ("书记", "書記員"), ("三百人", "五百人")])
def test_a_form_that_is_another_word_is_refused_with_a_sentence(word: str, form: str) -> None:
    with pytest.raises(ValidationError, match="只能改字形，不能改词"):
        hanzi.check_form(word, form)
    hanzi.check_form("于洪涛", "于洪濤")
