"""Private numbers are found wherever readers would see them; office numbers and masked ones are not."""

from __future__ import annotations

import pytest

from .texts import figure, findings, found

pytestmark = pytest.mark.django_db
ID = "11010519491231002X"  # the example of the standard


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("请联系13812345678。", "mobile_numbers"),
        ("请联系138 1234 5678。", "mobile_numbers"),
        ("请联系138-1234-5678。", "mobile_numbers"),
        ("请联系+86 13812345678。", "mobile_numbers"),
        ("请联系１３８１２３４５６７８。", "mobile_numbers"),
        ("请联系138<strong>1234</strong>5678。", "mobile_numbers"),
        ("请联系138.1234.5678。", "mobile_numbers"),
        ("请联系1381-234-5678。", "mobile_numbers"),
        ("请联系138\u200b1234\u00a05678。", "mobile_numbers"),
        ("Tel.13812345678。", "mobile_numbers"),
        ("微信wx13812345678。", "mobile_numbers"),
        ("请联系008613812345678。", "mobile_numbers"),
        (f"身份证号{ID}。", "identity_numbers"),
        ("身份证号110105 19491231 002X。", "identity_numbers"),
        (f"身份证号{ID.lower()}。", "identity_numbers"),
        ("汇至6222 0212 3456 7890 128。", "bank_cards"),
        ("汇至4111111111111111。", "bank_cards"),
        ("来信寄haibian@163.com。", "private_mail"),
        ("来信寄12345678@QQ.com。", "private_mail"),
    ],
)
def test_a_private_number_blocks(words: str, rule: str) -> None:
    (finding,) = findings(body=f"<p>本网讯　{words}</p>")
    assert (finding.rule, finding.severity, finding.field) == (rule, "block", "body")


@pytest.mark.parametrize(
    "words",
    [
        "值班电话0591-88123456、010-12345678，热线12345、400-123-4567、96110。",
        "本报138****1234和138xxxx5678均已核实。",
        "1978—1985 120人，1949 1231 002。",
        "编号20138123456789，订单138123456789。",
        "圆周率的一段是0.13812345678。",
        "身份证号110105194912310021，校验码不对。",
        "身份证号35*************123。",
        "文号4111111111111112，编码0000000000000000。",
        "来信寄bangongshi@haiwan.gov.cn。",
        '<a href="https://example.com/13812345678">链接里的数字读者看不到</a>',
    ],
)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert found(body=f"<p>本网讯　{words}</p>") == []


def test_a_number_is_one_number_once() -> None:
    assert found(body=f"<p>{ID}</p>") == ["identity_numbers"]


@pytest.mark.parametrize("field", ["title", "subtitle", "summary", "byline", "cover_alt"])
def test_every_field_that_readers_see_is_looked_at(field: str) -> None:
    (finding,) = findings(**{field: "详询13812345678"})
    assert (finding.field, finding.offset) == (field, 2)


def test_words_for_those_who_cannot_see_a_picture_are_looked_at_too() -> None:
    assert found(body=figure(alt="海报上写着13812345678")) == ["mobile_numbers"]


def test_the_finding_masks_the_number_and_says_where_it_stands() -> None:
    (finding,) = findings(body="<p>第一段。</p><p>详询陈女士13812345678。</p>")
    assert (finding.quote, finding.message) == ("段。 详询陈女士138****5678", "出现手机号码")
    assert finding.offset == len("第一段。\n详询陈女士")


def test_no_finding_keeps_a_number_that_stands_beside_its_place() -> None:
    kept = [one.quote for one in findings(body="<p>13812345678、13987654321，扫码购买。</p>")]
    assert kept == ["138****5678", "****、139****4321", "****，扫码购买。"]


def test_a_page_full_of_numbers_does_not_make_a_page_full_of_findings() -> None:
    assert len(found(body="<p>" + "、".join(["13812345678"] * 60) + "</p>")) == 20
