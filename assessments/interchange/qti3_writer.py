"""A QTI 3.0 package: one item a question, its pictures, and a manifest.

Standard scoring where QTI has it; what QTI cannot say (critical regions, word limits, weights of
blanks) stands in ``data-`` attributes, which other systems ignore.
"""

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange.images import PictureRefused, check_picture
from assessments.interchange.model import ImportedQuestion, Raw
from assessments.interchange.qti3_parts import (
    MAP,
    MATCH,
    adding,
    constant,
    declare,
    equal,
    escaped,
    inline,
    mapped,
    mapping_of,
    modal,
    rich,
    unit_shown,
)
from assessments.interchange.qti_blanks import PREFIX
from assessments.interchange.shapes import read_points
from assessments.interchange.text import fraction_text, plain_number

_NAMESPACE = (
    'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 '
    'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"'
)
_DAY = (2020, 1, 1, 0, 0, 0)
_SAFE_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]{0,39}$")
_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def check(question: ImportedQuestion) -> list[str]:
    """What QTI loses of ``question``. Raises ValueError for what it cannot hold at all."""
    raw, kind = question.raw, question.type
    if kind not in _WRITERS:
        raise ValueError(_("QTI 3.0 is not written for questions of this type."))
    told = []
    if kind == "short_text":
        if raw["hold_near_misses"]:
            told.append(_("That near misses wait for a person is not written."))
        if any("*" in answer["text"] for answer in raw["answers"]):
            told.append(_("An asterisk that stands for any letters is only a letter in QTI."))
    if kind == "blanks" and not all(_SAFE_NAME.match(b["name"]) for b in raw["blanks"]):
        raise ValueError(_("The name of a blank has letters that QTI does not allow."))
    if kind == "ordering" and not all(_SAFE_NAME.match(step["key"]) for step in raw["steps"]):
        raise ValueError(_("The key of a step has letters that QTI does not allow."))
    if kind == "hotspot" and raw["image"].get("file") not in question.assets:
        raise ValueError(_("The picture of the question is missing."))
    return told


