"""PDF objects that are written as they stand, and the catalog that PDF/A asks for."""

from typing import Any

from reportlab.pdfbase import pdfdoc


class Literal(pdfdoc.PDFObject):
    """Bytes in PDF syntax, written in place."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        return self.data


class Indirect(Literal):
    """Bytes in PDF syntax, written as an object of their own."""

    __RefOnly__ = 1


class Stream(Indirect):
    """A finished stream: dictionary entries and the encoded data."""

    def __init__(self, entries: bytes, data: bytes) -> None:
        super().__init__(
            b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream\n"
        )

    def fresh(self) -> "Stream":
        """A twin for one document: ReportLab writes the object's number onto the object."""
        twin = Stream.__new__(Stream)
        twin.data = self.data
        return twin


class Information(Indirect):
    """The document information dictionary, without the dates ReportLab would add."""

    def digest(self, hasher: Any) -> None:
        """ReportLab feeds the file identifier from here."""
        hasher.update(self.data)


class Catalog(pdfdoc.PDFCatalog):
    """A catalog that may name an output intent and the permissions of a certifying signature."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "Perms"]
    __Refs__ = __NoDefault__


def text_string(text: str) -> bytes:
    """A PDF text string in UTF-16; hexadecimal, so no letter can end it early."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
