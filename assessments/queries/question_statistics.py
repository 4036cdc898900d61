"""How a question behaved in all exams that asked it, version by version."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from assessments.enums import AttemptKind
from assessments.models import Question, QuestionVersion, Response
from assessments.queries.exam_answers import choices_of
from assessments.queries.exam_data import Taken, counting_attempts, read_attempts
from assessments.queries.exam_slots import Slots
from assessments.queries.question_reports import (
    QuestionReport,
    figures_head,
    figures_row,
    report_on,
)
from assessments.statistics import (
    Bools,
    Floats,
    ItemAnswers,
    ItemChoices,
    analyze_item,
    pool,
    score_thirds,
)


@dataclass(frozen=True)
class ExamRow:
    """A version in one exam."""

    exam_key: Any
    title: str
    report: QuestionReport


@dataclass(frozen=True)
class VersionReport:
    """A version in all its exams together, and in each."""

    version: QuestionVersion
    together: QuestionReport
    exams: tuple[ExamRow, ...]


@dataclass(frozen=True)
class _Scores:
    """Every question of every paper in a row, and the papers as wholes."""

    rows: Any
    columns: Any
    fractions: Floats
    points: Floats
    omitted: Bools
    seconds: Any
    earned: Floats
    given: Floats

    @property
    def percent(self) -> Floats:
        return np.divide(
            self.earned, self.given, out=np.zeros_like(self.earned), where=self.given > 0
        )


def question_report(
    question: Question, *, kind: str = AttemptKind.EXAM
) -> tuple[VersionReport, ...]:
    """The versions of ``question`` that were asked in exams (or practice), the newest first.

    Two queries.

    Thirds and scores are those of each exam, so that one row says what the exam's own statistics
    say; together, correlations are within exams.
    """
    versions = tuple(QuestionVersion.objects.filter(question=question).select_related("question"))
    exams = Response.objects.filter(version__question=question).values("attempt__exam_key")
    counting = counting_attempts(kind).filter(exam_key__in=exams)
    attempts, slots = read_attempts(counting)
    asked = tuple(version for version in versions if version.pk in slots.column_of)
    if not asked:
        return ()
    choices = choices_of(slots, asked)
    scores = _scores_of(slots, len(attempts))
    groups = _by_exam(attempts)
    found = []
    for version in asked:
        column, chosen = slots.column_of[version.pk], choices.get(str(version.pk))
        parts = {
            key: part
            for key, rows in groups.items()
            if (part := _answers(scores, column, rows, chosen)).fractions.size
        }
        titles = {taken.exam_key: taken.exam_title for taken in attempts}
        found.append(
            VersionReport(
                version=version,
                together=report_on(
                    version,
                    analyze_item(str(version.pk), pool(list(parts.values()))),
                    ruled=slots.ruled.get(version.pk),
                ),
                exams=tuple(
                    ExamRow(
                        key, titles[key], report_on(version, analyze_item(str(version.pk), part))
                    )
                    for key, part in parts.items()
                ),
            )
        )
    return tuple(found)


def _scores_of(slots: Slots, count: int) -> _Scores:
    rows, fractions, points = slots.rows, slots.fractions, slots.points
    return _Scores(
        rows=rows,
        columns=slots.columns,
        fractions=fractions,
        points=points,
        omitted=slots.omitted,
        seconds=slots.seconds,
        earned=np.bincount(rows, weights=fractions * points, minlength=count).astype(np.float64),
        given=np.bincount(rows, weights=points, minlength=count).astype(np.float64),
    )


def _by_exam(attempts: tuple[Taken, ...]) -> dict[Any, Bools]:
    keys = [taken.exam_key for taken in attempts]
    return {key: np.array([one == key for one in keys]) for key in dict.fromkeys(keys)}


def _answers(scores: _Scores, column: int, exam: Bools, choices: ItemChoices | None) -> ItemAnswers:
    low, high = score_thirds(scores.percent, exam & (scores.given > 0))
    places = np.flatnonzero(
        (scores.columns == column) & exam[scores.rows] & (scores.given > 0)[scores.rows]
    )
    rows = scores.rows[places]
    fractions, points = scores.fractions[places], scores.points[places]
    others = scores.given[rows] - points
    return ItemAnswers(
        fractions=fractions,
        totals=scores.percent[rows],
        rest=np.divide(
            scores.earned[rows] - fractions * points,
            others,
            out=np.full(others.shape, np.nan),
            where=others > 0,
        ),
        low=low[rows],
        high=high[rows],
        omitted=scores.omitted[places],
        seconds=scores.seconds[places],
        choices=choices and ItemChoices(choices.options, choices.correct, choices.chosen[rows]),
    )


def table_of_versions(
    exams: tuple[VersionReport, ...], practice: tuple[VersionReport, ...] = ()
) -> list[list[Any]]:
    """The figures of every version as rows, together and by exam, headings first."""
    rows = [[_("Exam"), _("Kind"), *figures_head()]]
    for kind, together, found in (
        (AttemptKind.EXAM, _("All exams"), exams),
        (AttemptKind.PRACTICE, _("All practice"), practice),
    ):
        for one in found:
            rows.append([together, str(kind.label), *figures_row(one.together)])
            rows += [[exam.title, str(kind.label), *figures_row(exam.report)] for exam in one.exams]
    return rows
