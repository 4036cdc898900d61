"""What moving a trainee to another version changes. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from courses.completion import Result, fold
from courses.outline import CourseOutline, UnitOutline


@dataclass(frozen=True)
class VersionChange:
    """Two outlines side by side: the units gained, lost, and no longer or newly required."""

    gained: tuple[UnitOutline, ...]
    lost: tuple[UnitOutline, ...]
    now_required: tuple[UnitOutline, ...]
    now_optional: tuple[UnitOutline, ...]
    rule_changed: tuple[UnitOutline, ...]
    order_changed: bool
    hours_changed: bool


@dataclass(frozen=True)
class MoveEffect:
    """One trainee: required units done and in all, before and after; would the course complete."""

    done_before: int
    total_before: int
    done_after: int
    total_after: int
    completes: bool
    gained: tuple[UnitOutline, ...]
    lost_passes: tuple[UnitOutline, ...]


def compare(old: CourseOutline, new: CourseOutline) -> VersionChange:
    """What differs between two versions of a course."""
    before = {unit.key: unit for unit in old.units()}
    after = {unit.key: unit for unit in new.units()}
    shared = [key for key in after if key in before]
    return VersionChange(
        gained=tuple(unit for key, unit in after.items() if key not in before),
        lost=tuple(unit for key, unit in before.items() if key not in after),
        now_required=tuple(
            after[key] for key in shared if after[key].required and not before[key].required
        ),
        now_optional=tuple(
            after[key] for key in shared if before[key].required and not after[key].required
        ),
        rule_changed=tuple(
            after[key] for key in shared if dict(after[key].rule) != dict(before[key].rule)
        ),
        order_changed=[key for key in before if key in after] != shared or old.unlock != new.unlock,
        hours_changed=(old.hours_theory, old.hours_practical)
        != (new.hours_theory, new.hours_practical),
    )


def effect_of_move(old: CourseOutline, new: CourseOutline, results: Iterable[Result]) -> MoveEffect:
    """What moving changes for the person who has ``results``."""
    results = list(results)
    before, after = fold(old, results), fold(new, results)
    known: set[uuid.UUID] = {unit.key for unit in old.units()}
    return MoveEffect(
        done_before=before.required_done,
        total_before=before.required_total,
        done_after=after.required_done,
        total_after=after.required_total,
        completes=after.is_complete,
        gained=tuple(unit for unit in new.units() if unit.key not in known and unit.required),
        lost_passes=tuple(
            unit
            for unit in old.units()
            if before.is_passed(unit.key) and unit.key not in new.unit_keys
        ),
    )
