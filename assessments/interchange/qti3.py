"""QTI 3.0 items, alone or in a package. Names differ from QTI 2, meanings hardly do."""

from assessments.interchange.images import Files
from assessments.interchange.qti21 import read_items
from assessments.interchange.reading import Reading


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """The items of a QTI 3 file."""
    return read_items("qti3", data, files=files, base=base)
