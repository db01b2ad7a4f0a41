"""The nouns of the paper."""

from .article import Article
from .assignment import Assignment, Note
from .attachment import Attachment
from .chain_head import ChainHead
from .content import Content
from .correction import Correction
from .event import ArticleEvent
from .finding import Finding, Waiver
from .image import Image
from .old_address import OldAddress
from .presence import Presence
from .preview_link import PreviewAnswer, PreviewLink
from .publication import Publication
from .review import Proposal, Review, Round
from .revision import ImageUse, Revision
from .slot import Slot
from .taxonomy import Category, Source, Topic
from .withdrawal_report import WithdrawalReport

__all__ = [
    "Article",
    "ArticleEvent",
    "Assignment",
    "Attachment",
    "Category",
    "ChainHead",
    "Content",
    "Correction",
    "Finding",
    "Image",
    "ImageUse",
    "Note",
    "OldAddress",
    "Presence",
    "PreviewAnswer",
    "PreviewLink",
    "Proposal",
    "Publication",
    "Review",
    "Revision",
    "Round",
    "Slot",
    "Source",
    "Topic",
    "Waiver",
    "WithdrawalReport",
]
