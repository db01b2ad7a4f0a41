"""The epoch: one number that rises whenever what readers can see has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from .models import Epoch


def lock_epoch() -> Epoch:
    """Take the epoch's row until the end of the transaction; every chain of events is written under it."""
    epoch, _ = Epoch.objects.get_or_create(pk=1, defaults={"raised_at": timezone.now()})
    return Epoch.objects.select_for_update().get(pk=epoch.pk)


def raise_epoch() -> int:
    """Begin a new epoch inside the caller's transaction; returns its number."""
    with transaction.atomic():
        epoch = lock_epoch()
        epoch.number += 1
        epoch.raised_at = timezone.now()
        epoch.save(update_fields=["number", "raised_at"])
    return epoch.number


def standing() -> tuple[int, datetime] | None:
    """What tells the epoch we are in from any other, for what is kept in memory as long; None before the first."""
    return Epoch.objects.filter(pk=1).values_list("number", "raised_at").first()


def watch(model: type[models.Model]) -> type[models.Model]:
    """Class decorator for small public models: any saved or deleted row begins a new epoch."""

    def changed(**_: Any) -> None:
        raise_epoch()

    for signal in (post_save, post_delete):
        signal.connect(changed, sender=model, weak=False, dispatch_uid=f"epoch.{model.__qualname__}")
    for field in model._meta.many_to_many:
        m2m_changed.connect(changed, sender=getattr(model, field.name).through, weak=False)
    return model
