"""What the Traditional edition prints is found by the words of the text, and the text by what is read there."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.models import ProtectedWord
from newsroom import demo
from toolkit.hanzi import traditional
from toolkit.terms import ONE_FOR_SEARCH, fold

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [*sorted(Path(demo.__file__).parent.rglob("*.toml")), ROOT / "docs" / "编辑手册.md"]
BLOCKS = (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0)
# A word for each pair of terms.ONE_FOR_SEARCH, in its order.
WORDS = """
借口 答复 背包袱 了望 项链 车夫 宁戚 熏陶 复苏 么 坐标 穗帐 明枪易躲暗箭难逃 想象 家具 滴里嘟噜 朱干玉戚 苧烯 修浚
气焰万丈 拿云 无言不仇 牵藤带叶 黄果树瀑布 仿佛 耕前锄后 胡吣 胡耇 珐琅彩 苏公堤 啮檗吞针 秋筱宫 牛表牛斤
呆着 卖豆腐点了河滩地 澄江 采椽不斫
""".split()


@pytest.mark.parametrize(
    "word",
    [
        *(
            "什么",
            "怎么",
            "为什么",
            "这么",
            "那么",
            "多么",
            "要么",
            "么妹",
            "答复",
            "回复",
            "批复",
            "反复",
            "覆盖",
            "凭借",
            "借助",
        ),
        *(
            "慰藉",
            "狼藉",
            "苏醒",
            "复苏",
            "江苏",
            "了解",
            "明了",
            "一目了然",
            "瞭望",
            "熏陶",
            "烟熏",
            "背负",
            "背包",
            "想象",
            "好像",
        ),
        *(
            "大象",
            "肖像",
            "剩余",
            "钟表",
            "钟南山",
            "拜托",
            "面条",
            "台湾",
            "臺灣",
            "裏面",
            "裡面",
            "头发",
            "项链",
            "产业链",
        ),
    ],
)
def test_a_word_of_the_news_folds_as_its_traditional_form_does(word: str) -> None:
    assert fold(traditional(word)) == fold(word)
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(("word", "pair"), [*zip(WORDS, ONE_FOR_SEARCH.split(), strict=True)])
def test_each_pair_of_the_table_is_there_because_of_a_word(word: str, pair: str) -> None:
    assert fold(pair) == pair[0] * 2
    assert fold(traditional(word)) == fold(word)


def test_every_character_folds_as_its_traditional_form_does_and_only_once() -> None:
    for character in (chr(code) for first, end in BLOCKS for code in range(first, end)):
        folded = fold(character)
        assert fold(traditional(character)) == fold(folded) == folded, character
        assert len(folded) == 1, character


@pytest.mark.django_db
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_page_of_the_demonstration_folds_as_its_traditional_edition_does(path: Path) -> None:
    text = path.read_text()
    assert fold(traditional(text, ProtectedWord.forms())) == fold(text)


@pytest.mark.django_db
def test_the_words_that_come_with_the_program_fold_as_their_forms_do() -> None:
    assert {
        word: fold(form) for word, form in ProtectedWord.forms().items() if fold(form) != fold(word)
    } == {}


@pytest.mark.parametrize(
    "two", ["沉沈", "划画", "坏坯", "后候", "干千", "发法", "份分", "做作", "账帐", "他她", "那哪"]
)
def test_characters_that_only_resemble_each_other_stay_two(two: str) -> None:
    assert fold(two[0]) != fold(two[1])
