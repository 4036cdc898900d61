"""What the rooms hold about one person: handed out as one document, or erased, on request.

Each room says what it holds through the hook ``lms_personal_data``: a :class:`Holding` built from
the list in its ``privacy`` module. Nothing here knows a room.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail import hooks

from lms.core.hooks import PERSONAL_DATA


@dataclass(frozen=True)
class Holding:
    """What one app holds about people.

    ``columns`` are its named columns with their reason and time, by model; ``context`` those that
    are about nobody but make the others readable. ``subjects`` leads from a model to the person,
    as a lookup ("enrollment__user"); a model that is not in it is about nobody who has an account.
    ``emptied`` says what erasure writes into a column, ``deleted`` which rows it removes. ``erase``
    does what cannot be said as values, in the same transaction, before the columns are emptied.
    """

    app_label: str
    columns: Mapping[str, Mapping[str, str]]
    subjects: Mapping[str, str]
    context: Mapping[str, frozenset[str]] = field(default_factory=dict)
    emptied: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    deleted: frozenset[str] = frozenset()
    erase: Callable[[Any], None] | None = None


def list_holdings() -> list[Holding]:
    """What every installed app says it holds, by app label."""
    found = [fn() for fn in hooks.get_hooks(PERSONAL_DATA)]
    return sorted(found, key=lambda holding: holding.app_label)


def export_holding(holding: Holding, user: Any) -> dict[str, list[dict[str, Any]]]:
    """Every row about ``user``, by model, as values that JSON knows."""
    found = {}
    for name, path in holding.subjects.items():
        model = apps.get_model(holding.app_label, name)
        wanted = [*holding.columns.get(name, ()), *sorted(holding.context.get(name, ()))]
        rows = model._default_manager.filter(**{path: user}).order_by("pk")
        if values := [_row(row, wanted) for row in rows.iterator(chunk_size=500)]:
            found[name] = values
    return found


def erase_holding(holding: Holding, user: Any) -> None:
    """Erase what the app may not keep about ``user``; call inside a transaction. Safe to repeat."""
    if holding.erase:
        holding.erase(user)
    for name, values in holding.emptied.items():
        _rows(holding, name, user).update(**values)
    for name in sorted(holding.deleted):
        _rows(holding, name, user).delete()


def _rows(holding: Holding, name: str, user: Any) -> Any:
    model = apps.get_model(holding.app_label, name)
    keys = model._default_manager.filter(**{holding.subjects[name]: user}).values("pk")
    # a join cannot be updated, and the keys are read once
    return model._default_manager.filter(pk__in=[row["pk"] for row in keys])


def _row(row: models.Model, names: list[str]) -> dict[str, Any]:
    columns = {one.name: one for one in row._meta.concrete_fields}
    return {name: _plain(row, columns[name]) for name in names if name in columns}


def _plain(row: models.Model, column: Any) -> Any:
    if column.is_relation:
        return getattr(row, column.attname)
    value = getattr(row, column.name)
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    return value
