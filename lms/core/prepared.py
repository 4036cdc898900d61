"""Queries that are put into SQL once per process and then only run.

For a query of a few rows the ORM spends several times longer on writing the SQL than the database
on answering it. Here the ORM writes it the first time, for whichever database is in use, with
:class:`Given` in the places of the values; later runs fill these in. Rows are read from the
database every time, so nothing can be out of date.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections, models, router
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)


class Given(Expression):
    """A value that is handed over when the query runs."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]

    def prepare(self, given: Mapping[str, Any], connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


@dataclass(frozen=True)
class _Made:
    sql: str
    params: tuple[Any, ...]
    names: tuple[str, ...]
    converters: tuple[tuple[int, list[Callable[..., Any]], Any], ...]


class Prepared:
    """A query of plain values: ``build`` says it once, :meth:`rows` runs it.

    ``build`` returns what ``QuerySet.values()`` returns, with :class:`Given` for whatever differs
    from run to run.
    """

    def __init__(
        self, model: type[models.Model], build: Callable[[], QuerySet[Any, dict[str, Any]]]
    ) -> None:
        self.model = model
        self.build = build
        self._made: dict[str, _Made] = {}

    def rows(self, **given: Any) -> list[dict[str, Any]]:
        """The rows for these values, as ``values()`` gives them. One query."""
        alias = router.db_for_read(self.model)
        connection = connections[alias]
        made = self._made.get(alias) or self._make(alias)
        params = [
            param.prepare(given, connection) if isinstance(param, Given) else param
            for param in made.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            found = cursor.fetchall()
        rows = []
        for values in map(list, found):
            for place, converters, expression in made.converters:
                for convert in converters:
                    values[place] = convert(values[place], expression, connection)
            rows.append(dict(zip(made.names, values, strict=True)))
        return rows

    def _make(self, alias: str) -> _Made:
        query = self.build().query
        compiler = query.get_compiler(using=alias)
        sql, params = compiler.as_sql()
        expressions = [selected[0] for selected in compiler.select]
        converters = compiler.get_converters(expressions)
        made = _Made(
            sql=sql,
            params=tuple(params),
            names=tuple(query.selected or (*query.values_select, *query.annotation_select)),
            converters=tuple((place, *found) for place, found in converters.items()),
        )
        self._made[alias] = made
        return made


def columns(
    model: type[models.Model], prefix: str = "", *, without: Sequence[str] = ()
) -> list[str]:
    """The names of every column of ``model`` for ``values()``, behind ``prefix``."""
    return [
        prefix + field.attname
        for field in model._meta.concrete_fields
        if field.attname not in without
    ]


def instance(model: type[M], row: Mapping[str, Any], prefix: str = "") -> M | None:
    """The object whose :func:`columns` are in ``row``; None where an outer join found nothing.

    Columns that are not in the row are read when somebody asks for them.
    """
    assert model._meta.pk is not None
    if row[prefix + model._meta.pk.attname] is None:
        return None
    names = [f.attname for f in model._meta.concrete_fields if prefix + f.attname in row]
    return model.from_db(router.db_for_read(model), names, [row[prefix + name] for name in names])
