"""What the database is asked to put together, so that few rows hold very many figures."""

from typing import Any

from django.db.models import Aggregate, Func, TextField


class PaperSlots(Func):
    """Version and points of the first questions of a paper, and how many it has. As text.

    Taken out by the database, since a paper is large and nothing else of it is needed here, and
    in one reading: asking SQLite for the items one by one parses the paper once for each.
    """

    output_field = TextField()

    def __init__(self, paper: str, *, room: int) -> None:
        super().__init__(paper)
        self.room = room

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        paths = ["'$.items[#-1].position'"]
        for place in range(self.room):
            paths += [f"'$.items[{place}].version'", f"'$.items[{place}].points'"]
        # a function takes no more than a hundred arguments
        groups = [paths[start : start + 90] for start in range(0, len(paths), 90)]
        sql, params = compiler.compile(self.source_expressions[0])
        # each ends with a null that marks the seam
        parts = [f"json_extract({sql}, {', '.join(group)}, '$.no')" for group in groups]
        return " || ".join(parts), tuple(params) * len(parts)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "(SELECT jsonb_build_array(count(*)) || jsonb_path_query_array("
            "jsonb_agg(jsonb_build_array(one->'version', one->'points') ORDER BY place), '$[*][*]')"
            " FROM jsonb_array_elements((%(expressions)s)->'items')"
            " WITH ORDINALITY AS slots(one, place))::text"
        )
        return self.as_sql(compiler, connection, template=template, **context)


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
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)
