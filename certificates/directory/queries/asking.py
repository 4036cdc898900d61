"""Two ways to ask whether there are rows for a row: all at once, and for one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

# turns rows into a condition that there are any: ``Exists`` or ``one_by_one``
Ask = Callable[[QuerySet[Any]], Any]


def one_by_one(rows: QuerySet[Any]) -> Any:
    """A condition that there are such ``rows``, looked up for each row of the outer query.

    PostgreSQL turns EXISTS into a join and may read every certificate there is for it, which costs
    too much where it is asked of few; a column it cannot.
    """
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


def all_of(conditions: Sequence[Any]) -> Any:
    """Whether all of ``conditions`` hold, as a column."""
    return ExpressionWrapper(Q(*conditions), output_field=BooleanField())
