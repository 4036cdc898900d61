"""The shape of every raw value, and how loose data (a CSV cell, JSON) is made to fit it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange import build, build_choice
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.model import MAX_OPTIONS, Raw
from assessments.interchange.shapes import points_text, read_points
from assessments.interchange.text import number, plain_number
from lms.core.sanitize import clean_text

Data = Mapping[str, Any]
MAX_POINTS = 400


def _rows(draft: Draft, data: Data, key: str) -> list[Data]:
    found = data.get(key) or []
    if not isinstance(found, Sequence) or isinstance(found, str | bytes):
        draft.refuse(_("“%(key)s” must be a list.") % {"key": key})
    if len(found) > MAX_OPTIONS:
        draft.refuse(_("The question has too many options (%(n)s).") % {"n": len(found)})
    if not all(isinstance(row, Mapping) for row in found):
        draft.refuse(_("“%(key)s” must be a list.") % {"key": key})
    return list(found)


def _texts(draft: Draft, data: Data, key: str) -> list[str]:
    found = data.get(key) or []
    if not isinstance(found, Sequence) or isinstance(found, str | bytes):
        draft.refuse(_("“%(key)s” must be a list.") % {"key": key})
    if len(found) > MAX_OPTIONS:
        draft.refuse(_("The question has too many options (%(n)s).") % {"n": len(found)})
    return [text for item in found if (text := _text(item))]


def _text(value: Any) -> str:
    return clean_text(value) if isinstance(value, str) else ""


def _markup(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _flag(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in {"true", "yes", "1"})


def _number(draft: Draft, value: Any, default: str | None = None) -> str:
    if value in (None, "") and default is not None:
        return default
    found = number(value) if isinstance(value, str | int | float | Decimal) else None
    if found is None:
        draft.refuse(_("“%(text)s” is not a number.") % {"text": str(value)[:40]})
    return plain_number(found)


def _whole(value: Any, low: int, high: int) -> int | None:
    found = number(value) if isinstance(value, str | int) and value is not True else None
    if found is None or found != found.to_integral_value() or not low <= found <= high:
        return None
    return int(found)


def _answers(draft: Draft, data: Data) -> list[Raw]:
    options = [
        Option(
            _text(row.get("text")),
            Decimal(_number(draft, row.get("fraction"), "1")),
            _text(row.get("feedback")),
        )
        for row in _rows(draft, data, "answers")
    ]
    return build.answer_list(draft, [option for option in options if option.text])


def _options(draft: Draft, data: Data) -> list[Option]:
    return [
        Option(
            _text(row.get("text")), Decimal(_flag(row.get("correct"))), _text(row.get("feedback"))
        )
        for row in _rows(draft, data, "choices")
    ]


def _choice(several: bool) -> Callable[[Draft, str, str, Data], tuple[str, Raw]]:
    def read(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
        options = _options(draft, data)
        return build_choice.choice(draft, stem, options, several=several, explanation=explanation)

    return read


def _true_false(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    answer = str(data.get("answer")).strip().lower()
    if answer not in {"true", "false", "t", "f", "yes", "no", "1", "0"}:
        draft.refuse(_("Say whether the statement is true or false."))
    return "true_false", {
        "stem": stem,
        "answer": "true" if answer in {"true", "t", "yes", "1"} else "false",
        "feedback": _text(data.get("feedback")),
        "explanation": explanation,
    }


def _numeric(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    kind = "relative" if data.get("tolerance_kind") == "relative" else "absolute"
    answer = Decimal(_number(draft, data.get("answer")))
    margin = Decimal(_number(draft, data.get("tolerance"), "0"))
    if data.get("mistakes"):
        draft.lost(_("Common wrong numbers stay behind: formats have no place for them."))
    what, raw = build.numeric(draft, stem, answer, margin, kind=kind, explanation=explanation)
    raw["unit"] = _text(data.get("unit"))
    if _flag(data.get("unit_required")) and raw["unit"]:
        raw["unit_required"] = True
    return what, raw


def _short(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    answers = _answers(draft, data)
    if not any(Decimal(answer["fraction"]) > 0 for answer in answers):
        draft.refuse(_("No answer is marked as right."))
    return "short_text", {
        "stem": stem,
        "answers": answers,
        "case_sensitive": _flag(data.get("case_sensitive")),
        "hold_near_misses": _flag(data.get("hold_near_misses")),
        "explanation": explanation,
    }


def _blanks(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    found = []
    for row in _rows(draft, data, "blanks"):
        kind = row.get("kind")
        if kind not in {"text", "numeric", "select"}:
            draft.refuse(_("A blank is a text, a number or a choice."))
        found.append(
            build.blank(
                _text(row.get("name")),
                kind,
                answers=_answers(draft, row),
                options=_texts(draft, row, "options"),
                answer=_number(draft, row.get("answer"), "") or None,
                tolerance=_number(draft, row.get("tolerance"), "0"),
                unit=_text(row.get("unit")),
                weight=_number(draft, row.get("weight"), "1"),
            )
        )
    return build.blanks(draft, stem, found, explanation)


def _matching(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    pairs = [
        (draft.inline(_markup(row.get("left"))), _text(row.get("right")))
        for row in _rows(draft, data, "pairs")
    ]
    return build.matching(draft, stem, pairs, _texts(draft, data, "distractors"), explanation)


def _ordering(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    rows = _rows(draft, data, "steps")
    texts = [_text(row.get("text")) for row in rows]
    keys = [
        _text(row.get("key")) or build.step_key(place, text)
        for place, (row, text) in enumerate(zip(rows, texts, strict=True))
    ]
    if len(set(keys)) < len(keys):
        draft.refuse(_("Two steps have the same key."))
    pairs = [
        {
            "before": _text(row.get("before")),
            "after": _text(row.get("after")),
            "critical": _flag(row.get("critical")),
        }
        for row in _rows(draft, data, "pairs")
    ]
    if any(pair[side] not in keys for pair in pairs for side in ("before", "after")):
        draft.refuse(_("An order of two steps names a step there is not."))
    return build.ordering(draft, stem, texts, explanation, pairs, keys)


def _essay(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    return build.essay(
        draft,
        stem,
        minimum=_whole(data.get("minimum_words"), 1, 100_000),
        maximum=_whole(data.get("maximum_words"), 1, 100_000),
        guide=draft.html(str(data.get("guide") or "")),
        explanation=explanation,
    )


def _file(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    return build.file_answer(
        draft,
        stem,
        extensions=str(data.get("extensions") or ""),
        files=_whole(data.get("maximum_files"), 1, 50) or 1,
        megabytes=_whole(data.get("maximum_megabytes"), 1, 1000) or 10,
        guide=draft.html(str(data.get("guide") or "")),
        explanation=explanation,
    )


def _calculated(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    parameters = [
        {
            "name": _text(row.get("name")),
            **{key: _number(draft, row.get(key)) for key in ("minimum", "maximum", "step")},
        }
        for row in _rows(draft, data, "parameters")
    ]
    steps = [
        {
            "label": _text(row.get("label")),
            "formula": _text(row.get("formula")),
            "tolerance": _number(draft, row.get("tolerance"), "0"),
            "fraction": _number(draft, row.get("fraction"), "0"),
        }
        for row in _rows(draft, data, "steps")
    ]
    formula = _text(data.get("formula"))
    if not formula or not parameters:
        draft.refuse(_("The question has no formula."))
    return "calculated", {
        "stem": stem,
        "parameters": parameters,
        "formula": formula,
        "unit": _text(data.get("unit")),
        "tolerance": _number(draft, data.get("tolerance"), "0"),
        "tolerance_kind": "relative" if data.get("tolerance_kind") == "relative" else "absolute",
        "decimals": _whole(data.get("decimals"), 0, 10) or 0,
        "steps": steps,
        "explanation": explanation,
    }


def _hotspot(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    image = data.get("image")
    source = image.get("file") if isinstance(image, Mapping) else ""
    picture = draft.needed_picture(source if isinstance(source, str) else "")
    regions = []
    for row in _rows(draft, data, "regions"):
        points = read_points(_text(row.get("points"))[:20_000])
        if not 3 <= len(points) <= MAX_POINTS:
            draft.refuse(_("A region on the picture has no usable outline."))
        regions.append(
            {
                "label": _text(row.get("label")),
                "points": points_text(points),
                "weight": _number(draft, row.get("weight"), "1"),
                "correct": _flag(row.get("correct")),
                "critical": _flag(row.get("critical")),
            }
        )
    return "hotspot", {
        "stem": stem,
        "image": {"file": picture},
        "alt": _text(data.get("alt")),
        "regions": regions,
        "false_click_cost": _number(draft, data.get("false_click_cost"), "0"),
        "explanation": explanation,
    }


def _image_choice(draft: Draft, stem: str, explanation: str, data: Data) -> tuple[str, Raw]:
    options = []
    for row in _rows(draft, data, "choices"):
        image = row.get("image")
        source = image.get("file") if isinstance(image, Mapping) else ""
        picture = draft.needed_picture(source if isinstance(source, str) else "")
        options.append(
            Option(
                _text(row.get("alt")),
                Decimal(_flag(row.get("correct"))),
                _text(row.get("feedback")),
                picture,
            )
        )
    several = _flag(data.get("several"))
    return build_choice.choice(draft, stem, options, several=several, explanation=explanation)


_READERS: dict[str, Callable[[Draft, str, str, Data], tuple[str, Raw]]] = {
    "single": _choice(False),
    "multiple": _choice(True),
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short,
    "blanks": _blanks,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "file_answer": _file,
    "calculated": _calculated,
    "hotspot": _hotspot,
    "image_choice": _image_choice,
}
TYPES = tuple(_READERS)


def read(draft: Draft, kind: str, data: Data) -> tuple[str, Raw]:
    """Type and raw value out of loose ``data``; ``stem`` and ``explanation`` are markup.

    Raises QuestionRefused for an unknown type or data that does not fit it.
    """
    reader = _READERS.get(kind)
    if reader is None:
        draft.refuse(
            _("No exchange format has a place for questions of the type “%(type)s”.")
            % {"type": kind[:40]}
        )
    stem = draft.stem(str(data.get("stem") or ""))
    explanation = draft.html(str(data.get("explanation") or ""))
    return reader(draft, stem, explanation, data)
