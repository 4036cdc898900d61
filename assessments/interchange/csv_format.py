"""CSV: a question a row, readable in a spreadsheet.

Columns are found by name in any order. Lists stand in one cell, an entry a line. What a spreadsheet
cannot show (blanks, formulas, regions) is JSON in the column ``details``.
"""

import csv
import html
import io
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange import schema
from assessments.interchange.draft import Draft
from assessments.interchange.images import Files
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, ImportRefused
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.text import decode, lines_of, number
from lms.core.sanitize import clean_text

COLUMNS = (
    *("id", "name", "category", "tags", "difficulty", "type", "question", "options", "answer"),
    *("tolerance", "unit", "feedback", "explanation", "details"),
)
_ALIASES = {
    "id": {"id", "idnumber", "identifier", "reference", "ref", "external id"},
    "name": {"name", "title", "question name"},
    "category": {"category", "folder", "bank", "topic"},
    "tags": {"tags", "keywords", "labels"},
    "difficulty": {"difficulty", "level"},
    "type": {"type", "question type", "kind", "qtype"},
    "question": {"question", "stem", "text", "question text", "prompt", "statement"},
    "options": {"options", "choices", "answers", "alternatives"},
    "answer": {
        *("answer", "correct", "correct answer", "correct answers", "key", "right", "solution"),
        *("correct option", "correct options", "right answer"),
    },
    "tolerance": {"tolerance", "margin"},
    "unit": {"unit", "units"},
    "feedback": {"feedback"},
    "explanation": {"explanation", "rationale", "general feedback", "why"},
    "details": {"details", "data", "json"},
}
_OPTION_COLUMN = re.compile(
    r"^(?:option|choice|answer|alternative|opt|ans)?\s*([a-j]|\d{1,2})$", re.IGNORECASE
)
_TYPES = {
    **{name: name for name in schema.TYPES},
    **{"mc": "single", "multiple choice": "single", "multichoice": "single", "mcq": "single"},
    **{"single choice": "single", "multiple response": "multiple", "multiple answer": "multiple"},
    **{"multiple answers": "multiple", "checkbox": "multiple", "ma": "multiple", "mr": "multiple"},
    **{"true/false": "true_false", "truefalse": "true_false", "tf": "true_false"},
    **{"true false": "true_false", "number": "numeric", "numerical": "numeric"},
    **{"short answer": "short_text", "shortanswer": "short_text", "text": "short_text"},
    **{"short text": "short_text", "sa": "short_text", "match": "matching", "order": "ordering"},
    **{"sequence": "ordering", "file": "file_answer", "upload": "file_answer"},
    **{"fill in the blanks": "blanks", "cloze": "blanks", "long answer": "essay"},
}
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
ARROW = re.compile(r"\s*(?:=>|->|→)\s*")
_SHARE = re.compile(r"^([+-]?\d+(?:\.\d+)?)\s*%\s+(.*)$", re.DOTALL)
_MARKED = re.compile(r"^\s*(?:([+*✓]|\[[xX]\])|(-|\[\s?\]))\s+(.*)$", re.DOTALL)
MAX_CELL = 200_000


