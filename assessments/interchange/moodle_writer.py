"""Moodle XML for import into Moodle 4 and 5."""

import base64
import html
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import moodle_cloze
from assessments.interchange.model import ImportedQuestion, Raw
from assessments.interchange.text import percent, plain_number

_TYPES = {
    **{"single": "multichoice", "multiple": "multichoice", "image_choice": "multichoice"},
    **{"true_false": "truefalse", "numeric": "numerical", "short_text": "shortanswer"},
    **{"matching": "matching", "ordering": "ordering", "essay": "essay", "blanks": "cloze"},
    "file_answer": "essay",
}
_MARKUP = re.compile(r"</?\w+[^>]*>|&\w+;")


def check(question: ImportedQuestion) -> list[str]:
    """What Moodle loses of ``question``. Raises ValueError for what it cannot hold at all."""
    raw, kind = question.raw, question.type
    if kind not in _TYPES:
        raise ValueError(_("Moodle XML is not written for questions of this type; use QTI 3.0."))
    told = []
    if kind == "numeric" and raw["tolerance_kind"] == "relative":
        told.append(_("The tolerance in percent is written as a number."))
    if kind == "short_text" and raw["hold_near_misses"]:
        told.append(_("That near misses wait for a person is not written."))
    if kind == "ordering" and raw["pairs"]:
        told.append(_("Which steps must precede which is not written."))
    if kind == "blanks":
        _check_blanks(raw)
        told += _blank_losses(raw)
    return told


def _check_blanks(raw: Raw) -> None:
    if next(moodle_cloze.gaps(raw["stem"]), None) is not None:
        raise ValueError(_("The text holds what Moodle would take for a blank."))
    for blank in raw["blanks"]:
        moodle_cloze.write(blank)


def _blank_losses(raw: Raw) -> list[str]:
    names = [f"b{place}" for place in range(1, len(raw["blanks"]) + 1)]
    if [blank["name"] for blank in raw["blanks"]] != names:
        return [_("The names of blanks are not written.")]
    return []


