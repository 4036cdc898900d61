"""What valid certificates cover, technique by technique and condition by condition. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from certificates.enums import SkinCondition, Technique

CONDITIONS = tuple(one.value for one in SkinCondition if one != SkinCondition.ANY)


@dataclass(frozen=True)
class ScopeTable:
    """One column for each technique with anything covered, one row for each condition there is."""

    techniques: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[bool, ...]], ...] = ()


def scope_table(pairs: Collection[tuple[str, str]]) -> ScopeTable:
    """The table of ``pairs`` of technique and condition; empty where nothing is covered."""
    covered = set(pairs)
    techniques = [one for one in Technique if any(first == one for first, _condition in covered)]
    if not techniques:
        return ScopeTable()
    return ScopeTable(
        techniques=tuple(str(one.label) for one in techniques),
        rows=tuple(
            (
                str(SkinCondition(condition).label),
                tuple((one.value, condition) in covered for one in techniques),
            )
            for condition in CONDITIONS
        ),
    )
