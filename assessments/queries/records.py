"""Attempts as staff read them: everything, the key included."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments import wording
from assessments.enums import AttemptKind, AttemptState
from assessments.grading import ItemGrade, Verdict, is_critical, judge, mark_of
from assessments.models import Attempt, AttemptEvent, GradeEvent, QuestionVersion
from assessments.papers import Paper, PaperItem
from assessments.queries.answer_files import describe_files
from assessments.queries.attempts import read_answers
from assessments.queries.regrades import corrected_versions
from assessments.question_types.base import words_of

RECENT = 150
FEW = 5
LOW = Decimal("0.35")


@dataclass(frozen=True)
class RecordRow:
    """One question of a paper with answer, key and mark."""

    item: PaperItem
    title: str
    version: QuestionVersion
    summary: str
    key: str
    critical: bool
    mark: str
    fraction: Decimal | None
    notice: str
    rule: str = ""
    files: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class AttemptRecord:
    attempt: Attempt
    paper: Paper
    verdict: Verdict | None
    rows: tuple[RecordRow, ...]
    grades: tuple[GradeEvent, ...]
    events: tuple[AttemptEvent, ...]

    @property
    def points(self) -> str:
        return wording.points_text(self.verdict) if self.verdict else ""


def attempt_record(attempt: Attempt) -> AttemptRecord:
    """An attempt in full. Three queries, whatever the number of questions; one more for keys that
    were corrected since."""
    paper = attempt.read_paper()
    answers = read_answers(attempt, paper)
    events = tuple(attempt.grade_events.select_related("graded_by"))
    grades = {
        grade.position: grade
        for grade in (ItemGrade.from_json(one) for one in (events[-1].items if events else ()))
    }
    corrected = corrected_versions(version for version, _answer in answers.values())
    rows = []
    for item in paper.items:
        version, answer = answers[item.position]
        kind, spec = version.kind, item.spec_of(corrected.get(version.pk, version))
        grade = grades.get(item.position)
        critical = is_critical(item, grade)
        # a name and an answer that waits to be marked without names are on no screen together
        hidden = attempt.state == AttemptState.SUBMITTED and paper.marking.blind
        hidden = hidden and grade is not None and grade.fraction is None
        rows.append(
            RecordRow(
                item=item,
                title=words_of(kind.stem(spec), 160),
                version=version,
                summary=wording.hidden_until_marked() if hidden else kind.summarize(spec, answer),
                files=tuple(describe_files(answer)) if kind.takes_files and not hidden else (),
                key=kind.summarize(spec, kind.key_response(spec)),
                critical=critical,
                mark=mark_of(grade.fraction, critical=critical) if grade else "",
                fraction=grade.fraction if grade else None,
                notice=wording.notice(grade.note) if grade else "",
                rule=wording.everybody_rule(grade.rule) if grade else "",
            )
        )
    return AttemptRecord(
        attempt=attempt,
        paper=paper,
        verdict=judge(paper, grades.values()) if events else None,
        rows=tuple(rows),
        grades=events,
        events=tuple(attempt.events.all()),
    )


def list_recent_fails() -> QuerySet[Attempt]:
    """Graded exams that were not passed, the latest first."""
    return (
        Attempt.objects.graded()
        .filter(kind=AttemptKind.EXAM, outcome="fail")
        .without_paper()
        .select_related("user")
        .order_by("-closed_at", "-pk")
    )


@dataclass(frozen=True)
class OddQuestion:
    """A question that trainees answer worse than one would expect, and why it is listed."""

    question_id: int
    title: str
    right: int
    asked: int
    why: str


def list_odd_questions(*, limit: int = 5) -> list[OddQuestion]:
    """Questions that few got right in the latest exams. A hint to look, not a verdict.

    Reads the last 150 graded exams; a question counts from its fifth answer on.
    """
    asked: Counter[int] = Counter()
    right: Counter[int] = Counter()
    events = (
        GradeEvent.objects.filter(
            attempt__state=AttemptState.GRADED, attempt__kind=AttemptKind.EXAM, sequence=0
        )
        .order_by("-pk")
        .values_list("items", "attempt__paper")[:RECENT]
    )
    for items, paper in events:
        versions = {item["position"]: item["version"] for item in paper["items"]}
        for item in items:
            if item["answered"] and item["fraction"] is not None:
                version = versions[item["position"]]
                asked[version] += 1
                right[version] += Decimal(item["fraction"]) == 1
    odd = [
        version
        for version, count in asked.items()
        if count >= FEW and Decimal(right[version]) / count <= LOW
    ]
    odd.sort(key=lambda version: (right[version] / asked[version], -asked[version]))
    found = QuestionVersion.objects.select_related("question").in_bulk(odd[:limit])
    return [_odd(found[version], right[version], asked[version]) for version in odd[:limit]]


def _odd(version: Any, right: int, asked: int) -> OddQuestion:
    why = _("Nobody got it right.") if not right else _("Few got it right.")
    return OddQuestion(version.question_id, str(version.question), right, asked, why)
