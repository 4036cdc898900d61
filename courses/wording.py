"""Reason codes as sentences a trainee can act on."""

from typing import Any

from django.utils.translation import gettext as _

from courses.access import Reason
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
