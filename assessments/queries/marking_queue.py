"""The queue of answers that wait for a mark: counted, paged and searched by the database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from assessments.enums import AttemptState
from assessments.marks import AGREED, FIRST, SECOND
from assessments.models import Attempt, GradeEvent, Mark, MarkClaim

MARK = "lms_assessments.add_gradeevent"
SETTLE = "lms_assessments.settle_mark"

# What a grade and a paper keep is JSON, which each database reads in its own words.
WORDS = {
    "sqlite": {
        "items": "json_each(latest.items) AS item",
        "position": "json_extract(item.value, '$.position')",
        "fraction": "json_extract(item.value, '$.fraction')",
        "second_wanted": "COALESCE(json_extract(attempt.paper, '$.marking.second'), 0) = 1",
    },
    "postgresql": {
        "items": "jsonb_array_elements(latest.items) AS item(value)",
        "position": "(item.value->>'position')::int",
        "fraction": "item.value->>'fraction'",
        "second_wanted": "COALESCE((attempt.paper->'marking'->>'second')::boolean, false)",
    },
}

# As ``marks.next_role``, which decides when an answer is opened: one with two marks only waits
# still because they differ.
HELD = """
SELECT attempt.id AS attempt_id, {position} AS position, attempt.closed_at AS closed_at,
  CASE
    WHEN first.id IS NULL OR NOT {second_wanted} THEN '{FIRST}'
    WHEN second.id IS NULL THEN '{SECOND}'
    ELSE '{AGREED}'
  END AS role,
  CASE WHEN claim.id IS NULL THEN 0 ELSE 1 END AS taken
FROM {attempts} AS attempt
JOIN {grades} AS latest ON latest.attempt_id = attempt.id AND latest.sequence =
  (SELECT MAX(one.sequence) FROM {grades} AS one WHERE one.attempt_id = attempt.id)
JOIN {items} ON {fraction} IS NULL
LEFT JOIN {marks} AS first ON first.attempt_id = attempt.id
  AND first.position = {position} AND first.role = '{FIRST}'
LEFT JOIN {marks} AS second ON second.attempt_id = attempt.id
  AND second.position = {position} AND second.role = '{SECOND}'
LEFT JOIN {claims} AS claim ON claim.attempt_id = attempt.id
  AND claim.position = {position} AND claim.until > %s AND claim.marker_id <> %s
WHERE attempt.state = '{SUBMITTED}' AND attempt.user_id <> %s
  AND NOT EXISTS (SELECT 1 FROM {marks} AS mine WHERE mine.attempt_id = attempt.id
    AND mine.position = {position} AND mine.marker_id = %s)
"""


@dataclass(frozen=True)
class Turn:
    """A held answer that somebody may mark now. ``taken_until`` when another has it at hand.

    Says nothing about who gave the answer to whoever looks at it.
    """

    attempt_id: int
    position: int
    role: str
    uuid: UUID
    exam_title: str
    closed_at: dt.datetime | None
    taken_until: dt.datetime | None = None

    @property
    def is_free(self) -> bool:
        return self.taken_until is None


class Turns:
    """What ``user`` may mark, the longest wait first: not their own, nothing twice.

    Counting takes one query, a slice three, the first free one two, however many answers wait.
    """

    def __init__(self, user: Any, *, now: dt.datetime) -> None:
        self.user, self.now = user, now
        self.roles = [role for role in (FIRST, SECOND, AGREED) if may_take(role, user)]

    @cached_property
    def by_role(self) -> dict[str, int]:
        """How many marks of each role are missing."""
        return dict(self._ask("SELECT role, COUNT(*)", "GROUP BY role"))

    def count(self) -> int:
        return sum(self.by_role.values())

    __len__ = count

    def __getitem__(self, place: slice) -> list[Turn]:
        return self._read(offset=place.start or 0, limit=place.stop - (place.start or 0))

    @property
    def first_free(self) -> Turn | None:
        """The answer that waits longest and is in nobody else's hands."""
        return next(iter(self._read("AND taken = 0", limit=1)), None)

    def _read(self, which: str = "", *, limit: int, offset: int = 0) -> list[Turn]:
        keys = self._ask(
            "SELECT attempt_id, position, role, taken",
            f"{which} ORDER BY closed_at, attempt_id, position LIMIT {limit:d} OFFSET {offset:d}",
        )
        attempts = Attempt.objects.only("uuid", "exam_title", "closed_at").in_bulk(
            {attempt for attempt, *_rest in keys}
        )
        until: dict[tuple[int, int], dt.datetime] = {}
        if held := {attempt for attempt, *_rest, taken in keys if taken}:
            claims = MarkClaim.objects.filter(attempt__in=held)
            for attempt, position, ends in claims.values_list("attempt_id", "position", "until"):
                until[attempt, position] = ends
        return [
            Turn(
                attempt_id=attempt,
                position=position,
                role=role,
                uuid=attempts[attempt].uuid,
                exam_title=attempts[attempt].exam_title,
                closed_at=attempts[attempt].closed_at,
                taken_until=until.get((attempt, position)) if taken else None,
            )
            for attempt, position, role, taken in keys
        ]

    def _ask(self, select: str, rest: str) -> list[tuple[Any, ...]]:
        if not self.roles:
            return []
        held = HELD.format(
            **WORDS[connection.vendor],
            attempts=Attempt._meta.db_table,
            grades=GradeEvent._meta.db_table,
            marks=Mark._meta.db_table,
            claims=MarkClaim._meta.db_table,
            SUBMITTED=AttemptState.SUBMITTED.value,
            FIRST=FIRST,
            SECOND=SECOND,
            AGREED=AGREED,
        )
        now = connection.ops.adapt_datetimefield_value(self.now)
        # accounts of a site can have keys that a database does not take as they are
        me = Attempt._meta.get_field("user").get_db_prep_value(self.user.pk, connection)
        roles = ", ".join(["%s"] * len(self.roles))
        with connection.cursor() as cursor:
            cursor.execute(
                f"{select} FROM ({held}) AS held WHERE role IN ({roles}) {rest}",
                [now, me, me, me, *self.roles],
            )
            return list(cursor.fetchall())


def may_take(role: str, user: Any) -> bool:
    """Whether ``user`` gives marks in this role: quality assurance only after somebody marked."""
    if role == AGREED:
        return bool(user.has_perm(SETTLE))
    return bool(user.has_perm(MARK) or (role != FIRST and user.has_perm(SETTLE)))


def topics_of(listed: Iterable[Turn]) -> dict[tuple[int, int], str]:
    """The topic of each answer, by attempt and position. One query."""
    keys = {turn.attempt_id for turn in listed}
    papers = Attempt.objects.filter(pk__in=keys).values_list("pk", "paper__items")
    return {(pk, item["position"]): item["topic_title"] for pk, items in papers for item in items}
