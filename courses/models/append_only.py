"""Rows that are written once."""

from typing import Any, NoReturn

from django.db import models


class HistoryIsFixed(TypeError):
    """Code tried to change or delete a row of a history."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never changed")


class Frozen(models.Model):
    """A row that is never changed after it was inserted."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsFixed(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)


class AppendOnlyQuerySet(FrozenQuerySet):
    def delete(self) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never deleted")


class AppendOnly(Frozen):
    """A row that may be inserted and read, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{type(self).__name__} rows are never deleted")
