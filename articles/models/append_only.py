"""History is added to and never changed: rows that refuse update and delete."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self

from django.db import models


class HistoryIsFixed(TypeError):
    """Somebody tried to change or delete a row of history."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset without update and delete."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self.model._meta.verbose_name}只能添加，不能修改或删除")

    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    update_or_create = _refuse


class AppendOnly(models.Model):
    """Inserted once; save() on an existing row and delete() raise HistoryIsFixed."""

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self: Self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsFixed(f"{self._meta.verbose_name}只能添加，不能修改或删除")
        super().save(*args, **kwargs)

    def delete(self: Self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self._meta.verbose_name}只能添加，不能修改或删除")
