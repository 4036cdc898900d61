"""What the database is asked to put together, so that few rows hold very many figures."""

from typing import Any

from django.db.models import Aggregate, Func, TextField


class Joined(Aggregate):
    """A column of all rows of a group as one text.

    Several of one query hold their rows in the same order, whatever order that is.
    """

    function = "STRING_AGG"
    output_field = TextField()
    template = "%(function)s((%(expressions)s)::text, '%(between)s')"

    def __init__(self, expression: Any, *, between: str = ",") -> None:
        super().__init__(expression, between=between)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "GROUP_CONCAT(%(expressions)s, '%(between)s')"
        return self.as_sql(compiler, connection, template=template, **context)


class Moment(Func):
    """A point in time as text that NumPy reads, in UTC: ``2026-11-28 09:30:00.250000``."""

    template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # with a sign it is no column any more, which would be read as a datetime
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)
