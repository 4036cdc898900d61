"""Questions as CSV that a spreadsheet can open."""

import csv
import html
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal

from assessments.interchange.csv_format import ARROW, COLUMNS, RISKY
from assessments.interchange.model import ImportedQuestion, Raw
from assessments.interchange.text import plain_number


def write(questions: Sequence[ImportedQuestion]) -> bytes:
    """A CSV file with a byte order mark, which spreadsheets need to see UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for question in questions:
        cells = _cells(question)
        writer.writerow([_guard(cells.get(column, "")) for column in COLUMNS])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _plain_cell(markup: str) -> str:
    """``markup`` without its paragraph where that loses nothing."""
    found = re.fullmatch(r"<p>([^<>]*)</p>", markup)
    if found:
        text = html.unescape(found[1])
        if text and not text.startswith("<") and text == text.strip() and "\n" not in text:
            return text
    return markup


def _cells(question: ImportedQuestion) -> dict[str, str]:
    raw = question.raw
    rest = {key: value for key, value in raw.items() if key not in {"stem", "explanation"}}
    cells = {
        "id": question.ref,
        "name": question.name,
        "category": "/".join(part.replace("/", "∕") for part in question.category),
        "tags": ", ".join(question.tags),
        "difficulty": "" if question.difficulty is None else plain_number(question.difficulty),
        "type": question.type,
        "question": _plain_cell(raw["stem"]),
        "explanation": _plain_cell(raw["explanation"]),
    }
    readable, left = _readable(question.type, rest)
    cells.update(readable)
    if left:
        cells["details"] = json.dumps(left, ensure_ascii=False, sort_keys=True)
    return cells


def _needs_json(rest: Raw) -> bool:
    """Whether pairs hold markup, or what would be taken for their arrow."""
    lefts = [html.unescape(pair["left"]) for pair in rest["pairs"]]
    texts = [*lefts, *(pair["right"] for pair in rest["pairs"]), *rest["distractors"]]
    marked = any("<" in pair["left"] for pair in rest["pairs"])
    return marked or any(text != text.strip() or ARROW.search(text) for text in texts)


def _readable(kind: str, rest: Raw) -> tuple[dict[str, str], Raw]:
    """Cells of their own, and what must go into JSON."""
    if kind in {"single", "multiple"}:
        told = [choice["feedback"] for choice in rest["choices"]]
        return {
            "options": "\n".join(
                f"{'[x]' if choice['correct'] else '[ ]'} {choice['text']}"
                for choice in rest["choices"]
            ),
            "feedback": "\n".join(told) if any(told) else "",
        }, {}
    if kind == "true_false":
        return {"answer": rest["answer"], "feedback": rest["feedback"]}, {}
    if kind == "numeric":
        sign = "%" if rest["tolerance_kind"] == "relative" else ""
        cells = {
            "answer": rest["answer"],
            "tolerance": rest["tolerance"] + sign,
            "unit": rest["unit"],
        }
        return cells, {"unit_required": True} if rest.get("unit_required") else {}
    if kind == "short_text":
        told = [answer["feedback"] for answer in rest["answers"]]
        flags = {key: True for key in ("case_sensitive", "hold_near_misses") if rest[key]}
        return {
            "options": "\n".join(
                f"{plain_number(Decimal(answer['fraction']) * 100)}% {answer['text']}"
                for answer in rest["answers"]
            ),
            "feedback": "\n".join(told) if any(told) else "",
        }, flags
    if kind == "matching" and not _needs_json(rest):
        lines = [f"{html.unescape(pair['left'])} => {pair['right']}" for pair in rest["pairs"]]
        return {"options": "\n".join([*lines, *(f"=> {text}" for text in rest["distractors"])])}, {}
    if kind == "ordering":
        return {"options": "\n".join(step["text"] for step in rest["steps"])}, rest
    return {}, rest
