"""QTI 2.0 to 2.2 items, alone or in a package."""

from functools import partial

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft
from assessments.interchange.images import Files
from assessments.interchange.model import ImportRefused
from assessments.interchange.qti_items import read_item
from assessments.interchange.qti_tree import attr, tag
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.safe_xml import parse_xml
from lms.core.sanitize import clean_text

_AROUND_ITEMS = {"assessmentTest", "assessmentSection", "assessmentStimulus", "testPart"}


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """The items of a QTI 2 file."""
    return read_items("qti21", data, files=files, base=base)


def read_items(format: str, data: bytes, *, files: Files | None, base: str) -> Reading:
    """Every assessment item in ``data``; tests and shared texts hold none themselves.

    Raises ImportRefused for other XML.
    """
    reading = Reading(format)
    root = parse_xml(data, warn=reading.warn)
    items = [found for found in root.iter() if tag(found) == "assessmentItem"]
    if not items:
        if tag(root) not in _AROUND_ITEMS:
            raise ImportRefused(_("This XML is no QTI item: it has no “assessmentItem”."))
        if tag(root) == "assessmentTest":
            reading.warn(
                _("The parts and rules of the test are not taken over; its questions are.")
            )
        return reading
    for element in items:
        draft = Draft(format, files or Files(), base=base)
        draft.ref = attr(element, "identifier")
        title = clean_text(attr(element, "title"))
        # many writers repeat the identifier where nobody gave a title
        draft.name = "" if title == clean_text(draft.ref) else title
        draft.hint = draft.ref
        if len(items) > 1:
            draft.where = _("line %(n)s") % {"n": element.sourceline}
        reading.add(Entry(draft, "", partial(read_item, element, draft)))
    return reading