def looks_like(text: str) -> bool:
    """Whether the first line names a question column."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if "{" in first or len(first) > 2000:
        return False
    headers = _headers(next(csv.reader([first], delimiter=_delimiter(first)), []))
    return "question" in headers and len(headers) > 1


def _delimiter(line: str) -> str:
    return max(",;\t|", key=lambda sign: (line.count(sign), sign == ","))


def _headers(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        label = " ".join(cell.strip().strip("*").lower().replace("_", " ").split())
        for name, aliases in _ALIASES.items():
            if label in aliases:
                found.setdefault(name, place)
                break
        else:
            if option := _OPTION_COLUMN.match(label):
                mark = option[1].lower()
                order = int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1
                found.setdefault(f"option {order}", place)
    return found


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every row of a CSV file as a question. Raises ImportRefused without a question column."""
    text, _encoding = decode(data)
    reading = Reading("csv")
    csv.field_size_limit(MAX_CELL)
    first = next((line for line in lines_of(text) if line.strip()), "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first))
    headers: dict[str, int] = {}
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > MAX_OPTIONS + len(COLUMNS):
                raise ImportRefused(
                    _("Line %(n)s has more columns than a question can have.")
                    % {"n": rows.line_num}
                )
            if not headers:
                headers = _headers(cells)
                if "question" not in headers:
                    raise ImportRefused(
                        _("The first row must name the columns, with “question” among them.")
                    )
                continue
            row = {
                name: _unguard(cells[place])
                for name, place in headers.items()
                if place < len(cells)
            }
            draft = Draft("csv", files or Files(), base=base)
            draft.where = _("line %(n)s") % {"n": rows.line_num}
            draft.hint = row.get("question", "")[:80]
            reading.add(Entry(draft, row.get("type", ""), partial(_question, row, draft)))
    except csv.Error as error:
        if "field larger" in str(error):
            raise ImportRefused(
                _("A cell near line %(n)s has more than %(most)s letters.")
                % {"n": rows.line_num, "most": MAX_CELL}
            ) from error
        raise ImportRefused(
            _("The CSV is damaged near line %(n)s.") % {"n": rows.line_num}
        ) from error
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


def _unguard(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in RISKY else cell


def _question(row: Mapping[str, str], draft: Draft) -> ImportedQuestion:
    draft.name = row.get("name", "")
    draft.ref = clean_text(row.get("id", ""))
    draft.tags = tuple(re.split(r"[,;\n]", row.get("tags", "")))
    draft.category = tuple(part.strip() for part in row.get("category", "").split("/"))
    level = number(row.get("difficulty", ""))
    draft.difficulty = level if level is not None and 0 <= level <= 1 else None
    data = _details(row, draft)
    kind = _kind(row, draft)
    data["stem"] = _markup(row.get("question", ""))
    data.setdefault("explanation", _markup(row.get("explanation", "")))
    _fill(kind, row, data, draft)
    what, raw = schema.read(draft, kind, data)
    return draft.question(what, raw)


def _details(row: Mapping[str, str], draft: Draft) -> dict[str, Any]:
    source = row.get("details", "").strip()
    if not source:
        return {}
    try:
        found = json.loads(source)
    except (ValueError, RecursionError):
        draft.refuse(_("The cell “details” holds no valid JSON."))
    if not isinstance(found, dict):
        draft.refuse(_("The cell “details” holds no valid JSON."))
    return found


def _markup(cell: str) -> str:
    """A cell as markup: HTML when it begins with a tag, else plain lines."""
    text = cell.strip()
    if text.startswith("<"):
        return text
    return html.escape(text, quote=False).replace("\r", "").replace("\n", "<br>")


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.replace("\r", "").split("\n")]


def _loose_options(row: Mapping[str, str]) -> list[str]:
    """Options that stand in columns of their own."""
    places = sorted(int(name[7:]) for name in row if name.startswith("option "))
    return [text for place in places if (text := row[f"option {place}"].strip())]


def _kind(row: Mapping[str, str], draft: Draft) -> str:
    stated = " ".join(row.get("type", "").strip().lower().replace("-", " ").split())
    if stated:
        kind = _TYPES.get(stated) or _TYPES.get(stated.replace(" ", "_"))
        if kind is None:
            draft.refuse(
                _("Questions of the type “%(type)s” cannot be read here.") % {"type": stated[:40]}
            )
        return kind
    answer = row.get("answer", "").strip()
    options = _loose_options(row)
    if not options and not row.get("options", "").strip():
        if answer.lower() in {"true", "false"}:
            return "true_false"
        return "numeric" if number(answer) is not None else "short_text"
    if options and sorted(text.lower() for text in options) == ["false", "true"]:
        return "single"
    marked = [line for line in _lines(row.get("options", "")) if _MARKED.match(line)]
    right = [line for line in marked if _MARKED.match(line)[1]]  # type: ignore[index]
    several = len(right) > 1 or len(_named_options(answer, options)) > 1
    return "multiple" if several else "single"


def _named_options(answer: str, options: Sequence[str]) -> set[int]:
    """Which options ``answer`` names: by their words, letters or numbers."""
    folded = [option.casefold() for option in options]
    if answer.strip().casefold() in folded:
        return {folded.index(answer.strip().casefold())}
    found = set()
    parts = [part.strip() for part in re.split(r"[,;|&\n]+|\band\b", answer) if part.strip()]
    if len(parts) == 1 and re.fullmatch(r"[A-Ja-j]{2,10}", parts[0]):
        parts = list(parts[0])
    for part in parts:
        label = re.sub(r"^(option|choice|answer)\s*", "", part, flags=re.IGNORECASE).strip("().: ")
        if part.casefold() in folded:
            found.add(folded.index(part.casefold()))
        elif re.fullmatch(r"[A-Ja-j]", label):
            found.add(ord(label.lower()) - ord("a"))
        elif label.isdecimal() and len(label) < 3:
            found.add(int(label) - 1)
        else:
            return set()
    return {place for place in found if 0 <= place < len(options)}


def _fill(kind: str, row: Mapping[str, str], data: dict[str, Any], draft: Draft) -> None:
    """Put the readable cells of ``row`` where the type ``kind`` has them."""
    for name in ("options", "feedback", "answer"):
        if row.get(name, "").count("\n") > MAX_OPTIONS:
            draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    lines = [line for line in _lines(row.get("options", "")) if line]
    told = _lines(row.get("feedback", ""))
    answer = row.get("answer", "").strip()
    if kind in {"single", "multiple"}:
        if not data.get("choices"):
            data["choices"] = _choices(lines or _loose_options(row), answer, told, draft)
    elif kind == "true_false":
        data.setdefault("answer", answer)
        data.setdefault("feedback", row.get("feedback", ""))
    elif kind == "numeric":
        margin = row.get("tolerance", "").strip()
        data.setdefault("answer", answer)
        data.setdefault("unit", row.get("unit", ""))
        data.setdefault("tolerance", margin.rstrip("% ") or "0")
        data.setdefault("tolerance_kind", "relative" if margin.endswith("%") else "absolute")
    elif kind == "short_text" and not data.get("answers"):
        data["answers"] = [
            {**_shared(line), "feedback": told[place] if place < len(told) else ""}
            for place, line in enumerate(lines or [part for part in _lines(answer) if part])
        ]
    elif kind == "matching" and not data.get("pairs"):
        split = [ARROW.split(line, maxsplit=1) for line in lines]
        if any(len(parts) != 2 for parts in split):
            draft.refuse(_("A pair of a matching question is written “left => right”."))
        data["pairs"] = [
            {"left": html.escape(left, quote=False), "right": right}
            for left, right in split
            if left
        ]
        data["distractors"] = [right for left, right in split if not left]
    elif kind == "ordering" and not data.get("steps"):
        data["steps"] = [{"text": line} for line in lines]


def _choices(
    lines: Sequence[str], answer: str, told: Sequence[str], draft: Draft
) -> list[dict[str, Any]]:
    marked = [_MARKED.match(line) for line in lines]
    if lines and all(marked) and not answer:
        texts = [found[3] for found in marked if found]
        right = {place for place, found in enumerate(marked) if found and found[1]}
    else:
        texts = list(lines)
        right = _named_options(answer, texts)
        if not right:
            draft.refuse(
                _("The answer “%(text)s” names none of the options.") % {"text": answer[:60]}
            )
    return [
        {
            "text": text,
            "correct": place in right,
            "feedback": told[place] if place < len(told) else "",
        }
        for place, text in enumerate(texts)
    ]


def _shared(line: str) -> dict[str, str]:
    found = _SHARE.match(line)
    if found is None:
        return {"text": line, "fraction": "1"}
    return {"text": found[2], "fraction": str((number(found[1]) or Decimal(0)) / 100)}
