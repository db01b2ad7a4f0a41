"""The nouns of the paper."""

from .article import Article
from .attachment import Attachment
from .content import Content
from .event import ArticleEvent
from .image import Image
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
    "Publication",
    "Revision",
    "Slot",
    "Source",
    "Topic",
]
