"""How a question behaved, in words and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.grading import DROPPED, GIVEN
from assessments.models import QuestionVersion
from assessments.queries.exam_answers import named_options
from assessments.question_types.base import words_of
from assessments.statistics import Flag, ItemStatistics, OptionStatistics


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
