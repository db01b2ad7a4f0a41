"""Where a link leads is judged by the host that a browser would open, however the address is dressed up."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles import leaving
from masthead.free_hosts import check_hosts

FREE = "*.gov.cn\nnews.example.cn"


@pytest.mark.parametrize(
    ("href", "host"),
    [
        ("https://www.example.com/a?b=1#c", "www.example.com"),
        ("HTTPS://WWW.Example.COM", "www.example.com"),
        ("https://gov.cn@evil.example/", "evil.example"),
        ("https://www.gov.cn:80@evil.example:8080/", "evil.example"),
        ("https://a@gov.cn@evil.example/", "evil.example"),
        ("https://evil.example\\@www.gov.cn/", "evil.example"),
        ("https:\\\\evil.example/www.gov.cn", "evil.example"),
        ("https:/evil.example", "evil.example"),
        ("https:evil.example", "evil.example"),
        ("https://evil.example?@www.gov.cn", "evil.example"),
        ("https://evil.example#@www.gov.cn", "evil.example"),
        ("ht\ntps://ev\til.example/", "evil.example"),
        ("https://evil.example./", "evil.example"),
        ("https://evil%2Eexample/", "evil.example"),
        ("https://www。example。cn/", "www.example.cn"),
        ("https://ｗｗｗ.example.cn/", "www.example.cn"),
        ("https://新闻.example.cn/", "xn--efvy88h.example.cn"),
        ("http://[2001:db8::1]:8000/x", "[2001:db8::1]"),
    ],
)
def test_the_host_is_the_one_that_a_browser_opens(href: str, host: str) -> None:
    found = leaving.target(href)
    assert found is not None
    assert found.host == host
    assert found.address.partition("://")[2].split("/")[0].rpartition(":8")[0] in {host, ""}


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.cn/", "https://", "https:///", "https://a b/",
     "https://evil%2f.gov.cn/", "https://gov.cn:99999/", "https://[::1/", "https://..gov.cn/",
     "https://example.cn/\u202egpj.exe", "", "/yaowen/"],
)  # fmt: skip
def test_an_address_without_a_proper_host_is_none(href: str) -> None:
    assert leaving.target(href) is None


@pytest.mark.parametrize(
    ("host", "is_free"),
    [("www.gov.cn", True), ("gov.cn", True), ("a.b.gov.cn", True), ("news.example.cn", True), ("127.0.0.1", True),
     ("evilgov.cn", False), ("gov.cn.example.com", False), ("a.news.example.cn", False), ("example.cn", False)],
)  # fmt: skip
def test_only_whole_names_are_free(host: str, is_free: bool) -> None:
    assert leaving.is_free(host, FREE) is is_free


def test_a_link_within_the_site_and_a_mail_address_stay_as_they_are() -> None:
    for href in ("/yaowen/", "2026-11/24/content_1.htm", "mailto:desk@example.cn", "tel:0591-0000000"):
        assert leaving.notice(href, FREE) == href


def test_a_link_to_a_free_host_is_what_was_judged_and_nothing_else() -> None:
    assert leaving.notice("https://user@www.gov.cn/a?b", FREE) == "https://www.gov.cn/a?b"


@pytest.mark.parametrize(
    "href", ["//evil.example/", "/\\evil.example/", "\\\\evil.example", " https://evil.example"]
)
def test_an_address_without_a_scheme_leads_outside_too(href: str) -> None:
    assert leaving.notice(href, FREE).startswith("/go/?to=https%3A%2F%2Fevil.example")


@given(st.text(st.sampled_from("htps:/\\@.?#%[]gov.cnevil 2e\t\u3002"), max_size=40))
def test_no_way_of_writing_reaches_another_host_unasked(tail: str) -> None:
    way = leaving.notice(f"https://{tail}", FREE)
    if way and not way.startswith("/go/"):
        assert leaving.target(way).address == way  # nothing left to be read another way
        authority = way.removeprefix("https://").split("/")[0]
        assert authority.split(":")[0].endswith(("gov.cn", "127.0.0.1"))
        assert not set(authority) & set("\\@?#% \t")


@given(st.text(max_size=60), st.text(max_size=60))
def test_only_what_this_site_has_signed_is_opened(tail: str, other: str) -> None:
    found = leaving.target(f"https://example.com/{tail}")
    if found is None:
        return
    signature = leaving.sign(found.address)
    assert leaving.signed(found.address, signature) == found
    assert leaving.target(found.address) == found
    assert leaving.signed(found.address, other) is None
    assert leaving.signed(found.address + "x", signature) is None
    assert leaving.sign(found.address) == signature


@pytest.mark.parametrize(
    "line", ["https://example.cn", "example.cn/a", "Example.cn", "*", "*.cn", "*.com.cn", "新闻.cn"]
)
def test_a_line_that_is_no_host_or_too_wide_is_refused_by_name(line: str) -> None:
    with pytest.raises(ValidationError, match="“"):
        check_hosts(f"www.example.cn\n{line}")


def test_hosts_one_a_line_are_taken() -> None:
    check_hosts("*.gov.cn\r\n\r\nwww.example.cn\n*.news.example.cn\nxn--efvy88h.example.cn")


def test_a_signature_counts_for_the_whole_address_alone() -> None:
    longer = "https://www.example.com:8443/path"
    assert leaving.signed(longer, leaving.sign(longer)) == leaving.target(longer)
    assert leaving.signed("https://www.example.com", f"8443/path:{leaving.sign(longer)}") is None
