"""Which files of a package hold questions: by its manifest, or by looking at all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from assessments.interchange.detect import FORMATS, detect
from assessments.interchange.model import ImportRefused
from assessments.interchange.safe_xml import attribute, child, children, parse_xml

MANIFEST = "imsmanifest.xml"
_TEXTS = {".txt", ".gift", ".csv", ".tsv"}


@dataclass(frozen=True)
class QuestionFile:
    path: str
    format: str


def question_files(content: Mapping[str, bytes]) -> list[QuestionFile]:
    """The question files of a package in the order of its manifest, then by path.

    Files no manifest names are found too: packages of some systems forget theirs.
    """
    order: dict[str, None] = {}
    for path in sorted(content, key=lambda name: (name.count("/"), name)):
        if basename(path).lower() == MANIFEST:
            for href in _listed(content[path]):
                named = normpath(join(dirname(path), unquote(href)))
                if named in content:
                    order[named] = None
    for path in sorted(content):
        if splitext(path.lower())[1] in {".xml", ".qti", ".dat", *_TEXTS}:
            order.setdefault(path, None)
    found = []
    for path in order:
        if basename(path).startswith(("._", ".")) or "__MACOSX/" in path:
            continue
        extension = splitext(path.lower())[1]
        if extension in {".html", ".htm", ".css", ".js", ".png", ".jpg", ".gif", ".svg", ".mp4"}:
            continue
        if basename(path).lower() in {MANIFEST, "assessment_meta.xml", "readme.txt", "license.txt"}:
            continue
        if _has_richer_twin(path, content):
            continue
        kind = detect(content[path], path)
        if kind in FORMATS and (extension not in _TEXTS or kind in {"gift", "aiken", "csv"}):
            found.append(QuestionFile(path, kind))
    return found


def _has_richer_twin(path: str, content: Mapping[str, bytes]) -> bool:
    """Canvas writes each quiz twice: for others, and complete in its own folder."""
    if basename(path) != "assessment_qti.xml":
        return False
    folder = dirname(path)
    return join(dirname(folder), "non_cc_assessments", f"{basename(folder)}.xml.qti") in content


def _listed(data: bytes) -> list[str]:
    """The files a manifest names, [] when it cannot be read."""
    try:
        root = parse_xml(data, warn=lambda message: None)
    except ImportRefused:
        return []
    hrefs = []
    for resource in children(child(root, "resources"), "resource"):
        base = attribute(resource, "base")
        names = [attribute(resource, "href")]
        names += [attribute(found, "href") for found in children(resource, "file")]
        hrefs += [join(base, href) if base else href for href in names if href]
    return hrefs