def write(questions: Sequence[ImportedQuestion]) -> bytes:
    """A Moodle XML file in UTF-8."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category: tuple[str, ...] = ()
    for question in questions:
        if question.category != category:
            category = question.category
            path = "/".join(["top", *(part.replace("/", "//") for part in category)])
            parts.append(f'<question type="category"><category>{_text(path)}</category></question>')
        parts.append(_question(question))
    parts.append("</quiz>")
    return "\n".join(parts).encode()


def _question(question: ImportedQuestion) -> str:
    raw = question.raw
    own = _WRITERS[question.type](raw, question)
    stem = raw["stem"]
    if question.type == "blanks":
        for blank in raw["blanks"]:
            stem = stem.replace(f"[[{blank['name']}]]", moodle_cloze.write(blank))
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in question.tags)
    lines = [
        f'<question type="{_TYPES[question.type]}">',
        f"<name>{_text(question.name)}</name>",
        f'<questiontext format="html">{_rich(stem, question)}</questiontext>',
        f'<generalfeedback format="html">{_rich(raw["explanation"], question)}</generalfeedback>',
        "<defaultgrade>1</defaultgrade>",
        "<penalty>0</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{html.escape(question.ref)}</idnumber>",
        *own,
        f"<tags>{tags}</tags>" if tags else "",
        "</question>",
    ]
    return "\n".join(line for line in lines if line)


def _cdata(text: str) -> str:
    if not re.search(r"[<>&]", text):
        return text
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _text(text: str) -> str:
    return f"<text>{_cdata(text)}</text>"


def _rich(markup: str, question: ImportedQuestion) -> str:
    """Markup with the pictures it shows."""
    files = []
    for name, data in question.assets.items():
        if f'src="{name}"' in markup:
            markup = markup.replace(f'src="{name}"', f'src="@@PLUGINFILE@@/{name}"')
            files.append(
                f'<file name="{name}" path="/" encoding="base64">'
                f"{base64.b64encode(data).decode()}</file>"
            )
    return _text(markup) + "".join(files)


def _feedback(text: str) -> str:
    written = html.escape(text, quote=False)
    return f'<feedback format="html">{_text(written)}</feedback>'


def _answer(fraction: Decimal, content: str, feedback: str = "", style: str = "html") -> str:
    return (
        f'<answer fraction="{percent(fraction)}" format="{style}">{content}'
        f"{_feedback(feedback)}</answer>"
    )


def _choice(raw: Raw, question: ImportedQuestion) -> list[str]:
    several = question.type == "multiple" or bool(raw.get("several"))
    right = sum(choice["correct"] for choice in raw["choices"])
    share = Decimal(1) / right if several else Decimal(1)
    wrong = -share if several else Decimal(0)
    lines = [
        f"<single>{'false' if several else 'true'}</single>",
        "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>none</answernumbering>",
    ]
    for choice in raw["choices"]:
        if "image" in choice:
            source, alt = choice["image"]["file"], html.escape(choice["alt"])
            content = _rich(f'<p><img src="{source}" alt="{alt}"></p>', question)
        else:
            content = _text(html.escape(choice["text"], quote=False))
        lines.append(_answer(share if choice["correct"] else wrong, content, choice["feedback"]))
    return lines


def _true_false(raw: Raw, question: ImportedQuestion) -> list[str]:
    return [
        _answer(
            Decimal(raw["answer"] == word),
            _text(word),
            "" if raw["answer"] == word else raw["feedback"],
            "plain_text",
        )
        for word in ("true", "false")
    ]


def _numeric(raw: Raw, question: ImportedQuestion) -> list[str]:
    margin = Decimal(raw["tolerance"])
    if raw["tolerance_kind"] == "relative":
        margin = abs(Decimal(raw["answer"])) * margin / 100
    content = f"{_text(raw['answer'])}<tolerance>{plain_number(margin)}</tolerance>"
    lines = [_answer(Decimal(1), content, style="plain_text")]
    if raw["unit"]:
        unit = f"<unit_name>{html.escape(raw['unit'])}</unit_name>"
        lines.append(f"<units><unit><multiplier>1</multiplier>{unit}</unit></units>")
    required = bool(raw.get("unit_required"))
    lines.append(f"<unitgradingtype>{int(required)}</unitgradingtype>")
    lines.append("<unitpenalty>1</unitpenalty>" if required else "<unitpenalty>0</unitpenalty>")
    lines.append(f"<showunits>{0 if required else 3}</showunits>")
    lines.append("<unitsleft>0</unitsleft>")
    return lines


def _short(raw: Raw, question: ImportedQuestion) -> list[str]:
    return [
        f"<usecase>{int(raw['case_sensitive'])}</usecase>",
        *(
            _answer(
                Decimal(answer["fraction"]), _text(answer["text"]), answer["feedback"], "plain_text"
            )
            for answer in raw["answers"]
        ),
    ]


def _matching(raw: Raw, question: ImportedQuestion) -> list[str]:
    rows = [(pair["left"], pair["right"]) for pair in raw["pairs"]]
    rows += [("", text) for text in raw["distractors"]]
    lines = ["<shuffleanswers>true</shuffleanswers>"]
    for left, right in rows:
        # Moodle shows answers as they are, unless they look like markup
        shown = html.escape(right, quote=False) if _MARKUP.search(right) else right
        lines.append(
            f'<subquestion format="html">{_rich(left, question)}'
            f"<answer>{_text(shown)}</answer></subquestion>"
        )
    return lines


def _ordering(raw: Raw, question: ImportedQuestion) -> list[str]:
    return [
        "<layouttype>VERTICAL</layouttype>",
        "<selecttype>ALL</selecttype>",
        "<selectcount>0</selectcount>",
        "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>",
        "<showgrading>SHOW</showgrading>",
        *(
            f'<answer fraction="{place}" format="html">'
            f"{_text(html.escape(step['text'], quote=False))}</answer>"
            for place, step in enumerate(raw["steps"], start=1)
        ),
    ]


def _essay(raw: Raw, question: ImportedQuestion) -> list[str]:
    lines = [
        "<responseformat>editor</responseformat>",
        "<responserequired>1</responserequired>",
        "<responsefieldlines>15</responsefieldlines>",
        "<attachments>0</attachments>",
        f'<graderinfo format="html">{_rich(raw["guide"], question)}</graderinfo>',
    ]
    if raw["minimum_words"]:
        lines.append(f"<minwordlimit>{raw['minimum_words']}</minwordlimit>")
    if raw["maximum_words"]:
        lines.append(f"<maxwordlimit>{raw['maximum_words']}</maxwordlimit>")
    return lines


def _file(raw: Raw, question: ImportedQuestion) -> list[str]:
    kinds = ",".join(f".{part}" for part in raw["extensions"].split(",") if part)
    return [
        "<responseformat>noinline</responseformat>",
        "<responserequired>0</responserequired>",
        f"<attachments>{raw['maximum_files']}</attachments>",
        "<attachmentsrequired>1</attachmentsrequired>",
        f"<maxbytes>{raw['maximum_megabytes'] * 1024 * 1024}</maxbytes>",
        f"<filetypeslist>{html.escape(kinds)}</filetypeslist>",
        f'<graderinfo format="html">{_rich(raw["guide"], question)}</graderinfo>',
    ]


def _blanks(raw: Raw, question: ImportedQuestion) -> list[str]:
    return []


_WRITERS: dict[str, Callable[[Raw, ImportedQuestion], list[str]]] = {
    "single": _choice,
    "multiple": _choice,
    "image_choice": _choice,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "file_answer": _file,
    "blanks": _blanks,
}
