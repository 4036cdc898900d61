"""What an award takes: a tree of requirements as values, its JSON form, and what is wrong with it.

Pure. ``AllOf`` wants every part, ``SomeOf`` a number of them; all else is a leaf. A tree is frozen
in each version of an award, so this module reads whatever any version ever held.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from certificates.enums import HoursCategory, NeedKind, ResultKind


@dataclass(frozen=True)
class CourseRequired:
    """A course, named by its key, must be completed."""

    course_key: str
    title: str


@dataclass(frozen=True)
class ResultRequired:
    """Units of one kind must be passed: a certain one, or ``count`` of a course, or of any.

    ``course_key`` stands beside ``unit_key`` as the course the unit was in when this was written.
    Each counts with at least ``min_score`` (a share from 0 to 1), and, where ``months`` is given,
    only if it was passed within that many months before the day of the decision.
    """

    kind: ResultKind
    title: str = ""
    unit_key: str = ""
    course_key: str = ""
    count: int = 1
    min_score: Decimal | None = None
    months: int | None = None


@dataclass(frozen=True)
class HoursRequired:
    """So many hours of completed courses, within the last ``months`` where that is given."""

    category: HoursCategory
    hours: Decimal
    months: int | None = None


@dataclass(frozen=True)
class AwardRequired:
    """Another award must be held and valid."""

    award_key: str
    title: str


@dataclass(frozen=True)
class AgeRequired:
    """The person must be this old on the day of issue, as a member of staff confirmed."""

    years: int


@dataclass(frozen=True)
class IdentityRequired:
    """A member of staff must have checked who the person is."""


@dataclass(frozen=True)
class NameConfirmed:
    """The holder must have confirmed the name that will be printed."""


@dataclass(frozen=True)
class AllOf:
    """Every part must be met."""

    parts: "tuple[Requirement, ...]"


@dataclass(frozen=True)
class SomeOf:
    """At least ``count`` of the parts must be met."""

    count: int
    parts: "tuple[Requirement, ...]"


Leaf = (
    CourseRequired
    | ResultRequired
    | HoursRequired
    | AwardRequired
    | AgeRequired
    | IdentityRequired
    | NameConfirmed
)
Requirement = Leaf | AllOf | SomeOf
LEARNING = (CourseRequired, ResultRequired, HoursRequired)
MAX_MONTHS = 240


def leaves_of(requirement: Requirement) -> Iterator[Leaf]:
    """Yield the requirements without parts, in order."""
    if isinstance(requirement, AllOf | SomeOf):
        for part in requirement.parts:
            yield from leaves_of(part)
    else:
        yield requirement


# --- JSON, as versions keep it


def to_json(requirement: Requirement) -> dict[str, Any]:
    """The tree as plain JSON values; :func:`from_json` is the way back."""
    match requirement:
        case AllOf(parts):
            return {"type": "all", "parts": [to_json(part) for part in parts]}
        case SomeOf(count, parts):
            return {"type": "some", "count": count, "parts": [to_json(part) for part in parts]}
        case CourseRequired(course_key, title):
            return {"type": "course", "course_key": course_key, "title": title}
        case ResultRequired():
            return {
                "type": "result",
                "kind": str(requirement.kind),
                "title": requirement.title,
                "unit_key": requirement.unit_key,
                "course_key": requirement.course_key,
                "count": requirement.count,
                "min_score": None if requirement.min_score is None else str(requirement.min_score),
                "months": requirement.months,
            }
        case HoursRequired(category, hours, months):
            return {
                "type": "hours",
                "category": str(category),
                "hours": str(hours),
                "months": months,
            }
        case AwardRequired(award_key, title):
            return {"type": "award", "award_key": award_key, "title": title}
        case AgeRequired(years):
            return {"type": "age", "years": years}
        case IdentityRequired():
            return {"type": "identity"}
        case NameConfirmed():
            return {"type": "name"}


def _read_result(value: Mapping[str, Any]) -> ResultRequired:
    score = value["min_score"]
    return ResultRequired(
        kind=ResultKind(value["kind"]),
        title=value["title"],
        unit_key=value["unit_key"],
        course_key=value["course_key"],
        count=value["count"],
        min_score=None if score is None else Decimal(score),
        months=value["months"],
    )


_READERS: dict[str, Callable[[Mapping[str, Any]], Requirement]] = {
    "all": lambda value: AllOf(tuple(from_json(part) for part in value["parts"])),
    "some": lambda value: SomeOf(value["count"], tuple(from_json(part) for part in value["parts"])),
    "course": lambda value: CourseRequired(value["course_key"], value["title"]),
    "result": _read_result,
    "hours": lambda value: HoursRequired(
        HoursCategory(value["category"]), Decimal(value["hours"]), value["months"]
    ),
    "award": lambda value: AwardRequired(value["award_key"], value["title"]),
    "age": lambda value: AgeRequired(value["years"]),
    "identity": lambda value: IdentityRequired(),
    "name": lambda value: NameConfirmed(),
}


def from_json(value: Any) -> Requirement:
    """Rebuild a tree. A list of courses, as the first versions hold it, asks for all of them.

    Raises KeyError, TypeError or ValueError if ``value`` is no tree.
    """
    if isinstance(value, list):
        return AllOf(tuple(CourseRequired(row["course_key"], row["title"]) for row in value))
    return _READERS[value["type"]](value)


# --- what a tree needs to hear of


def needs_of(requirement: Requirement) -> frozenset[tuple[NeedKind, str]]:
    """What can change whether the tree is met: (kind, key), the key empty where any will do."""
    found: set[tuple[NeedKind, str]] = set()
    for leaf in leaves_of(requirement):
        match leaf:
            case CourseRequired():
                found.add((NeedKind.COURSE, leaf.course_key))
            case ResultRequired():
                found.add((NeedKind.RESULT, leaf.course_key))
            case HoursRequired():
                found.add((NeedKind.HOURS, ""))
            case AwardRequired():
                found.add((NeedKind.AWARD, leaf.award_key))
            case AgeRequired() | IdentityRequired():
                found.add((NeedKind.PERSON, ""))
            case NameConfirmed():
                pass
    return frozenset(found)


def rests_on_learning(requirement: Requirement) -> bool:
    """Say whether every way to meet the tree holds a course, a result or hours."""
    if isinstance(requirement, AllOf):
        return any(rests_on_learning(part) for part in requirement.parts)
    if isinstance(requirement, SomeOf):
        without = sum(not rests_on_learning(part) for part in requirement.parts)
        return without < requirement.count
    return isinstance(requirement, LEARNING)


# --- what is wrong with a tree


def find_problems(requirement: Requirement) -> tuple[str, ...]:
    """Sentences about what nobody could meet, or what says nothing; none when sound."""
    found: list[str] = []
    _find_in(requirement, found)
    if not found and not rests_on_learning(requirement):
        found.append(
            _(
                "One way to earn it asks for no learning at all. Whichever way is taken, it has to "
                "hold a course, a result or hours."
            )
        )
    return tuple(dict.fromkeys(found))


def _find_in(requirement: Requirement, found: list[str]) -> None:
    if not isinstance(requirement, AllOf | SomeOf):
        found.extend(_find_in_leaf(requirement))
        return
    if not requirement.parts:
        found.append(_("A group is empty. Add what it asks for, or remove it."))
    if isinstance(requirement, SomeOf) and requirement.parts:
        if requirement.count < 1:
            found.append(_("A group asks for none of its parts. Let it ask for at least 1."))
        elif requirement.count > len(requirement.parts):
            found.append(
                _("A group asks for %(count)d of %(all)d: nobody can meet that.")
                % {"count": requirement.count, "all": len(requirement.parts)}
            )
        if len(set(requirement.parts)) < len(requirement.parts):
            found.append(_("A group names the same thing twice, so it would count twice."))
    for part in requirement.parts:
        _find_in(part, found)


def _find_in_leaf(leaf: Leaf) -> Iterator[str]:
    match leaf:
        case ResultRequired():
            if leaf.count < 1:
                yield _("A number of results has to be at least 1.")
            if leaf.unit_key and leaf.count > 1:
                yield _("%(unit)s can be passed once; it cannot count several times.") % {
                    "unit": leaf.title
                }
            if leaf.min_score is not None and not 0 <= leaf.min_score <= 1:
                yield _("A score lies between 0 and 100 percent.")
        case HoursRequired() if leaf.hours <= 0:
            yield _("A number of hours has to be more than 0.")
        case AgeRequired() if not 1 <= leaf.years <= 99:
            yield _("An age lies between 1 and 99 years.")
        case _:
            pass
    months = getattr(leaf, "months", None)
    if months is not None and not 1 <= months <= MAX_MONTHS:
        yield _("A time in months lies between 1 and %(most)d.") % {"most": MAX_MONTHS}


def find_cycle(award_key: str, needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The keys of awards that lead from ``award_key`` back to it; empty when none do.

    ``needs`` says for each award which awards it names. An award that needs itself, through however
    many others, can never be issued for the first time; even one way of several is a mistake.
    """
    path: list[str] = []
    seen: set[str] = set()

    def walk(key: str) -> bool:
        path.append(key)
        for needed in sorted(needs.get(key, ())):
            if needed == award_key:
                return True
            if needed not in seen:
                seen.add(needed)
                if walk(needed):
                    return True
        path.pop()
        return False

    return tuple(path) if walk(award_key) else ()
