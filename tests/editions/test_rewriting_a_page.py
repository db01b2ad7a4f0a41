"""Whatever a page contains: the same structure, the same addresses, the same words in other glyphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from newsroom.editions import Edition
from newsroom.rewriting import KEPT, Rewriter, Words
from toolkit.hanzi import Forms, simplified

HANT = Edition("/hant", "/")
REWRITER = Rewriter(HANT.move, Words(corner_quotes=False))
# Characters whose Traditional form depends on their neighbours, with ASCII and signs between them.
TEXT = st.text(alphabet="发展后来里面干头台云只系，。 <>&'\"=/a1", max_size=12)
WAYS = {
    "/yaowen/": "/hant/yaowen/",
    "/?q=发展&page=2": "/hant/?q=发展&page=2",
    "http://127.0.0.1:8000/topics/a/": "http://127.0.0.1:8000/hant/topics/a/",
    "/static/后来.css": "/static/后来.css",
    "/media/里.jpg": "/media/里.jpg",
    "/admin/": "/admin/",
    "/sitemap.xml": "/sitemap.xml",
    "/hant/": "/hant/",
    "//other.example.cn/": "//other.example.cn/",
    "https://other.example.cn/发/": "https://other.example.cn/发/",
    "mailto:后@example.cn": "mailto:后@example.cn",
    "#发": "#发",
    "": "",
}
NAMES = ["a", "b", "p", "span", "div", "li", "em", "form", "button", "code"]
KEPT_ATTRIBUTES = ["id", "class", "data-share", "name", "value", "src"]
SPOKEN = ["alt", "title", "aria-label", "placeholder", "data-title", "data-copy"]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.dictionaries(st.sampled_from([*KEPT_ATTRIBUTES, *SPOKEN]), TEXT, max_size=3)
    return st.builds(
        written,
        st.sampled_from(NAMES),
        attributes,
        st.sampled_from(list(WAYS)),
        st.lists(children, max_size=4),
    )


def written(name: str, attributes: dict[str, str], way: str, children: list[str]) -> str:
    link = {"a": "href", "form": "action"}.get(name)
    every = attributes | ({link: way} if link else {})
    said = "".join(f' {key}="{escaped(value)}"' for key, value in every.items())
    return f"<{name}{said}>{''.join(children)}</{name}>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


PAGES = st.recursive(TEXT.map(escaped), element, max_leaves=12)


@given(PAGES)
def test_only_text_and_what_is_read_out_changes(page: str) -> None:
    before = markup.fragment_fromstring(page, create_parent="div")
    after = markup.fragment_fromstring(REWRITER.page(page), create_parent="div")
    old, new = list(before.iter()), list(after.iter())
    assert [each.tag for each in old] == [each.tag for each in new]
    for one, other in zip(old, new, strict=True):
        assert list(one.attrib) == list(other.attrib)
        for name, value in one.attrib.items():
            if name in {"href", "action"}:
                assert other.attrib[name] == WAYS[value]
            elif name in SPOKEN:
                assert simplified(other.attrib[name]) == simplified(value)
            else:
                assert other.attrib[name] == value
        for said, converted in ((one.text, other.text), (one.tail, other.tail)):
            assert simplified(converted or "") == simplified(said or "")
        if one.tag in KEPT:
            assert (
                markup.tostring(one).partition(b"</")[0].rpartition(b">")[2]
                == (markup.tostring(other).partition(b"</")[0].rpartition(b">")[2])
            )


def test_what_is_marked_stays_with_everything_in_it_and_links_in_it_lead_on() -> None:
    page = '<p translate="no">后<b title="发">发</b><a href="/yaowen/">里</a></p><p>后来</p>'
    assert REWRITER.page(page) == page.replace("/yaowen/", "/hant/yaowen/").replace("后来", "後來")
    nested = "<div data-no-convert><div>后来</div>后来</div>后来"
    assert REWRITER.page(nested) == "<div data-no-convert><div>后来</div>后来</div>後來"


def test_what_somebody_has_typed_stays_as_it_was_typed() -> None:
    page = '<textarea name="text">后来 &lt;a href="/yaowen/"&gt;</textarea>'
    assert REWRITER.page(page) == page


def test_what_a_field_asks_for_is_said_and_what_stands_in_it_is_left() -> None:
    page = '<textarea placeholder="后来" aria-label="发展">后来</textarea><code title="后来">后来</code>'
    assert REWRITER.page(page) == (
        '<textarea placeholder="後來" aria-label="發展">后来</textarea><code title="後來">后来</code>'
    )
    for marked in ('<textarea translate="no" title="后来"></textarea>', '<img translate="no" alt="后来">'):
        assert REWRITER.page(marked) == marked


def test_scripts_comments_and_styles_are_not_text() -> None:
    page = '<script type="x">if (a < "后") {}</script><!-- <p>后来</p> --><style>a{content:"后"}</style>'
    assert REWRITER.page(page) == page


def test_a_block_whose_length_changes_is_converted_text_by_text() -> None:
    words = Words(Forms({"后来": "後面來"}))
    assert Rewriter(HANT.move, words).page("<p>后来<b>发展</b></p>") == "<p>後面來<b>發展</b></p>"


def test_links_that_name_their_edition_are_left_alone() -> None:
    for link in (
        '<link rel="canonical" href="/yaowen/">',
        '<link rel="alternate" hreflang="zh-Hans" href="/yaowen/">',
        '<a href="/yaowen/" data-keep-edition>x</a>',
    ):
        assert REWRITER.page(link) == link
    assert REWRITER.page('<link rel="next" href="/yaowen/page/2/">') == (
        '<link rel="next" href="/hant/yaowen/page/2/">'
    )
