"""Reason codes as sentences a trainee can act on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.access import Reason
from courses.enums import UnlockPolicy
from courses.moves import VersionChange
from courses.outline import CourseOutline, Release
from lms.core.templatetags.lms_core import long_date


def sentence(reason: Reason) -> str:
    """The sentence for ``reason``: why, what would change it, and what the school said."""
    text = _text(reason)
    if said := reason.params.get("said"):
        return text + " " + _("The school’s reason: “%(said)s”") % {"said": said}
    return text


def _text(reason: Reason) -> str:
    on: Any = reason.params.get("on")
    match reason.code:
        case "previous":
            return _("Opens when you have finished ‘%(title)s’") % {"title": reason.params["title"]}
        case "release":
            return _("Opens on %(date)s") % {"date": long_date(on)}
        case "not_started":
            return _("Your cohort starts on %(date)s. Lessons open on that day.") % {
                "date": long_date(on)
            }
        case "unpublished":
            return _("Not published at the moment. It does not hold up what comes after it.")
        case "taken_out":
            return _(
                "The school has taken %(titles)s out of the course you started. Ask them to move "
                "you to the current version."
            ) % {"titles": ", ".join(f"‘{title}’" for title in reason.params["titles"])}
        case "course_gone":
            return _(
                "The school has taken this course off its pages. Your results are kept; ask the "
                "school how you can finish."
            )
        case "not_signed_in":
            return _("Lessons are for enrolled trainees. Sign in to go on.")
        case "not_enrolled":
            return _("This lesson is part of a course that you are not enrolled on.")
        case "applied":
            return _("Your application is waiting for the school’s answer. Lessons open with it.")
        case "suspended":
            return _("Your enrollment is suspended. The school tells you what opens it again.")
        case "withdrawn":
            return _("You have left this course. Your results are kept; enroll again to go on.")
        case "declined":
            return _("The school has declined your application.")
        case "removed":
            return _("The school has ended your enrollment. Your results are kept.")
        case "expired":
            if on is None:
                return _("Your access has ended. Your results are kept.")
            return _(
                "Your access ended on %(date)s. Your results are kept; ask the school to extend it."
            ) % {"date": long_date(on)}
    raise ValueError(f"No sentence for the reason {reason.code!r}.")


def sentences(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(sentence(reason) for reason in reasons)


def change_lines(change: VersionChange) -> list[str]:
    """What differs between two versions, one sentence each, with values before and after."""
    return [*_module_lines(change), *_unit_lines(change), *_course_lines(change)]


def _module_lines(change: VersionChange) -> Iterator[str]:
    for module in change.modules_gained:
        yield _("New module: %(title)s") % {"title": module.title}
    for module in change.modules_lost:
        yield _("Module no longer part of it: %(title)s") % {"title": module.title}
    for pair in change.release_changed:
        yield _("Module “%(title)s” opens: %(before)s → %(after)s") % {
            "title": pair.after.title,
            "before": _release(pair.before.release),
            "after": _release(pair.after.release),
        }


def _unit_lines(change: VersionChange) -> Iterator[str]:
    for unit in change.gained:
        words = _("New: %(title)s (required)") if unit.required else _("New: %(title)s")
        yield words % {"title": unit.title}
    for unit in change.lost:
        yield _("No longer part of it: %(title)s") % {"title": unit.title}
    for move in change.moved:
        yield _("%(title)s is in another module: %(before)s → %(after)s") % {
            "title": move.unit.title,
            "before": move.before.title,
            "after": move.after.title,
        }
    for unit in change.now_required:
        yield _("Now required: %(title)s") % {"title": unit.title}
    for unit in change.now_optional:
        yield _("Now optional: %(title)s") % {"title": unit.title}
    for rule in change.rule_changed:
        for name, before, after in rule.values:
            yield _("To pass “%(title)s”, %(name)s: %(before)s → %(after)s") % {
                "title": rule.unit.title,
                "name": name.replace("_", " "),
                "before": _value(before),
                "after": _value(after),
            }


def _course_lines(change: VersionChange) -> Iterator[str]:
    if change.order_changed:
        yield _("The order is different.")
    if change.unlock_changed:
        yield _("How units open: %(before)s → %(after)s") % {
            "before": UnlockPolicy(change.old.unlock).label,
            "after": UnlockPolicy(change.new.unlock).label,
        }
    if change.hours_changed:
        yield _("Hours: %(before)s → %(after)s") % {
            "before": _hours(change.old),
            "after": _hours(change.new),
        }


def _release(release: Release) -> str:
    if release.rule == "date" and release.on:
        return _("on %(date)s") % {"date": long_date(release.on)}
    if release.rule == "days":
        n = release.days or 0
        return ngettext("%(n)s day after the start", "%(n)s days after the start", n) % {"n": n}
    return _("at once")


def _hours(outline: CourseOutline) -> str:
    return _("%(theory)s theory and %(practical)s practical") % {
        "theory": number_format(outline.hours_theory.normalize() + 0),
        "practical": number_format(outline.hours_practical.normalize() + 0),
    }


def _value(value: Any) -> str:
    """One value of a rule, which another app described as JSON."""
    if value is None or value == "":
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        parts = [f"{key} {_value(part)}" for key, part in value.items() if part not in ("", None)]
        return ", ".join(parts)
    if isinstance(value, list | tuple):
        return "; ".join(_value(part) for part in value) or _("none")
    return str(value)
