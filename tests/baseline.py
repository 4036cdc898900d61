"""The rows that migrations leave behind, kept beside the tables they came from.

Django ends a transactional test by emptying every table, also of what migrations made: root page,
site, locale, groups, permissions. ``remember`` copies each table that holds rows into a twin that
Django does not know and so does not empty; ``restore`` copies them back.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

PREFIX = "_baseline_"


def remember() -> None:
    """Copy every table that holds rows, or recover from a run that was cut short.

    Between two tests it left no pages; within one that was to end with a flush it left people.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        tables, twins = _tables(cursor), _twins(cursor)
        people = get_user_model()._meta.db_table
        interrupted = twins and (
            _is_empty(cursor, "wagtailcore_page") or not _is_empty(cursor, people)
        )
        if not interrupted:
            for twin in twins:
                cursor.execute(f"DROP TABLE {_quote(twin)}")
            for table, columns in tables.items():
                if not _is_empty(cursor, table):
                    twin = _quote(PREFIX + table)
                    cursor.execute(f"CREATE TABLE {twin} AS SELECT {columns} FROM {_quote(table)}")
    if interrupted:
        restore()


def restore() -> None:
    """Make every table hold what it held when it was remembered.

    Raises LookupError where nothing was remembered: that database is not one of the tests'.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        tables, twins = _tables(cursor), _twins(cursor)
        if not twins:
            raise LookupError(f"{connection.settings_dict['NAME']} is not a test database")
        for table in tables:
            if not _is_empty(cursor, table):
                cursor.execute(f"DELETE FROM {_quote(table)}")
        for twin in twins:
            table = twin.removeprefix(PREFIX)
            columns = tables[table]
            cursor.execute(
                f"INSERT INTO {_quote(table)} ({columns}) SELECT {columns} FROM {_quote(twin)}"
            )
    ContentType.objects.clear_cache()
    cache.clear()


def _tables(cursor: CursorWrapper) -> dict[str, str]:
    """Each table of a managed model with its columns, quoted and joined."""
    existing = set(connection.introspection.table_names(cursor))
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.db_table in existing:
            columns = [_quote(field.column) for field in meta.local_concrete_fields]
            found[meta.db_table] = ", ".join(columns)
    return found


def _twins(cursor: CursorWrapper) -> list[str]:
    names = connection.introspection.table_names(cursor)
    return [name for name in names if name.startswith(PREFIX)]


def _is_empty(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {_quote(table)} LIMIT 1")
    return cursor.fetchone() is None


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
