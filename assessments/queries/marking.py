"""Answers that wait for a person to mark them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from assessments.enums import AttemptState
from assessments.grading import ItemGrade
from assessments.models import Attempt, GradeEvent, QuestionVersion, Response
from assessments.papers import PaperItem

LISTED = 200


@dataclass(frozen=True)
class Waiting:
    """One held answer. Says nothing about who gave it."""

    attempt_id: int
    position: int
    exam_title: str
    closed_at: Any
    topic: str


def list_waiting(*, limit: int = LISTED) -> list[Waiting]:
    """The held answers of all exams, those that wait longest first. One query.

    Reads the first ``limit`` attempts that wait.
    """
    latest = GradeEvent.objects.filter(attempt=OuterRef("pk")).order_by("-sequence")
    rows = (
        Attempt.objects.filter(state=AttemptState.SUBMITTED)
        .annotate(items=Subquery(latest.values("items")[:1]))
        .order_by("closed_at", "pk")
        .values_list("pk", "exam_title", "closed_at", "paper__items", "items")[:limit]
    )
    found: list[Waiting] = []
    for pk, title, closed_at, paper_items, items in rows:
        topics = {item["position"]: item["topic_title"] for item in paper_items}
        found.extend(
            Waiting(pk, item["position"], title, closed_at, topics[item["position"]])
            for item in items or ()
            if item["fraction"] is None
        )
    return found


@dataclass(frozen=True)
class Sheet:
    """One held answer with its question and key, for the marker."""

    attempt: Attempt
    item: PaperItem
    version: QuestionVersion
    answer: Mapping[str, Any]
    waiting: bool

    @property
    def stem(self) -> str:
        return str(self.version.kind.stem(self.version.spec))

    @property
    def summary(self) -> str:
        return str(self.version.kind.summarize(self.version.spec, self.answer))

    @property
    def guide(self) -> str:
        """The question's own marking guide as sanitized markup, "" for none."""
        return str(getattr(self.version.spec, "guide", ""))

    @property
    def key(self) -> str:
        """A full answer in words."""
        spec, kind = self.version.spec, self.version.kind
        return str(kind.summarize(spec, kind.key_response(spec)))


def get_sheet(attempt_id: int, position: int) -> Sheet:
    """The answer at ``position``. Raises LookupError when the paper has no such question."""
    attempt = Attempt.objects.get(pk=attempt_id)
    item = attempt.read_paper().by_position[position]
    version = QuestionVersion.objects.get(pk=item.version_id)
    row = Response.objects.filter(attempt=attempt, position=position).first()
    event = attempt.grade_events.order_by("-sequence").first()
    grades = [ItemGrade.from_json(one) for one in event.items] if event else []
    waiting = attempt.state == AttemptState.SUBMITTED and any(
        grade.position == position and grade.fraction is None for grade in grades
    )
    return Sheet(
        attempt=attempt,
        item=item,
        version=version,
        answer=row.answer if row else {},
        waiting=waiting,
    )