def write(questions: Sequence[ImportedQuestion]) -> bytes:
    """The package as a zip file; the same questions give the same bytes."""
    entries: dict[str, bytes] = {}
    resources = []
    for place, question in enumerate(questions, start=1):
        ident = f"item-{place:05d}"
        path = f"items/{ident}.xml"
        entries[path] = _item(question, ident).encode()
        listed = [f'<file href="{path}"/>']
        for name, data in question.assets.items():
            entries[f"images/{name}"] = data
            listed.append(f'<file href="images/{name}"/>')
        resources.append(
            f'<resource identifier="{ident}" type="imsqti_item_xmlv3p0" href="{path}">'
            f"{''.join(listed)}</resource>"
        )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" '
        'identifier="question-bank">'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>"
        f"<organizations/><resources>{''.join(resources)}</resources></manifest>"
    )
    entries = {"imsmanifest.xml": manifest.encode(), **entries}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries.items():
            info = zipfile.ZipInfo(path, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def _item(question: ImportedQuestion, ident: str) -> str:
    raw = question.raw
    declarations, body, processing, feedback = _WRITERS[question.type](raw, question)
    if raw["explanation"]:
        feedback += modal("explanation", rich(raw["explanation"]))
    outcomes = (
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
    )
    if "FEEDBACK" in body + feedback:
        outcomes += (
            '<qti-outcome-declaration identifier="FEEDBACK" cardinality="multiple" '
            'base-type="identifier"/>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<qti-assessment-item {_NAMESPACE} identifier="{escaped(question.ref or ident)}" '
        f'title="{escaped(question.name)}" adaptive="false" time-dependent="false">'
        f"{declarations}{outcomes}<qti-item-body>{body}</qti-item-body>{processing}{feedback}"
        "</qti-assessment-item>"
    )


Parts = tuple[str, str, str, str]


def _choice(raw: Raw, question: ImportedQuestion) -> Parts:
    several = question.type == "multiple" or bool(raw.get("several"))
    idents = [f"C{place}" for place in range(1, len(raw["choices"]) + 1)]
    right = [i for i, choice in zip(idents, raw["choices"], strict=True) if choice["correct"]]
    options = []
    for ident, choice in zip(idents, raw["choices"], strict=True):
        if "image" in choice:
            source, alt = choice["image"]["file"], escaped(choice["alt"])
            content = f'<img src="../images/{source}" alt="{alt}"/>'
        else:
            content = html.escape(choice["text"], quote=False)
        told = inline(ident, choice["feedback"])
        options.append(
            f'<qti-simple-choice identifier="{ident}">{content}{told}</qti-simple-choice>'
        )
    mapping = ""
    if several:
        share = Decimal(1) / len(right)
        values = [(ident, fraction_text(share if ident in right else -share)) for ident in idents]
        mapping = mapping_of(values, lowest="0")
    body = (
        f'{rich(raw["stem"])}<qti-choice-interaction response-identifier="RESPONSE" '
        f'shuffle="true" max-choices="{0 if several else 1}">{"".join(options)}'
        "</qti-choice-interaction>"
    )
    cardinality = "multiple" if several else "single"
    declared = declare("RESPONSE", cardinality, "identifier", right, mapping)
    return declared, body, MAP if several else MATCH, ""


def _true_false(raw: Raw, question: ImportedQuestion) -> Parts:
    options = "".join(
        f'<qti-simple-choice identifier="{word}">{word.capitalize()}'
        f"{inline(word, '' if word == raw['answer'] else raw['feedback'])}</qti-simple-choice>"
        for word in ("true", "false")
    )
    body = (
        f'{rich(raw["stem"])}<qti-choice-interaction response-identifier="RESPONSE" '
        f'shuffle="false" max-choices="1">{options}</qti-choice-interaction>'
    )
    return declare("RESPONSE", "single", "identifier", [raw["answer"]]), body, MATCH, ""


def _numeric(raw: Raw, question: ImportedQuestion) -> Parts:
    unit = f' data-unit="{escaped(raw["unit"])}"' if raw["unit"] else ""
    if raw.get("unit_required"):
        unit += ' data-unit-required="true"'
    shown = "" if raw.get("unit_required") else unit_shown(raw["unit"])
    body = (
        f'{rich(raw["stem"])}<p><qti-text-entry-interaction response-identifier="RESPONSE"'
        f"{unit}/>{shown}</p>"
    )
    test = equal("RESPONSE", raw["tolerance"], raw["tolerance_kind"])
    processing = f"<qti-response-processing>{adding(test, constant('1'))}</qti-response-processing>"
    return declare("RESPONSE", "single", "float", [raw["answer"]]), body, processing, ""


def _short(raw: Raw, question: ImportedQuestion) -> Parts:
    case = "true" if raw["case_sensitive"] else "false"
    mapping = mapping_of(
        [(answer["text"], answer["fraction"]) for answer in raw["answers"]], case=case
    )
    best = max(raw["answers"], key=lambda answer: Decimal(answer["fraction"]))
    feedback = "".join(
        modal(f"T{place}", html.escape(answer["feedback"], quote=False))
        for place, answer in enumerate(raw["answers"])
        if answer["feedback"]
    )
    body = f'{rich(raw["stem"])}<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>'
    declared = declare("RESPONSE", "single", "string", [best["text"]], mapping)
    return declared, body, MAP, feedback


def _blanks(raw: Raw, question: ImportedQuestion) -> Parts:
    body = rich(raw["stem"])
    declared, rules, feedback = "", "", ""
    for blank in raw["blanks"]:
        ident = PREFIX + blank["name"]
        weight = f' data-weight="{blank["weight"]}"' if blank["weight"] != "1" else ""
        told: dict[str, str] = {}
        if blank["kind"] == "numeric":
            unit = f' data-unit="{escaped(blank["unit"])}"' if blank["unit"] else ""
            shown = (
                f'<qti-text-entry-interaction response-identifier="{ident}"{weight}{unit}/>'
                f"{unit_shown(blank['unit'])}"
            )
            declared += declare(ident, "single", "float", [blank["answer"]])
            test = equal(ident, blank["tolerance"], "absolute")
            rules += adding(test, constant(blank["weight"]))
        elif blank["kind"] == "text":
            shown = f'<qti-text-entry-interaction response-identifier="{ident}"{weight}/>'
            declared += declare(ident, "single", "string", [], _answers_map(blank))
            rules += mapped(ident, blank["weight"])
            told = {
                f"{blank['name']}-T{place}": answer["feedback"]
                for place, answer in enumerate(blank["answers"])
            }
        else:
            shown, own = _select(blank, ident, weight)
            declared += own
            rules += mapped(ident, blank["weight"])
        feedback += "".join(
            modal(key, html.escape(text, quote=False)) for key, text in told.items() if text
        )
        body = body.replace(f"[[{blank['name']}]]", shown)
    processing = f"<qti-response-processing>{rules}</qti-response-processing>"
    return declared, body, processing, feedback


def _answers_map(blank: Raw) -> str:
    return mapping_of([(a["text"], a["fraction"]) for a in blank["answers"]], case="false")


def _select(blank: Raw, ident: str, weight: str) -> tuple[str, str]:
    answers = {answer["text"]: answer for answer in blank["answers"]}
    options, entries = "", []
    for place, text in enumerate(blank["options"], start=1):
        key = f"{blank['name']}-O{place}"
        answer = answers.get(text)
        told = inline(key, answer["feedback"]) if answer else ""
        options += (
            f'<qti-inline-choice identifier="{key}">{html.escape(text, quote=False)}{told}'
            "</qti-inline-choice>"
        )
        if answer:
            entries.append((key, answer["fraction"]))
    shown = (
        f'<qti-inline-choice-interaction response-identifier="{ident}" shuffle="true"{weight}>'
        f"{options}</qti-inline-choice-interaction>"
    )
    return shown, declare(ident, "single", "identifier", [], mapping_of(entries))


def _matching(raw: Raw, question: ImportedQuestion) -> Parts:
    rights = list(dict.fromkeys([pair["right"] for pair in raw["pairs"]] + raw["distractors"]))
    keys = {text: f"R{place}" for place, text in enumerate(rights, start=1)}
    pairs = [f"L{place} {keys[pair['right']]}" for place, pair in enumerate(raw["pairs"], start=1)]
    lefts = "".join(
        f'<qti-simple-associable-choice identifier="L{place}" match-max="1">'
        f"{rich(pair['left'])}</qti-simple-associable-choice>"
        for place, pair in enumerate(raw["pairs"], start=1)
    )
    listed = "".join(
        f'<qti-simple-associable-choice identifier="{keys[text]}" match-max="{len(pairs)}">'
        f"{html.escape(text, quote=False)}</qti-simple-associable-choice>"
        for text in rights
    )
    body = (
        f'{rich(raw["stem"])}<qti-match-interaction response-identifier="RESPONSE" '
        f'shuffle="true" max-associations="{len(pairs)}"><qti-simple-match-set>{lefts}'
        f"</qti-simple-match-set><qti-simple-match-set>{listed}</qti-simple-match-set>"
        "</qti-match-interaction>"
    )
    share = fraction_text(Decimal(1) / len(pairs))
    declared = declare(
        "RESPONSE", "multiple", "directedPair", pairs, mapping_of([(key, share) for key in pairs])
    )
    return declared, body, MAP, ""


def _ordering(raw: Raw, question: ImportedQuestion) -> Parts:
    keys = [step["key"] for step in raw["steps"]]
    options = "".join(
        f'<qti-simple-choice identifier="{step["key"]}">'
        f"{html.escape(step['text'], quote=False)}</qti-simple-choice>"
        # by key, so that the order in the file gives nothing away
        for step in sorted(raw["steps"], key=lambda step: step["key"][::-1])
    )
    pairs = " ".join(
        f"{pair['before']}{'>>' if pair['critical'] else '>'}{pair['after']}"
        for pair in raw["pairs"]
    )
    told = f' data-pairs="{escaped(pairs)}"' if pairs else ""
    body = (
        f'{rich(raw["stem"])}<qti-order-interaction response-identifier="RESPONSE" '
        f'shuffle="true" data-keys="kept"{told}>{options}</qti-order-interaction>'
    )
    return declare("RESPONSE", "ordered", "identifier", keys), body, MATCH, ""


def _hotspot(raw: Raw, question: ImportedQuestion) -> Parts:
    name = raw["image"]["file"]
    try:
        _extension, width, height = check_picture(question.assets[name])
    except PictureRefused:
        width, height = 1000, 1000
    right, choices, entries = [], "", []
    for place, region in enumerate(raw["regions"], start=1):
        ident = f"H{place}"
        coords = ",".join(
            str(int((value * side / 100).to_integral_value()))
            for point in read_points(region["points"])
            for value, side in zip(point, (width, height), strict=True)
        )
        if region["correct"]:
            right.append(ident)
            entries.append((ident, region["weight"]))
        critical = ' data-critical="true"' if region["critical"] else ""
        choices += (
            f'<qti-hotspot-choice identifier="{ident}" shape="poly" coords="{coords}" '
            f'hotspot-label="{escaped(region["label"])}" data-points="{escaped(region["points"])}" '
            f'data-weight="{region["weight"]}"{critical}/>'
        )
    body = (
        f'{rich(raw["stem"])}<qti-hotspot-interaction response-identifier="RESPONSE" '
        f'max-choices="0" data-false-click-cost="{plain_number(Decimal(raw["false_click_cost"]))}">'
        f'<img src="../images/{name}" alt="{escaped(raw["alt"])}" width="{width}" '
        f'height="{height}"/>{choices}</qti-hotspot-interaction>'
    )
    declared = declare("RESPONSE", "multiple", "identifier", right, mapping_of(entries, lowest="0"))
    return declared, body, MAP, ""


def _guide(raw: Raw) -> str:
    if not raw["guide"]:
        return ""
    return (
        '<qti-rubric-block view="scorer" use="scoring"><qti-content-body>'
        f"{rich(raw['guide'])}</qti-content-body></qti-rubric-block>"
    )


def _essay(raw: Raw, question: ImportedQuestion) -> Parts:
    limits = "".join(
        f' data-{short}-words="{raw[f"{word}_words"]}"'
        for short, word in (("min", "minimum"), ("max", "maximum"))
        if raw[f"{word}_words"]
    )
    body = (
        f"{rich(raw['stem'])}{_guide(raw)}<qti-extended-text-interaction "
        f'response-identifier="RESPONSE"{limits}/>'
    )
    return declare("RESPONSE", "single", "string", []), body, "", ""


def _file(raw: Raw, question: ImportedQuestion) -> Parts:
    kinds = " ".join(
        dict.fromkeys(_TYPES[part] for part in raw["extensions"].split(",") if part in _TYPES)
    )
    types = f' type="{kinds}"' if kinds else ""
    body = (
        f"{rich(raw['stem'])}{_guide(raw)}<qti-upload-interaction "
        f'response-identifier="RESPONSE"{types} data-extensions="{escaped(raw["extensions"])}" '
        f'data-files="{raw["maximum_files"]}" data-megabytes="{raw["maximum_megabytes"]}"/>'
    )
    return declare("RESPONSE", "single", "file", []), body, "", ""


_WRITERS: dict[str, Callable[[Raw, ImportedQuestion], Parts]] = {
    "single": _choice,
    "multiple": _choice,
    "image_choice": _choice,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short,
    "blanks": _blanks,
    "matching": _matching,
    "ordering": _ordering,
    "hotspot": _hotspot,
    "essay": _essay,
    "file_answer": _file,
}
