"""How exams and questions behaved, read from the attempts in a constant number of queries."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Avg, Count, Max, Q
from django.utils.translation import gettext as _

from assessments.enums import AttemptKind, AttemptState
from assessments.integrity import find_shared_mistakes, find_unusual_times
from assessments.models import Attempt
from assessments.queries.exam_data import Loaded, Taken, load_attempts
from assessments.queries.question_reports import (
    Bar,
    QuestionReport,
    decimals,
    figures_head,
    figures_row,
    percent,
    report_on,
)
from assessments.statistics import ExamStatistics, analyze

BINS = 10


# --- in words and pictures


@dataclass(frozen=True)
class CohortReport:
    cohort_id: int | None
    title: str
    attempts: int
    mean: float
    passed: float

    @property
    def label(self) -> str:
        return self.title or _("No cohort")

    @property
    def mean_text(self) -> str:
        return percent(self.mean)

    @property
    def passed_text(self) -> str:
        return percent(self.passed)


@dataclass(frozen=True)
class PairNote:
    """Two attempts with many equal mistakes."""

    first: Taken
    second: Taken
    shared: int
    both_wrong: int
    expected: str


@dataclass(frozen=True)
class TimeNote:
    """An attempt that took much less time than most, or much more."""

    attempt: Taken
    minutes: str


@dataclass(frozen=True)
class ExamReport:
    """Everything the statistics screen of an exam shows."""

    figures: ExamStatistics
    passed: float | None
    questions: tuple[QuestionReport, ...]
    scores: tuple[Bar, ...]
    cohorts: tuple[CohortReport, ...]
    pairs: tuple[PairNote, ...] = field(default=())
    fast: tuple[TimeNote, ...] = field(default=())
    slow: tuple[TimeNote, ...] = field(default=())

    @property
    def flagged(self) -> list[QuestionReport]:
        return [one for one in self.questions if one.needs_a_look]

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """Name, figure and what it means."""
        figures = self.figures
        return [
            (_("Attempts"), str(figures.attempts), _("graded; voided attempts do not count")),
            (_("Passed"), percent(self.passed), _("share of these attempts")),
            (_("Mean score"), percent(figures.mean), ""),
            (_("Median score"), percent(figures.median), _("half of the attempts are below")),
            (_("Standard deviation"), percent(figures.sd), _("how far scores lie apart")),
            (
                _("Reliability (alpha)"),
                decimals(figures.alpha),
                _("from 0.7 on, scores order people dependably"),
            ),
            (
                _("Standard error"),
                percent(figures.standard_error),
                _("how far a score may lie from the true one"),
            ),
        ]


def exam_report(
    exam_key: UUID, *, kind: str = AttemptKind.EXAM, cohort: int | None = None
) -> ExamReport:
    """The statistics of an exam, of one cohort if asked, or of practice under the same key.

    Two queries, whatever their number.
    """
    loaded = load_attempts(exam_key, kind=kind, cohort=cohort)
    return build_report(loaded)


def build_report(loaded: Loaded) -> ExamReport:
    """The report on what was loaded. No queries."""
    figures = analyze(
        loaded.fractions,
        keys=loaded.keys,
        points=loaded.points,
        omitted=loaded.omitted,
        seconds=loaded.seconds,
        choices=loaded.choices,
    )
    taken = loaded.attempts
    questions = [
        report_on(version, item, ruled=loaded.ruled.get(version.pk))
        for version, item in zip(loaded.versions, figures.items, strict=True)
    ]
    times = find_unusual_times(np.array([one.seconds for one in taken], dtype=np.float64))
    questions.sort(key=lambda one: (not one.needs_a_look, one.title))
    return ExamReport(
        figures=figures,
        passed=sum(one.passed for one in taken) / len(taken) if taken else None,
        questions=tuple(questions),
        scores=_histogram([one.score for one in taken]),
        cohorts=_cohorts(taken),
        pairs=_pairs(loaded),
        fast=_time_notes(taken, times.fast),
        slow=_time_notes(taken, times.slow),
    )


def _histogram(scores: list[float]) -> tuple[Bar, ...]:
    counts = np.histogram(scores, bins=BINS, range=(0.0, 1.0))[0]
    longest = int(counts.max()) or 1
    step = 100 // BINS
    return tuple(
        Bar(
            f"{place * step}–{(place + 1) * step}\u00a0%",
            round(100 * int(count) / longest),
            str(int(count)),
        )
        for place, count in enumerate(counts)
    )


def _cohorts(taken: tuple[Taken, ...]) -> tuple[CohortReport, ...]:
    groups: dict[int | None, list[Taken]] = {}
    for one in taken:
        groups.setdefault(one.cohort_id, []).append(one)
    # by first day; people without a cohort last
    ordered = sorted(
        groups.items(), key=lambda pair: (not pair[0], pair[1][0].cohort_start or dt.date.max)
    )
    return tuple(
        CohortReport(
            cohort_id=key,
            title=group[0].cohort,
            attempts=len(group),
            mean=sum(one.score for one in group) / len(group),
            passed=sum(one.passed for one in group) / len(group),
        )
        for key, group in ordered
    )


def _pairs(loaded: Loaded) -> tuple[PairNote, ...]:
    given, wrong = loaded.latest
    compared = loaded.attempts[len(loaded.attempts) - len(given) :]
    people = [one.user_id for one in compared]
    return tuple(
        PairNote(
            compared[pair.first],
            compared[pair.second],
            pair.shared,
            pair.both_wrong,
            f"{pair.expected:.1f}",
        )
        for pair in find_shared_mistakes(given, wrong, people=people)
    )


def _time_notes(taken: tuple[Taken, ...], places: tuple[int, ...]) -> tuple[TimeNote, ...]:
    return tuple(TimeNote(taken[place], f"{taken[place].seconds / 60:.1f}") for place in places)


# --- the list of exams


def list_exam_summaries() -> list[dict[str, Any]]:
    """Each exam that was ever taken with attempts, mean and passes, the latest first. One query.

    One that was both exam and practice is there twice, with the ``kind`` of the attempts.
    """
    rows = (
        Attempt.objects.filter(state=AttemptState.GRADED)
        .order_by()
        .values("exam_key", "kind")
        .annotate(
            title=Max("exam_title"),
            attempts=Count("pk"),
            mean=Avg("score"),
            passes=Count("pk", filter=Q(outcome="pass")),
            latest=Max("closed_at"),
        )
        .order_by("-latest")
    )
    return [dict(row) for row in rows]


# --- as a table


def table_of(report: ExamReport) -> list[list[Any]]:
    """The figures of every question as rows, headings first."""
    return [figures_head(), *(figures_row(one) for one in report.questions)]
