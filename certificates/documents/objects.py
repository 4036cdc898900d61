"""PDF objects that are written as they stand, numbered by ReportLab."""

from typing import Any

from reportlab.pdfbase import pdfdoc


class Literal(pdfdoc.PDFObject):
    """Bytes in PDF syntax: an object of its own, written as it stands."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        return self.data


class Stream(Literal):
    """A finished stream: dictionary entries and the encoded data."""

    def __init__(self, entries: bytes, data: bytes) -> None:
        super().__init__(
            b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"
        )

    def fresh(self) -> "Stream":
        """A twin for one document: ReportLab writes the object's number onto the object."""
        twin = Stream.__new__(Stream)
        twin.data = self.data
        return twin


class Document(pdfdoc.PDFDocument):
    """A file of finished objects. ReportLab names, numbers and identifies them.

    Its own writing wraps, encodes, sorts and indents every object by itself, which takes longer
    than drawing the page, and leaves out line ends that PDF/A asks for.
    """

    def __init__(self) -> None:
        super().__init__(dummyoutline=1, invariant=1, pdfVersion=(1, 4))
        # ReportLab's own dictionary of fonts, under its own number
        self.font_dictionary = self.idToObject["BasicFonts"] = Literal(b"")
        self.fonts: list[bytes] = []
        self.pictures: dict[str, bytes] = {}
        self.pages: list[bytes] = []
        self.tree = Literal(b"")
        self.resources = Literal(b"")

    def refer(self, item: Literal, name: str) -> bytes:
        """Give an object its number; the same name is the same object."""
        if name in self.idToObjectNumberAndVersion:
            return b"%d 0 R" % self.idToObjectNumberAndVersion[name][0]
        self.Reference(item, name)
        return b"%d 0 R" % self.idToObjectNumberAndVersion[name][0]

    def picture(self, name: str, stream: Stream) -> bytes:
        """Make a form or an image drawable as ``/name Do``."""
        found = self.pictures.get(name)
        if found is None:
            found = self.pictures[name] = self.refer(stream.fresh(), f"picture {name}")
        return found

    def add_page(
        self, content: Stream, size: tuple[float, float], annotations: bytes = b""
    ) -> None:
        """Append a page; ``annotations`` are references, side by side."""
        number = len(self.pages)
        page = b"<</Type/Page/Parent %b/MediaBox[0 0 %.2f %.2f]/Resources %b/Contents %b" % (
            self.refer(self.tree, "pages"),
            *size,
            self.refer(self.resources, "resources"),
            self.refer(content, f"content {number}"),
        )
        if annotations:
            page += b"/Annots[" + annotations + b"]"
        self.pages.append(self.refer(Literal(page + b">>"), f"page {number}"))

    def finish(self, catalog: bytes, information: bytes) -> bytes:
        """Return the file; ``catalog`` and ``information`` are entries of those dictionaries."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.font_dictionary.data = b"<<" + b"".join(self.fonts) + b">>"
        pictures = b"".join(b"/%b %b" % (k.encode(), v) for k, v in self.pictures.items())
        self.resources.data = (
            b"<</ProcSet[/PDF/Text/ImageC]/Font 1 0 R/XObject<<" + pictures + b">>>>"
        )
        self.tree.data = b"<</Type/Pages/Count %d/Kids[%b]>>" % (
            len(self.pages),
            b" ".join(self.pages),
        )
        tree = self.refer(self.tree, "pages")
        root = self.refer(Literal(b"<</Type/Catalog/Pages " + tree + catalog + b">>"), "catalog")
        about = self.refer(Literal(b"<<" + information + b">>"), "information")
        self.signature.update(information)
        return self._write(root, about)

    def _write(self, root: bytes, information: bytes) -> bytes:
        parts = [b"%PDF-1.4\n%\x93\x8c\x8b\x9e\n"]
        size = len(parts[0])
        entries = [b"0000000000 65535 f \n"]
        for number, name in enumerate(self.numberToId.values(), start=1):
            entries.append(b"%010d 00000 n \n" % size)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, self.idToObject[name].data))
            size += len(parts[-1])
        identity = self.signature.hexdigest().encode()
        parts += [
            b"xref\n0 %d\n" % len(entries),
            *entries,
            b"trailer\n<</Size %d/Root %b/Info %b/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(entries), root, information, identity, identity, size),
        ]
        return b"".join(parts)


def text_string(text: str) -> bytes:
    """A PDF text string in UTF-16; hexadecimal, so no letter can end it early."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
