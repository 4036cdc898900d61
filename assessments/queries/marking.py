"""One answer for its marker, and how many appeals wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from assessments.enums import AttemptState
from assessments.grading import ItemGrade
from assessments.marks import AGREED, FIRST, MarkingRule, next_role
from assessments.models import Appeal, Attempt, Mark, QuestionVersion, Response
from assessments.papers import PaperItem
from assessments.queries.answer_files import describe_files


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
