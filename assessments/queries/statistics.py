"""How exams and questions behaved, read from the attempts in a constant number of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Avg, Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.enums import AttemptKind, AttemptState
from assessments.grading import DROPPED, GIVEN
from assessments.integrity import find_fast, find_shared_mistakes
from assessments.models import Attempt, QuestionVersion
from assessments.queries.exam_answers import named_options
from assessments.queries.exam_data import Loaded, Taken, load_attempts
from assessments.question_types.base import words_of
from assessments.statistics import ExamStatistics, Flag, ItemStatistics, OptionStatistics, analyze

BINS = 10


# --- in words and pictures


@dataclass(frozen=True)
class Bar:
    """One bar of a picture: what it stands for, its share of the longest in percent, and words."""

    label: str
    percent: int
    text: str
    marked: bool = False


@dataclass(frozen=True)
class OptionReport:
    """An option with how often each third of the class chose it."""

    text: str
    correct: bool
    figures: OptionStatistics
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class QuestionReport:
    version: QuestionVersion
    title: str
    figures: ItemStatistics
    options: tuple[OptionReport, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def facility(self) -> str:
        return percent(self.figures.facility)

    @property
    def facility_percent(self) -> int:
        return round(100 * (self.figures.facility or 0))

    @property
    def sd(self) -> str:
        return decimals(self.figures.sd)

    @property
    def discrimination(self) -> str:
        return decimals(self.figures.discrimination)

    @property
    def point_biserial(self) -> str:
        return decimals(self.figures.point_biserial)

    @property
    def item_rest(self) -> str:
        return decimals(self.figures.item_rest)

    @property
    def omitted(self) -> str:
        return percent(self.figures.omitted)

    @property
    def seconds(self) -> str:
        return "–" if self.figures.seconds is None else f"{self.figures.seconds:.0f} s"

    @property
    def needs_a_look(self) -> bool:
        return bool(self.reasons) and self.figures.flags != (Flag.FEW,)


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
class FastNote:
    """An attempt that took much less time than most."""

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
    fast: tuple[FastNote, ...] = field(default=())

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


def percent(value: float | None) -> str:
    """ "83 %", or a dash where there is no figure."""
    return "–" if value is None else f"{100 * value:.0f}\u00a0%"


def decimals(value: float | None) -> str:
    """ "0.41", or a dash where there is no figure."""
    return "–" if value is None else f"{value:.2f}"


def flag_words(flag: Flag, figures: ItemStatistics) -> str:
    """Why somebody should look at the question, in a sentence."""
    match flag:
        case Flag.FEW:
            return ngettext(
                "Only %(n)s answer so far: too few to say anything.",
                "Only %(n)s answers so far: too few to say anything.",
                figures.exposure,
            ) % {"n": figures.exposure}
        case Flag.NEGATIVE:
            return _(
                "People with low scores get it right more often than people with high ones. "
                "Check the key."
            )
        case Flag.WEAK:
            return _("It hardly tells people who know the subject from those who do not.")
        case Flag.TOO_EASY:
            return _("Nearly everybody gets it right.")
        case Flag.TOO_HARD:
            return _("Few get it right: is it taught, and is the wording clear?")
        case Flag.OMITTED:
            return _("%(share)s left it empty.") % {"share": percent(figures.omitted)}
        case Flag.DEAD_OPTION:
            return _("A wrong option is never chosen.")
        case Flag.MISKEYED:
            return _("The best third prefers an option that is marked as wrong. Check the key.")


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
    questions.sort(key=lambda one: (not one.needs_a_look, one.title))
    return ExamReport(
        figures=figures,
        passed=sum(one.passed for one in taken) / len(taken) if taken else None,
        questions=tuple(questions),
        scores=_histogram([one.score for one in taken]),
        cohorts=_cohorts(taken),
        pairs=_pairs(loaded),
        fast=_fast(taken),
    )


def rule_words(ruled: Mapping[str, int]) -> tuple[str, ...]:
    """What regrades decided for everybody, since the figures do not show it."""
    said = []
    if given := ruled.get(GIVEN, 0):
        said.append(
            ngettext(
                "A regrade gave the mark in %(n)s attempt. It is not counted here: the figures are "
                "of what was answered.",
                "A regrade gave the mark in %(n)s attempts. They are not counted as right here: "
                "the figures are of what was answered.",
                given,
            )
            % {"n": given}
        )
    if dropped := ruled.get(DROPPED, 0):
        said.append(
            ngettext(
                "A regrade left this question out of %(n)s attempt: the figures are of what was "
                "answered, and its score goes without it.",
                "A regrade left this question out of %(n)s attempts: the figures are of what was "
                "answered, and their scores go without it.",
                dropped,
            )
            % {"n": dropped}
        )
    return tuple(said)


def report_on(
    version: QuestionVersion, item: ItemStatistics, *, ruled: Mapping[str, int] | None = None
) -> QuestionReport:
    """The figures of a question with its words, options and reasons to look."""
    longest = max((max(one.low, one.middle, one.high) for one in item.options), default=0) or 1
    names = [_("lowest third"), _("middle third"), _("highest third")]
    texts = {key: text for key, text, _right in named_options(version)} if item.options else {}
    options = tuple(
        OptionReport(
            text=texts[one.option],
            correct=one.correct,
            figures=one,
            bars=tuple(
                Bar(name, round(100 * count / longest), str(count))
                for name, count in zip(names, (one.low, one.middle, one.high), strict=True)
            ),
        )
        for one in item.options
    )
    return QuestionReport(
        version=version,
        title=words_of(version.kind.stem(version.spec), 110),
        figures=item,
        options=options,
        reasons=tuple(flag_words(flag, item) for flag in item.flags),
        notes=rule_words(ruled or {}),
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
    people = [one.user_id for one in loaded.attempts]
    return tuple(
        PairNote(
            loaded.attempts[pair.first],
            loaded.attempts[pair.second],
            pair.shared,
            pair.both_wrong,
            f"{pair.expected:.1f}",
        )
        for pair in find_shared_mistakes(loaded.choices, people=people)
    )


def _fast(taken: tuple[Taken, ...]) -> tuple[FastNote, ...]:
    seconds = np.array([one.seconds for one in taken], dtype=np.float64)
    return tuple(
        FastNote(taken[place], f"{taken[place].seconds / 60:.1f}") for place in find_fast(seconds)
    )


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


def figures_head() -> list[str]:
    """Headings of :func:`figures_row`."""
    return [
        _("Reference"),
        _("Version"),
        _("Question"),
        _("Exposure"),
        _("Facility"),
        _("Standard deviation"),
        _("Discrimination"),
        _("Point-biserial"),
        _("Item-rest correlation"),
        _("Omitted"),
        _("Median seconds"),
        _("To look at"),
    ]


def figures_row(one: QuestionReport) -> list[Any]:
    """The figures of a question; numbers stay numbers, None where there is none."""
    return [
        one.version.question.key,
        one.version.number,
        one.title,
        one.figures.exposure,
        one.figures.facility,
        one.figures.sd,
        one.figures.discrimination,
        one.figures.point_biserial,
        one.figures.item_rest,
        one.figures.omitted,
        one.figures.seconds,
        " ".join([*one.reasons, *one.notes]),
    ]


def table_of(report: ExamReport) -> list[list[Any]]:
    """The figures of every question as rows, headings first."""
    return [figures_head(), *(figures_row(one) for one in report.questions)]
