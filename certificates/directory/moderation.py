"""What may follow what when clients' words and practitioners' pictures are moderated. Pure.

A thing that is moderated has a history of steps; its state is the fold of them. Nothing leaves the
history: what is taken down stays, as a step with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certificates.directory.enums import Moderation, Step

# the states from which each step is possible, and the state it leads to
_STEPS: Mapping[Step, tuple[frozenset[Moderation | None], Moderation]] = {
    Step.SUBMITTED: (frozenset({None}), Moderation.UNCONFIRMED),
    Step.CONFIRMED: (frozenset({Moderation.UNCONFIRMED}), Moderation.WAITING),
    Step.HANDED_IN: (frozenset({None}), Moderation.WAITING),
    # a moderator may think again
    Step.PUBLISHED: (
        frozenset({Moderation.WAITING, Moderation.REJECTED}),
        Moderation.PUBLISHED,
    ),
    Step.REJECTED: (frozenset({Moderation.WAITING}), Moderation.REJECTED),
    Step.WITHDRAWN: (
        frozenset({Moderation.UNCONFIRMED, Moderation.WAITING, Moderation.PUBLISHED}),
        Moderation.WITHDRAWN,
    ),
    Step.REMOVED: (frozenset({Moderation.PUBLISHED}), Moderation.REMOVED),
}
# steps that somebody has to give a reason for
REASONED = frozenset({Step.REJECTED, Step.REMOVED})


class StepNotPossible(ValueError):
    """This step does not follow from the state."""


def can_take(state: Moderation | None, step: Step) -> bool:
    """Whether ``step`` may follow on ``state``."""
    return step in _STEPS and state in _STEPS[step][0]


def take(state: Moderation | None, step: Step) -> Moderation:
    """The state after ``step``. Raises StepNotPossible."""
    if not can_take(state, step):
        raise StepNotPossible(f"{step} does not follow on {state}")
    return _STEPS[step][1]


def fold(steps: Iterable[Step]) -> Moderation | None:
    """The state that a history leads to; None for an empty one. Raises StepNotPossible."""
    state: Moderation | None = None
    for step in steps:
        state = take(state, step)
    return state


CRITERIA = ("result", "hygiene", "consultation", "aftercare")
# with fewer, one angry or one friendly person is the average
FEWEST_FOR_AVERAGE = 3


@dataclass(frozen=True)
class Criterion:
    """What clients say about one thing: how many said something, and their average of 1 to 5."""

    name: str
    count: int
    average: float | None

    @property
    def nearest(self) -> int | None:
        """The mark in whole steps that the average lies nearest to; half goes up."""
        return None if self.average is None else int(self.average + 0.5)


def summarize(reviews: Iterable[Mapping[str, int | None]]) -> tuple[Criterion, ...]:
    """The average of each criterion with at least three marks; one that was left out counts not."""
    given: dict[str, list[int]] = {name: [] for name in CRITERIA}
    for review in reviews:
        for name, marks in given.items():
            if (mark := review.get(name)) is not None:
                marks.append(mark)
    return tuple(
        Criterion(
            name,
            len(marks),
            round(sum(marks) / len(marks), 1) if len(marks) >= FEWEST_FOR_AVERAGE else None,
        )
        for name, marks in given.items()
    )
