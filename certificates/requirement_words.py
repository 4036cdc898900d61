"""A tree of requirements in words, for anybody who has not met it yet. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.enums import HoursCategory, ResultKind
from certificates.requirements import (
    AgeRequired,
    AllOf,
    AwardRequired,
    CourseRequired,
    HoursRequired,
    IdentityRequired,
    Leaf,
    NameConfirmed,
    Requirement,
    ResultRequired,
    SomeOf,
)


def sentence_of(leaf: Leaf) -> str:
    """One requirement as something to do."""
    match leaf:
        case CourseRequired():
            return _("Complete %(course)s") % {"course": leaf.title}
        case ResultRequired():
            return _result_sentence(leaf)
        case HoursRequired():
            return _hours_sentence(leaf)
        case AwardRequired():
            return _("Hold a valid %(award)s") % {"award": leaf.title}
        case AgeRequired():
            return _("Be at least %(years)d years old on the day of issue") % {"years": leaf.years}
        case IdentityRequired():
            return _("Have your identity checked by the academy")
        case NameConfirmed():
            return _("Confirm your name")


def percent(share: Decimal) -> str:
    """A share from 0 to 1 as "80 %", never broken, with as many decimals as it has."""
    return f"{(share * 100).normalize():f}\N{NO-BREAK SPACE}%"


def number(value: Decimal) -> str:
    """Hours without zeros that say nothing."""
    return f"{value.normalize():f}"


def _within(months: int | None) -> str:
    if months is None:
        return ""
    return ngettext(" within the last %(n)d month", " within the last %(n)d months", months) % {
        "n": months
    }


def _with_score(score: Decimal | None) -> str:
    return _(" with at least %(score)s") % {"score": percent(score)} if score is not None else ""


def _result_sentence(leaf: ResultRequired) -> str:
    if leaf.unit_key:
        what = _("Pass %(unit)s") % {"unit": leaf.title}
    elif leaf.kind == ResultKind.EXAM:
        what = ngettext("Pass %(n)d exam", "Pass %(n)d exams", leaf.count) % {"n": leaf.count}
    else:
        what = ngettext("Pass %(n)d practical case", "Pass %(n)d practical cases", leaf.count) % {
            "n": leaf.count
        }
    where = ""
    if leaf.course_key and not leaf.unit_key:
        where = _(" of %(course)s") % {"course": leaf.title}
    return what + where + _with_score(leaf.min_score) + _within(leaf.months)


def _hours_sentence(leaf: HoursRequired) -> str:
    words = {
        HoursCategory.THEORY: _("Complete %(n)s hours of theory"),
        HoursCategory.PRACTICAL: _("Complete %(n)s hours of practice"),
        HoursCategory.TOTAL: _("Complete %(n)s hours of training"),
    }
    return words[leaf.category] % {"n": number(leaf.hours)} + _within(leaf.months)


@dataclass(frozen=True)
class Line:
    """A tree as nested lines: a leaf's sentence, or a group's rule with its parts."""

    text: str
    parts: "tuple[Line, ...]" = ()


def outline_of(requirement: Requirement) -> Line:
    """The tree as it is explained before anybody has met anything."""
    match requirement:
        case AllOf(parts):
            return Line(_("All of these"), tuple(outline_of(part) for part in parts))
        case SomeOf(count, parts):
            text = _("At least %(n)d of these") % {"n": count}
            return Line(text, tuple(outline_of(part) for part in parts))
        case _:
            return Line(sentence_of(requirement))


def narrative_of(requirement: Requirement) -> str:
    """The tree as plain text, a line each, deeper parts indented."""

    def lines(line: Line, depth: int) -> Iterator[str]:
        yield "  " * depth + line.text + (":" if line.parts else "")
        for part in line.parts:
            yield from lines(part, depth + 1)

    return "\n".join(lines(outline_of(requirement), 0))
