"""Whether the scope of an award covers a technique on a condition. Pure."""

from collections.abc import Iterable, Mapping

from certificates.enums import SkinCondition

Row = Mapping[str, str]


def covers(
    scope: Iterable[Row], exclusions: Iterable[Row], *, technique: str, condition: str
) -> bool:
    """Whether a row of ``scope`` covers what is asked; an empty text asks for any.

    A row on any skin covers every condition, unless a row of ``exclusions`` names the technique on
    this condition. A row that names the condition itself is stronger than an exclusion of any.
    """
    excluded = {(row["technique"], row["condition"]) for row in exclusions}
    for row in scope:
        if technique and row["technique"] != technique:
            continue
        if not condition or row["condition"] == condition:
            return True
        is_for_all = row["condition"] == SkinCondition.ANY
        if is_for_all and (row["technique"], condition) not in excluded:
            return True
    return False
