"""What origin and source mean for a reader who wants to reprint: one table (product A6, E1; norms §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models.taxonomy import Origin, Source

if TYPE_CHECKING:
    from .models import Revision

DEFAULT_ORIGINS = {
    Source.Kind.OWN: Origin.ORIGINAL,
    Source.Kind.SISTER: Origin.LICENSED,
    Source.Kind.OFFICIAL: Origin.GOVERNMENT,
    Source.Kind.WIRE: Origin.PERMITTED,
    Source.Kind.OTHER: Origin.PERMITTED,
}


@dataclass(frozen=True, slots=True)
class Rights:
    """What applies to one text.

    `clause` is 1 (ours) or 2 (not ours) of the disclaimer; `heading` and `consequence` are sentences for the reader;
    `may_apply` says that a licence can be asked for here; `holder` names who holds the rights ("" where nobody does);
    `credit` is the line a reprint must carry.
    """

    clause: int
    heading: str
    consequence: str
    may_apply: bool
    holder: str
    credit: str

    @property
    def notice(self) -> str:
        """One line for machines: copyrightNotice."""
        return f"© {self.holder}" if self.holder else "单纯事实消息，转载请注明来源"


def of(text: Revision, paper: str) -> Rights:
    """The rights in `text`, for a reader of the paper of that name."""
    source = text.source
    ours = source is not None and source.rights_held_by_us
    name = text.source_name or paper
    credit = f"来源：{name}"
    match text.origin:
        case _ if text.is_advertisement:
            heading, holder = "本文是广告", text.original_author or text.byline or "广告主"
            consequence = f"内容由{holder}提供，本网无权授权他人使用。"
        case Origin.FACT:
            heading, consequence, holder = "本文是单纯事实消息", f"可以转载，须注明“{credit}”。", ""
        case Origin.GOVERNMENT:
            heading = "本文是政务信息"
            consequence, holder = (
                f"可以转载，须注明“{credit}”，不得改动原意；以发布机关公布的文本为准。",
                name,
            )
        case Origin.CONTRIBUTED:
            heading, holder = "本文是作者来稿", text.original_author or text.byline or name
            consequence = f"著作权归作者所有，转载须先征得作者（{holder}）同意，并注明“{credit}”。"
        case Origin.LICENSED | Origin.PERMITTED:
            heading, holder = f"本文转载自{name}", name
            consequence = f"本网无权授权他人使用，转载请与权利人{name}联系，并保留“{credit}”。"
        case _ if ours:
            heading, consequence, holder = (
                "本文是本网原创",
                f"转载须先取得本网书面授权，并注明“{credit}”。",
                name,
            )
        case _:
            heading, holder = f"本文版权归{name}所有", name
            consequence = f"转载请与{name}联系取得授权，并保留“{credit}”。"
    applies_here = ours and text.origin == Origin.ORIGINAL and not text.is_advertisement
    return Rights(
        clause=1 if applies_here else 2,
        heading=heading,
        consequence=consequence,
        may_apply=applies_here,
        holder=holder,
        credit=credit,
    )


def default_origin(source: Source | None) -> str:
    """What a text from this source is unless somebody says otherwise."""
    return source.default_origin if source else Origin.ORIGINAL
