"""What stands under a hit: enough of the text to see why it was found, as a reader would read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from tests import cast
from tests.cast import HOUR

from .asked import found, page

pytestmark = pytest.mark.django_db
TABLE = (
    "<table><thead><tr><th>路段</th><th>长度（公里）</th></tr></thead>"
    "<tbody><tr><td><p>观潮步道</p></td> <td>0.9</td></tr><tr><td>蚝田段</td><td>2.1</td></tr></tbody></table>"
)


def extract(words: str) -> str:
    (hit,) = page(q=words).context["found"].hits
    return "".join(f"【{part.text}】" if part.marked else part.text for part in hit.extract)


def live(**words: Any) -> Article:
    return cast.published(now=timezone.now() - HOUR, **words)


def test_a_row_of_a_table_is_one_line() -> None:
    live(title="骑行线", body=f"<p>全线贯通。</p>{TABLE}")
    assert extract("0.9") == "观潮步道　【0.9】"
    assert extract("长度") == "路段　【长度】（公里）"


def test_the_cells_of_a_row_stay_apart_in_the_index_and_in_the_marks() -> None:
    article = live(title="骑行线", body=f"{TABLE}<p>观潮步道。</p>")
    for words in ("观潮步道", "长度公里"):
        assert found(words, now=timezone.now()) == [article.pk]
    for words in ("步道0.9", "路段长度"):
        assert found(words, now=timezone.now()) == []


def test_keywords_find_an_article_and_are_never_shown() -> None:
    live(
        title="图集", summary="第一缕光照在桥塔上。", body="<p>海面先亮。</p>", keywords="图集,跨湾大桥,建桥"
    )
    assert extract("跨湾大桥") == "第一缕光照在桥塔上。　海面先亮。"
    assert "建桥" not in page(q="跨湾大桥").content.decode()


def test_words_of_kicker_subtitle_and_short_title_are_shown_where_they_stand() -> None:
    live(title="新路通车", kicker="银杏大道", summary="路通了。", body="<p>全长三公里，双向四车道。</p>")
    live(title="绿化完成", subtitle="——桂花巷种树百棵", summary="种好了。", body="<p>全长三公里。</p>")
    assert extract("银杏大道").startswith("【银杏大道】")
    assert "【桂花巷】种树百棵" in extract("桂花巷")


def test_a_sentence_goes_before_a_heading_that_has_the_same_words() -> None:
    body = "<h2>跨湾大桥</h2><p>记者走上合龙前的跨湾大桥，海风很大，工人正在收紧最后一根缆索。</p>"
    live(title="图集", summary="", body=body)
    assert extract("大桥").startswith("记者走上合龙前的跨湾【大桥】")


def test_a_heading_alone_goes_on_with_what_follows() -> None:
    live(title="图集", summary="", body="<h2>跨湾大桥</h2><p>海风很大。</p><p>工人收工。</p>")
    assert extract("大桥").startswith("跨湾【大桥】　海风很大。　工人收工。")
