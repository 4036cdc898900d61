"""Answers that wait for a person to mark them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery

from assessments.enums import AttemptState
from assessments.grading import ItemGrade
from assessments.marks import AGREED, FIRST, GivenMark, MarkingRule, next_role
from assessments.models import (
    Appeal,
    Attempt,
    GradeEvent,
    Mark,
    MarkClaim,
    QuestionVersion,
    Response,
)
from assessments.papers import PaperItem
from assessments.queries.answer_files import describe_files

MARK = "lms_assessments.add_gradeevent"
SETTLE = "lms_assessments.settle_mark"


@dataclass(frozen=True)
class Waiting:
    """One held answer. Says nothing about who gave it to whoever looks at it."""

    attempt_id: int
    position: int
    exam_title: str
    closed_at: Any
    uuid: Any
    rule: MarkingRule
    user_id: int


def list_waiting() -> list[Waiting]:
    """Every held answer of all exams, those that wait longest first. One query.

    Papers stay where they are: of a long exam each is many times as large as its grades.
    """
    latest = GradeEvent.objects.filter(attempt=OuterRef("pk")).order_by("-sequence")
    rows = (
        Attempt.objects.filter(state=AttemptState.SUBMITTED)
        .annotate(items=Subquery(latest.values("items")[:1]))
        .order_by("closed_at", "pk")
        .values_list(
            *("pk", "exam_title", "closed_at", "items", "uuid", "paper__marking", "user_id"),
        )
    )
    return [
        Waiting(
            attempt_id=pk,
            position=item["position"],
            exam_title=title,
            closed_at=closed_at,
            uuid=uuid,
            rule=MarkingRule.from_json(marking),
            user_id=user_id,
        )
        for pk, title, closed_at, items, uuid, marking, user_id in rows.iterator(chunk_size=500)
        for item in items or ()
        if item["fraction"] is None
    ]


def topics_of(listed: Iterable["Turn"]) -> dict[tuple[int, int], str]:
    """The topic of each answer, by attempt and position. One query."""
    keys = {turn.waiting.attempt_id for turn in listed}
    papers = Attempt.objects.filter(pk__in=keys).values_list("pk", "paper__items")
    return {(pk, item["position"]): item["topic_title"] for pk, items in papers for item in items}


@dataclass(frozen=True)
class Turn:
    """A held answer that somebody may mark now. ``taken_until`` when another has it at hand."""

    waiting: Waiting
    role: str
    taken_until: dt.datetime | None = None

    @property
    def is_free(self) -> bool:
        return self.taken_until is None


def list_turns(user: Any, *, now: dt.datetime) -> list[Turn]:
    """What ``user`` may mark, the longest wait first: not their own, nothing twice.

    Three queries, however many answers wait.
    """
    waiting = list_waiting()
    marks: dict[tuple[int, int], list[GivenMark]] = {}
    for mark in Mark.objects.filter(attempt__state=AttemptState.SUBMITTED):
        marks.setdefault((mark.attempt_id, mark.position), []).append(mark.given)
    claims = {
        (claim.attempt_id, claim.position): claim
        for claim in MarkClaim.objects.filter(until__gt=now)
    }
    found = []
    for one in waiting:
        given = marks.get((one.attempt_id, one.position), [])
        role = next_role(one.rule, given) or FIRST
        mine = one.user_id == user.pk or any(mark.marker == user.pk for mark in given)
        if mine or not may_take(role, user):
            continue
        claim = claims.get((one.attempt_id, one.position))
        other = claim is not None and claim.marker_id != user.pk
        found.append(Turn(one, role, claim.until if claim and other else None))
    return found


def may_take(role: str, user: Any) -> bool:
    """Whether ``user`` gives marks in this role: quality assurance only after somebody marked."""
    if role == AGREED:
        return bool(user.has_perm(SETTLE))
    return bool(user.has_perm(MARK) or (role != FIRST and user.has_perm(SETTLE)))


def count_appeals() -> tuple[int, Any]:
    """How many appeals wait, and since when the oldest does. One query."""
    row = Appeal.objects.filter(~Q(attempt__state=AttemptState.VOIDED), outcome=None).aggregate(
        n=Count("pk"), oldest=Min("made_at")
    )
    return row["n"], row["oldest"]


@dataclass(frozen=True)
class Sheet:
    """One held answer with its question and key, for the marker."""

    attempt: Attempt
    item: PaperItem
    version: QuestionVersion
    answer: Mapping[str, Any]
    waiting: bool
    rule: MarkingRule
    role: str
    marks: tuple[Mark, ...]

    @property
    def spec(self) -> Any:
        return self.item.spec_of(self.version)

    @property
    def stem(self) -> str:
        return str(self.version.kind.stem(self.spec))

    @property
    def text(self) -> str:
        """What was written, whole; files are named by number only."""
        if self.version.kind.takes_files:
            return ""
        text = self.answer.get("text")
        return str(text) if text else str(self.version.kind.summarize(self.spec, self.answer))

    @property
    def files(self) -> list[dict[str, Any]]:
        return describe_files(self.answer) if self.version.kind.takes_files else []

    @property
    def guide(self) -> str:
        """The question's own marking guide as sanitized markup, "" for none."""
        return str(self.version.kind.guide(self.spec))

    @property
    def key(self) -> str:
        """A full answer in words."""
        kind = self.version.kind
        return str(kind.summarize(self.spec, kind.key_response(self.spec)))

    @property
    def scale(self) -> int:
        return int(self.version.kind.scale(self.spec))

    @property
    def earlier(self) -> tuple[Mark, ...]:
        """The marks that whoever decides has to weigh; nobody else sees them."""
        return self.marks if self.role == AGREED else ()


def get_sheet(attempt_uuid: Any, position: int) -> Sheet:
    """The answer at ``position``. Raises LookupError when the paper has no such question."""
    attempt = Attempt.objects.select_related("user").get(uuid=attempt_uuid)
    paper = attempt.read_paper()
    item = paper.by_position[position]
    version = QuestionVersion.objects.get(pk=item.version_id)
    row = Response.objects.filter(attempt=attempt, position=position).first()
    event = attempt.grade_events.order_by("-sequence").first()
    grades = [ItemGrade.from_json(one) for one in event.items] if event else []
    waiting = attempt.state == AttemptState.SUBMITTED and any(
        grade.position == position and grade.fraction is None for grade in grades
    )
    marks = tuple(attempt.marks.filter(position=position))
    return Sheet(
        attempt=attempt,
        item=item,
        version=version,
        answer=row.answer if row else {},
        waiting=waiting,
        rule=paper.marking,
        role=next_role(paper.marking, [mark.given for mark in marks]) or FIRST,
        marks=marks,
    )
