"""Pictures of a text that a reader can see large: one by one, or in turn where several stand together."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

FEWEST = 3  # so many figures in a row are a gallery


def link_pictures(page: LexborHTMLParser, text: LexborNode, *, together: bool) -> None:
    """Each figure's picture leads to its full size, by groups for static/js/gallery.js.

    `together`: the text is a picture story (图片新闻) and all of its pictures are one gallery.
    """
    figures = [figure for figure in text.css("figure") if _alone(figure) is not None]
    groups = [figures] if together else list(_runs(figures))
    for number, group in enumerate((group for group in groups if group), start=1):
        counted = len(group) > 1 and (together or len(group) >= FEWEST)
        for place, figure in enumerate(group, start=1):
            _link(page, figure, group=number, count=f"{place} / {len(group)}" if counted else "")


def _alone(figure: LexborNode) -> LexborNode | None:
    """The one picture of a figure, unless the editor has linked it to something else."""
    pictures = figure.css("img")
    return pictures[0] if len(pictures) == 1 and figure.css_first("a img") is None else None


def _runs(figures: list[LexborNode]) -> Iterator[list[LexborNode]]:
    """Galleries, and every other figure by itself."""
    run: list[LexborNode] = []
    for figure in figures:
        if run and _before(figure) != run[-1]:
            yield from _divided(run)
            run = []
        run.append(figure)
    yield from _divided(run)


def _divided(run: list[LexborNode]) -> list[list[LexborNode]]:
    return [run] if len(run) >= FEWEST else [[figure] for figure in run]


def _before(node: LexborNode) -> LexborNode | None:
    """What stands before it, blanks left out."""
    other = node.prev
    while other is not None and other.is_text_node and not (other.text_content or "").strip():
        other = other.prev
    return other


def _link(page: LexborHTMLParser, figure: LexborNode, *, group: int, count: str) -> None:
    picture = _alone(figure)
    if picture is None:
        return
    said = (picture.attributes.get("alt") or "").strip()
    link = page.create_node("a")
    link.attrs["class"] = "enlarge"
    link.attrs["href"] = picture.attributes.get("src") or ""
    link.attrs["data-gallery"] = str(group)
    link.attrs["aria-label"] = f"查看大图：{said}" if said else "查看大图"
    if count:
        link.attrs["data-count"] = count
    link.insert_child(picture)
    picture.replace_with(link)
