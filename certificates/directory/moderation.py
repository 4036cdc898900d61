"""What may follow what when clients' words and practitioners' pictures are moderated. Pure.

A thing that is moderated has a history of steps; its state is the fold of them. Nothing leaves the
history: what is taken down stays, as a step with its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
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
# letters of a reason that everybody can read
PUBLIC_REASON = 300
FILES_OF_CASE = 2


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


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    step: Step
    at: dt.datetime
    reason: str = ""


@dataclass(frozen=True)
class Kept:
    """What a row says of itself. ``public_reason`` is None where its kind has none.

    ``has_words`` and ``files`` are what is left of the content: the words or the hash of an author,
    the number of picture files; None where its kind has none.
    """

    state: str
    created_at: dt.datetime
    published_at: dt.datetime | None
    public_reason: str | None = None
    has_words: bool | None = None
    files: int | None = None


def find_faults(entries: Sequence[Entry], kept: Kept) -> list[str]:
    """Compare a row with its log, oldest line first. Returns a sentence for each fault."""
    if not entries:
        return ["nothing in the log says how it came to be"]
    try:
        folded = fold(entry.step for entry in entries)
    except StepNotPossible as error:
        return [f"the log is impossible: {error}"]
    faults = []
    if folded != kept.state:
        faults.append(f"it says {kept.state}, its log says {folded}")
    if kept.created_at != entries[0].at:
        faults.append("it was not received when its log begins")
    last = {entry.step: entry for entry in entries}
    published = last.get(Step.PUBLISHED)
    if kept.published_at != (published.at if published else None):
        faults.append("it was not published when its log says")
    removed = last.get(Step.REMOVED)
    if kept.public_reason is not None:
        reason = removed.reason[:PUBLIC_REASON] if removed else ""
        if kept.public_reason != reason:
            faults.append("the reason shown in public is not the one in its log")
    if folded == Moderation.WITHDRAWN and kept.has_words:
        faults.append("it was taken back, and its words are still kept")
    if kept.files is not None:
        wanted = FILES_OF_CASE if folded in {Moderation.WAITING, Moderation.PUBLISHED} else 0
        if kept.files != wanted:
            faults.append(f"it keeps {kept.files} pictures, its log leaves {wanted}")
    return faults


def find_report_faults(
    entries: Sequence[Entry], *, handled_at: dt.datetime | None, note: str
) -> list[str]:
    """Compare a report with its log: closed once, or open and without a line."""
    if any(entry.step != Step.HANDLED for entry in entries) or len(entries) > 1:
        return ["the log is impossible: a report is closed once, and nothing else happens to it"]
    told = (entries[0].at, entries[0].reason) if entries else (None, "")
    return [] if (handled_at, note) == told else ["it was not closed as its log says"]


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
