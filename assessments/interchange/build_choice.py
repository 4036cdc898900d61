"""Raw values of questions with options: single, multiple, pictures, true or false."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange.build import ONE, ROUNDING, ZERO, Option, keep_outcome_feedback
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words, pictures_in
from assessments.interchange.model import MAX_OPTIONS, Raw
from assessments.interchange.text import percent


def choice(
    draft: Draft,
    stem: str,
    options: Sequence[Option],
    *,
    several: bool,
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value of a question with options; ``fraction`` of each says how right it is."""
    _check_options(draft, options)
    if several:
        right = [option.fraction > 0 for option in options]
        _say_weights(draft, options)
    else:
        best = max(option.fraction for option in options)
        if best <= 0:
            draft.refuse(_("No option is marked as right."))
        full = best >= ONE - ROUNDING
        right = [option.fraction >= min(best, ONE - ROUNDING) for option in options]
        if not full:
            draft.lost(
                _("The best option is worth %(percent)s%% there; here it is worth full marks.")
                % {"percent": percent(best)}
            )
        if any(option.fraction > ZERO for option, ok in zip(options, right, strict=True) if not ok):
            draft.lost(_("Partial marks for a second-best option cannot be kept: it counts zero."))
        if any(option.fraction < 0 for option in options):
            draft.lost(_("Minus marks for a wrong option cannot be kept: it counts zero."))
        if sum(right) > 1:
            draft.lost(
                _(
                    "%(n)s options are fully right and one would do there; here it is a multiple "
                    "response question, and all of them must be picked."
                )
                % {"n": sum(right)}
            )
            several = True
    if several and not any(right):
        draft.refuse(_("No option is marked as right."))
    if any(option.picture for option in options):
        return "image_choice", _image_choice(draft, stem, options, right, several, explanation)
    choices = [
        {"text": option.text, "correct": ok, "feedback": option.feedback}
        for option, ok in zip(options, right, strict=True)
    ]
    return (
        "multiple" if several else "single",
        {"stem": stem, "choices": choices, "explanation": explanation},
    )


def _check_options(draft: Draft, options: Sequence[Option]) -> None:
    if len(options) < 2:
        draft.refuse(_("A choice question needs at least two options."))
    if len(options) > MAX_OPTIONS:
        draft.refuse(_("The question has too many options (%(n)s).") % {"n": len(options)})
    if not all(option.text or option.picture for option in options):
        draft.refuse(_("An option has neither text nor a picture we can take."))


def _say_weights(draft: Draft, options: Sequence[Option]) -> None:
    rights = {option.fraction for option in options if option.fraction > 0}
    if rights and max(rights) - min(rights) > ROUNDING:
        draft.lost(
            _("Options have different weights there (%(list)s); here each right option counts one.")
            % {"list": ", ".join(f"{percent(weight)}%" for weight in sorted(rights))}
        )
    wrongs = {option.fraction for option in options if option.fraction <= 0}
    as_here = rights and all(abs(weight + max(rights)) <= ROUNDING for weight in wrongs)
    if any(weight < 0 for weight in wrongs) and not as_here:
        draft.lost(
            _("Own minus marks cannot be kept: here each wrong pick takes away one right pick.")
        )


def _image_choice(
    draft: Draft,
    stem: str,
    options: Sequence[Option],
    right: Sequence[bool],
    several: bool,
    explanation: str,
) -> Raw:
    if not all(option.picture for option in options):
        draft.refuse(_("Some options are pictures and some are words; that cannot be mixed here."))
    return {
        "stem": stem,
        "choices": [
            {
                "image": {"file": option.picture},
                "alt": option.text,
                "correct": ok,
                "feedback": option.feedback,
            }
            for option, ok in zip(options, right, strict=True)
        ],
        "several": several,
        "explanation": explanation,
    }


def option(draft: Draft, markup: str, fraction: Decimal, feedback: str = "") -> Option:
    """An option from markup: words, or one picture with its alternative text.

    An option that is one picture takes the picture; words beside it become its alternative text.
    """
    shown = pictures_in(markup) if "<" in markup else []
    if not shown:
        return Option(draft.words(markup), fraction, draft.words(feedback))
    if len(shown) > 1:
        draft.refuse(_("An option holds several pictures; one is possible here."))
    source, alt = shown[0]
    picture = draft.picture(source, alt)
    text = inner_words(markup)
    if picture is None:
        return Option(text or alt, fraction, draft.words(feedback))
    return Option(text or alt, fraction, draft.words(feedback), picture)


def true_false(
    draft: Draft,
    stem: str,
    answer: bool,
    *,
    right_feedback: str = "",
    wrong_feedback: str = "",
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value; ``feedback`` is what a wrong answer hears, the rest is explained."""
    kept = draft.html(explanation) if explanation else ""
    if inner_words(right_feedback):
        kept = keep_outcome_feedback(draft, kept, right=right_feedback)
    return "true_false", {
        "stem": stem,
        "answer": "true" if answer else "false",
        "feedback": draft.words(wrong_feedback),
        "explanation": kept,
    }
