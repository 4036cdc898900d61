"""Rows of a history: written once, read for ever."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from certificates.exceptions import HistoryIsFixed


class PermanentQuerySet(models.QuerySet[Any]):
    """Refuses deleting, and changing any column that the model does not name as changing."""

    def update(self, **values: Any) -> int:
        fixed = set(values) - set(self.model.CHANGING)
        if fixed:
            raise HistoryIsFixed(f"{self.model.__name__}: {', '.join(sorted(fixed))} never change")
        return super().update(**values)

    def delete(self) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never deleted")


class Permanent(models.Model):
    """A row that is inserted once; only columns named in ``CHANGING`` may be saved again."""

    CHANGING: tuple[str, ...] = ()

    objects: ClassVar[Any] = PermanentQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            named = kwargs.get("update_fields")
            if named is None or set(named) - set(self.CHANGING):
                raise HistoryIsFixed(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{type(self).__name__} rows are never deleted")
