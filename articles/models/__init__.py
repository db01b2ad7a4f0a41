"""The nouns of the paper."""

from .article import Article
from .attachment import Attachment
from .content import Content
from .event import ArticleEvent
from .image import Image
from .old_address import OldAddress
from .publication import Publication
from .revision import ImageUse, Revision
from .slot import Slot
from .taxonomy import Category, Source, Topic

__all__ = [
    "Article",
    "ArticleEvent",
    "Attachment",
    "Category",
    "Content",
    "Image",
    "ImageUse",
    "OldAddress",
    "Publication",
    "Revision",
    "Slot",
    "Source",
    "Topic",
]
