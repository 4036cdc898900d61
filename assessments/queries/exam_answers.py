"""What was chosen of the options of a question, from the numbers that stand for answers."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from assessments.models import QuestionVersion
from assessments.queries.exam_slots import Slots
from assessments.question_types.base import words_of
from assessments.statistics import ItemChoices
from assessments.summaries import options_of, picked


def named_options(version: QuestionVersion) -> list[tuple[str, str, bool]]:
    """Id, words and correctness of the options of a question one picks from, [] for others."""
    spec, kind = version.spec, version.kind
    options, right = options_of(kind, spec), picked(kind.key_response(spec))
    words = {"true": _("True"), "false": _("False")}
    if version.type != "true_false":
        # a picture is named by what it shows
        shown = getattr(kind.view(spec), "options", ())
        words = {
            one.id: words_of(str(getattr(one, "text", "") or getattr(one, "alt", "")), 90)
            for one in shown
        }
    return [(key, words.get(key) or key, key in right) for key in options]


def choices_of(slots: Slots, versions: Iterable[QuestionVersion]) -> dict[str, ItemChoices]:
    """What was chosen of those ``versions`` one picks from, in the row of each attempt."""
    found = {}
    for version in versions:
        if options := named_options(version):
            found[str(version.pk)] = ItemChoices(
                [key for key, _text, _right in options],
                [right for _key, _text, right in options],
                chosen_in(slots.given_at(version.pk), len(options)),
            )
    return found


def chosen_in(bits: npt.NDArray[np.int64], options: int) -> npt.NDArray[Any]:
    """The option each answer names, -1 for none; or, where some name several, attempts x options.

    A bit stands for each option.
    """
    if (bits & (bits - 1)).any():
        many: npt.NDArray[Any] = (bits[:, None] >> np.arange(options)) & 1 > 0
        return many
    single = np.full(bits.size, -1, dtype=np.int8)
    single[bits > 0] = np.log2(bits[bits > 0])  # exact for powers of two
    return single
