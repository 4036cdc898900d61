"""Rows that are written once."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class HistoryIsFixed(TypeError):
    """Code tried to change or delete a row of a history."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never deleted")


class AppendOnly(models.Model):
    """A row that may be inserted and read, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsFixed(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{type(self).__name__} rows are never deleted")


def forget(rows: models.QuerySet, **values: Any) -> int:
    """Overwrite in a history what a person asked to be erased. For nothing else."""
    return models.QuerySet.update(rows, **values)


class StepwiseQuerySet(models.QuerySet):
    """Refuses deleting, and changing any column that the model does not name as changing."""

    model: Any

    def update(self, **kwargs: Any) -> int:
        fixed = set(kwargs) - self.model.CHANGING
        if fixed:
            raise HistoryIsFixed(f"{self.model.__name__}: {', '.join(sorted(fixed))} never change")
        return super().update(**kwargs)

    def delete(self) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never deleted")


class Stepwise(models.Model):
    """A row that says once what is to be done; only how far that is may be saved again."""

    CHANGING: ClassVar[frozenset[str]] = frozenset()

    objects = StepwiseQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            named = kwargs.get("update_fields")
            if named is None or set(named) - self.CHANGING:
                raise HistoryIsFixed(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{type(self).__name__} rows are never deleted")
