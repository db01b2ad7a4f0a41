"""The nouns of the paper."""

from .article import Article
from .assignment import Assignment, Note
from .attachment import Attachment
from .chain_head import ChainHead
from .content import Content
from .correction import Correction
from .event import ArticleEvent
from .finding import Finding, Waiver
from .hant_override import HantOverride
from .image import Image
from .missing_page import MissingPage
from .old_address import OldAddress
from .presence import Presence
from .preview_link import PreviewAnswer, PreviewLink
from .publication import Publication
from .reading import MostRead, ReadCount, ReadDay
from .related import Related
from .review import Proposal, Review, Round
from .revision import ImageUse, Revision
from .search import SearchEntry, SearchMiss
from .shelf import Byline, BylineUse, SourceUse, Tag, TagUse
from .slot import Slot
from .taxonomy import Category, Source
from .topic import Topic, TopicEdition
from .withdrawal_report import WithdrawalReport

__all__ = [
    "Article",
    "ArticleEvent",
    "Assignment",
    "Attachment",
    "Byline",
    "BylineUse",
    "Category",
    "ChainHead",
    "Content",
    "Correction",
    "Finding",
    "HantOverride",
    "Image",
    "ImageUse",
    "MissingPage",
    "MostRead",
    "Note",
    "OldAddress",
    "Presence",
    "PreviewAnswer",
    "PreviewLink",
    "Proposal",
    "Publication",
    "ReadCount",
    "ReadDay",
    "Related",
    "Review",
    "Revision",
    "Round",
    "SearchEntry",
    "SearchMiss",
    "Slot",
    "Source",
    "SourceUse",
    "Tag",
    "TagUse",
    "Topic",
    "TopicEdition",
    "Waiver",
    "WithdrawalReport",
]
