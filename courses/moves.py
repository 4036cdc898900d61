"""What moving a trainee to another version changes. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from courses.completion import Result, fold
from courses.outline import CourseOutline, ModuleOutline, UnitOutline


@dataclass(frozen=True)
class RuleChange:
    """What passing a unit needs: of each value that differs its name, before and after."""

    unit: UnitOutline
    values: tuple[tuple[str, Any, Any], ...] = field(hash=False)


@dataclass(frozen=True)
class ModulePair:
    """The same module before and after."""

    before: ModuleOutline
    after: ModuleOutline


@dataclass(frozen=True)
class UnitMove:
    """A unit that is in another module than before."""

    unit: UnitOutline
    before: ModuleOutline
    after: ModuleOutline


@dataclass(frozen=True)
class VersionChange:
    """Two outlines side by side: units and modules gained and lost, and what else is asked."""

    old: CourseOutline
    new: CourseOutline
    modules_gained: tuple[ModuleOutline, ...]
    modules_lost: tuple[ModuleOutline, ...]
    release_changed: tuple[ModulePair, ...]
    moved: tuple[UnitMove, ...]
    gained: tuple[UnitOutline, ...]
    lost: tuple[UnitOutline, ...]
    now_required: tuple[UnitOutline, ...]
    now_optional: tuple[UnitOutline, ...]
    rule_changed: tuple[RuleChange, ...]
    order_changed: bool

    @property
    def unlock_changed(self) -> bool:
        return self.old.unlock != self.new.unlock

    @property
    def hours_changed(self) -> bool:
        old, new = self.old, self.new
        return (old.hours_theory, old.hours_practical) != (new.hours_theory, new.hours_practical)


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
    old_modules = {module.key: module for module in old.modules}
    new_modules = {module.key: module for module in new.modules}
    shared_modules = [key for key in new_modules if key in old_modules]
    old_place = {unit.key: module for module in old.modules for unit in module.units}
    new_place = {unit.key: module for module in new.modules for unit in module.units}
    return VersionChange(
        old=old,
        new=new,
        modules_gained=tuple(m for key, m in new_modules.items() if key not in old_modules),
        modules_lost=tuple(m for key, m in old_modules.items() if key not in new_modules),
        release_changed=tuple(
            ModulePair(old_modules[key], new_modules[key])
            for key in shared_modules
            if old_modules[key].release != new_modules[key].release
        ),
        moved=tuple(
            UnitMove(after[key], old_place[key], new_place[key])
            for key in shared
            if old_place[key].key != new_place[key].key
        ),
        gained=tuple(unit for key, unit in after.items() if key not in before),
        lost=tuple(unit for key, unit in before.items() if key not in after),
        now_required=tuple(
            after[key] for key in shared if after[key].required and not before[key].required
        ),
        now_optional=tuple(
            after[key] for key in shared if before[key].required and not after[key].required
        ),
        rule_changed=tuple(
            RuleChange(after[key], _differences(before[key], after[key]))
            for key in shared
            if dict(after[key].rule) != dict(before[key].rule)
        ),
        order_changed=[key for key in before if key in after] != shared
        or [key for key in old_modules if key in new_modules] != shared_modules,
    )


def _differences(old: UnitOutline, new: UnitOutline) -> tuple[tuple[str, Any, Any], ...]:
    names = [*old.rule, *(name for name in new.rule if name not in old.rule)]
    pairs = [(name, old.rule.get(name), new.rule.get(name)) for name in names]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


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
