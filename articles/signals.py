"""What the paper tells the rooms above it; sent inside the transaction of the verb."""

from django.dispatch import Signal

article_published = Signal()  # article: Article, now: datetime
article_withdrawn = Signal()  # article: Article, now: datetime
