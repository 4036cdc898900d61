"""What a trainee may see of the marking, and when. Pure.

A matrix: five aspects of feedback (rows) by four moments (columns). Every screen and every answer
in JSON asks :meth:`FeedbackMatrix.visible` and shows nothing else. Whether an exam was passed is no
part of it: that is said to everybody as soon as it is decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assessments.question_types.base import KeyView

# score and points, topics, and which critical items failed the paper
MARKS = "marks"
# whether each answer was right
CORRECTNESS = "correctness"
# what the author wrote about this very answer
SPECIFIC = "specific"
ANSWER = "answer"
# what the author wrote about the question
GENERAL = "general"
ASPECTS = (MARKS, CORRECTNESS, SPECIFIC, ANSWER, GENERAL)

DURING, SUBMITTED, PASSED, CLOSED = "during", "submitted", "passed", "closed"
MOMENTS = (DURING, SUBMITTED, PASSED, CLOSED)

Columns = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Situation:
    """What is true of an attempt now. ``window_over``: nobody can take the exam any more."""

    handed_in: bool
    passed: bool = False
    window_over: bool = False

    @property
    def moments(self) -> tuple[str, ...]:
        """The moments that have come. What was shown during the attempt stays visible."""
        if not self.handed_in:
            return (DURING,)
        found = [DURING, SUBMITTED]
        if self.passed:
            found.append(PASSED)
        if self.window_over:
            found.append(CLOSED)
        return tuple(found)


@dataclass(frozen=True)
class FeedbackMatrix:
    """The aspects that become visible at each moment.

    Who sees the right answer knows whether their own was right, so ``answer`` brings
    ``correctness`` with it. Raises ValueError for an aspect that does not exist.
    """

    during: frozenset[str] = frozenset()
    submitted: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for moment in MOMENTS:
            aspects = frozenset(getattr(self, moment))
            unknown = aspects.difference(ASPECTS)
            if unknown:
                raise ValueError(f"Feedback has no aspect {', '.join(sorted(unknown))}.")
            if ANSWER in aspects:
                aspects |= {CORRECTNESS}
            object.__setattr__(self, moment, aspects)

    def at(self, moment: str) -> frozenset[str]:
        """What becomes visible at ``moment``."""
        found: frozenset[str] = getattr(self, moment)
        return found

    def visible(self, situation: Situation) -> frozenset[str]:
        """What may be shown in ``situation``: all that its moments allow together."""
        return frozenset().union(*(self.at(moment) for moment in situation.moments))

    def without_during(self) -> "FeedbackMatrix":
        """The matrix of an exam whose answers are marked at the end."""
        return replace(self, during=frozenset())

    @cached_property
    def preset(self) -> str:
        """The name of the preset this is, "" for none."""
        return next((name for name, one in PRESETS.items() if one == self), "")

    def to_json(self) -> str | dict[str, list[str]]:
        """A preset by its name, anything else as lists of aspects by moment."""
        if self.preset:
            return self.preset
        return {
            moment: [one for one in ASPECTS if one in self.at(moment)]
            for moment in MOMENTS
            if self.at(moment)
        }

    @classmethod
    def from_json(cls, data: Any) -> "FeedbackMatrix":
        """Read what :meth:`to_json` wrote. Raises ValueError for anything else."""
        if isinstance(data, FeedbackMatrix):
            return data
        if isinstance(data, str) and data in PRESETS:
            return PRESETS[data]
        if not isinstance(data, Mapping) or not set(data) <= set(MOMENTS):
            raise ValueError(f"{data!r} does not say what feedback is shown when.")
        if not all(isinstance(one, list | tuple | frozenset) for one in data.values()):
            raise ValueError(f"{data!r} does not list what feedback is shown when.")
        return cls(**{moment: frozenset(map(str, aspects)) for moment, aspects in data.items()})


EVERYTHING = frozenset(ASPECTS)
# names an author may pick; a paper stores the name, so a preset is never changed, only added
PRESETS: dict[str, FeedbackMatrix] = {
    "nothing": FeedbackMatrix(),
    "score": FeedbackMatrix(submitted=frozenset([MARKS])),
    "after_pass": FeedbackMatrix(submitted=frozenset([MARKS]), passed=EVERYTHING),
    "after_submit": FeedbackMatrix(submitted=EVERYTHING),
    "after_window": FeedbackMatrix(submitted=frozenset([MARKS]), closed=EVERYTHING),
    "practice": FeedbackMatrix(during=EVERYTHING - {MARKS}, submitted=EVERYTHING),
}


def default_feedback() -> str:
    """What a new exam starts with."""
    return "score"


@dataclass(frozen=True)
class Feedback:
    """What is shown about one answer. ``key`` is None unless the right answer may be shown.

    ``remarks`` is what the author wrote about this answer, ``given`` the answer in words.
    """

    stem: str
    given: str
    remarks: tuple[str, ...] = ()
    explanation: str = ""
    key: KeyView | None = None


def feedback_of(key: KeyView, aspects: Iterable[str]) -> Feedback:
    """The part of a marked question that ``aspects`` allow.

    Without the right answer nothing of the lines is kept but the author's remarks on what was
    given: the lines themselves are the key.
    """
    allowed = frozenset(aspects)
    explanation = key.explanation if GENERAL in allowed else ""
    if ANSWER in allowed:
        shown = replace(key, explanation="", feedback=key.feedback if SPECIFIC in allowed else "")
        if SPECIFIC not in allowed:
            shown = replace(shown, lines=tuple(replace(line, feedback="") for line in key.lines))
        return Feedback(key.stem, key.given, explanation=explanation, key=shown)
    remarks: tuple[str, ...] = ()
    if SPECIFIC in allowed:
        lines = (line.feedback for line in key.lines if line.given)
        remarks = tuple(one for one in (*lines, key.feedback if key.given else "") if one)
    return Feedback(key.stem, key.given, remarks, explanation)
