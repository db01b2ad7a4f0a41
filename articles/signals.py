"""What the paper tells the rooms above it; sent inside the transaction of the verb."""

from django.dispatch import Signal

article_published = Signal()  # article: Article, now: datetime
article_withdrawn = (
    Signal()
)  # article: Article, now: datetime; receivers may answer sentences: whom they have told
article_corrected = Signal()  # article: Article, correction: Correction, now: datetime
article_assigned = Signal()  # article: Article, assignment: Assignment, now: datetime
article_stage_changed = Signal()  # article: Article, now: datetime
