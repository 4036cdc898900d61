"""How far a trainee is: a fold of unit results against the pinned outline.

Pure. The order in which results arrive does not matter, the same result twice counts once, results
of units the outline does not hold are ignored, and done can never exceed the total.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from courses.outline import CourseOutline

PASS = "pass"  # noqa: S105


@dataclass(frozen=True)
class Result:
    """One recorded result. Of the results of one source, the highest sequence counts.

    A ``withdrawn`` one says that its source no longer stands, such as a voided attempt.
    """

    unit_key: uuid.UUID
    source: str
    sequence: int
    outcome: str
    at: dt.datetime
    score: Decimal | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Progress:
    """The fold: the outcome of each unit that has one, and how many required units are done."""

    outcomes: Mapping[uuid.UUID, str]
    deciding: Mapping[uuid.UUID, Result]
    required_done: int
    required_total: int

    @property
    def is_complete(self) -> bool:
        """Every required unit is passed. A course without required units never completes."""
        return self.required_total > 0 and self.required_done == self.required_total

    def is_passed(self, key: uuid.UUID) -> bool:
        return self.outcomes.get(key) == PASS

    def as_json(self) -> dict[str, str]:
        """The outcomes with text keys, sorted: what the enrollment's column holds."""
        return {str(key): self.outcomes[key] for key in sorted(self.outcomes)}


def _rank(result: Result) -> tuple[bool, Decimal, dt.datetime, str, int]:
    passed = result.outcome == PASS
    score = result.score if passed and result.score is not None else Decimal(-1)
    return (passed, score, result.at, result.source, result.sequence)


def fold(outline: CourseOutline, results: Iterable[Result]) -> Progress:
    """Fold ``results`` against ``outline``.

    Of each source only the highest sequence counts (a later mark replaces an earlier one of the
    same attempt). A unit is passed when any source's current outcome is a pass, and the best pass
    decides; otherwise its outcome is the latest current one. Where the unit's rule says that the
    last counts, the source that began last decides, unless it was withdrawn.
    """
    current: dict[tuple[uuid.UUID, str], Result] = {}
    began: dict[tuple[uuid.UUID, str], dt.datetime] = {}
    for result in results:
        if result.unit_key not in outline.unit_keys:
            continue
        place = (result.unit_key, result.source)
        began[place] = min(result.at, began.get(place, result.at))
        known = current.get(place)
        if known is None or (result.sequence, _rank(result)) > (known.sequence, _rank(known)):
            current[place] = result
    deciding: dict[uuid.UUID, Result] = {}
    for place, result in current.items():
        known = deciding.get(result.unit_key)
        if known is None:
            deciding[result.unit_key] = result
        elif result.unit_key in outline.last_counts:
            mine = (not result.withdrawn, began[place], result.source)
            if mine > (not known.withdrawn, began[known.unit_key, known.source], known.source):
                deciding[result.unit_key] = result
        elif _rank(result) > _rank(known):
            deciding[result.unit_key] = result
    outcomes = {key: result.outcome for key, result in deciding.items()}
    done = sum(1 for key in outline.required_keys if outcomes.get(key) == PASS)
    return Progress(
        outcomes=MappingProxyType(outcomes),
        deciding=MappingProxyType(deciding),
        required_done=done,
        required_total=len(outline.required_keys),
    )
