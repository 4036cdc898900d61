"""Which format a file is in, from its content; its name only breaks ties."""

import re
from posixpath import splitext

from assessments.interchange import aiken, csv_format, gift, moodle_cloze
from assessments.interchange.packages import is_zip
from assessments.interchange.text import decode

FORMATS = ("gift", "moodlexml", "cloze", "aiken", "qti12", "qti21", "qti3", "csv")
_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?([A-Za-z][\w.-]*)([^>]{0,3000})")
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^\[>]*(\[.*?\])?[^>]*>", re.DOTALL
)
_ROOTS = {
    "quiz": "moodlexml",
    "question": "moodlexml",
    "questestinterop": "qti12",
    "qti-assessment-item": "qti3",
    "qti-assessment-test": "qti3",
    "qti-assessment-section": "qti3",
    "qti-assessment-stimulus": "qti3",
    "assessmentItem": "qti21",
    "assessmentTest": "qti21",
    "assessmentSection": "qti21",
    "assessmentStimulus": "qti21",
    "manifest": "manifest",
}


def detect(data: bytes, filename: str = "") -> str:
    """One of :data:`FORMATS`, "zip", "manifest", or "" when it is none of them."""
    if is_zip(data):
        return "zip"
    head = data[:20_000]
    if (
        head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        or b"<\0?\0" in head[:8]
        or (b"\0<\0?" in head[:8])
    ):
        found = xml_format(data)
        if found:
            return found
    extension = splitext(filename.lower())[1]
    text, _encoding = decode(data[:400_000])
    if extension == ".xml":
        return xml_format(data)
    if extension in {".csv", ".tsv"}:
        return "csv"
    if csv_format.looks_like(text):
        return "csv"
    # options of an Aiken file may hold braces, as code does
    if aiken.looks_like(text) and aiken.count_answers(text) > gift.count_answers(text):
        return "aiken"
    if moodle_cloze.looks_like(text):
        return "cloze"
    if gift.looks_like(text):
        return "gift"
    return "gift" if extension == ".gift" else ""


def xml_format(data: bytes) -> str:
    """The format of an XML file by its root element, "" when it is none of ours."""
    text, _encoding = decode(data[:60_000], xml=True)
    for found in _ROOT.finditer(_HIDDEN.sub("", text)):
        local = found[1]
        for known, kind in _ROOTS.items():
            if local.lower() == known.lower():
                if kind == "qti21" and "imsqtiasi_v3" in found[2]:
                    return "qti3"
                return kind
        return ""
    return ""
