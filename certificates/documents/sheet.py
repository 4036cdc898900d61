"""One page being drawn: text that fits, headings, ornaments and pictures."""

import datetime as dt
import functools
import zlib
from xml.sax.saxutils import escape

from certificates.documents.design import Logo
from certificates.documents.faces import Face, FaceSet
from certificates.documents.fitting import fit_size
from certificates.documents.icc import srgb_profile
from certificates.documents.ink import Ink, set_line, text_width
from certificates.documents.objects import Document, Literal, Stream, text_string
from certificates.documents.ornament import ornament
from certificates.documents.ornament_build import SEAL_SIZE
from certificates.documents.palette import PIGMENT, Color, operator
from certificates.documents.seal import HOLE, place


class Sheet:
    """A page of a document; (0, 0) is its lower left corner, lengths are points."""

    def __init__(
        self,
        document: Document,
        ink: Ink,
        faces: FaceSet,
        size: tuple[float, float],
        accent: Color = PIGMENT,
    ) -> None:
        self.document, self.ink, self.faces = document, ink, faces
        self.width, self.height = size
        self.accent = accent
        self._parts: list[str] = []
        self._annotations = b""
        self._color: Color | None = None

    def add(self, operators: str) -> None:
        """Append drawing operators that leave the color as it is."""
        self._parts.append(operators)

    def fill(self, color: Color) -> None:
        """Set the color of what is filled from here on."""
        if color != self._color:
            self._parts.append(operator(color))
            self._color = color

    def close(self) -> None:
        """Put the page into its document."""
        content = zlib.compress("\n".join(self._parts).encode("latin-1"), 1)
        stream = Stream(b"/Filter/FlateDecode", content)
        self.document.add_page(stream, (self.width, self.height), self._annotations)

    def place(self, name: str, x: float, y: float, scale: float = 1) -> None:
        """Draw an ornament with its lower left corner at (x, y)."""
        self.document.picture(name, ornament(name, self.accent))
        self.add(f"q {scale:g} 0 0 {scale:g} {x:g} {y:g} cm /{name} Do Q")

    def place_logo(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture into a frame."""
        entries = (
            b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/FlateDecode/Width %d/Height %d" % (logo.width, logo.height)
        )
        self.document.picture("logo", Stream(entries, logo.data))
        self.add(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /logo Do Q")

    def place_signature(
        self, name: str, x: float, y: float, *, signer: str, moment: dt.datetime, room: int = HOLE
    ) -> bytes:
        """The seal as the visible form of a certifying signature; return entries of the catalog.

        The signature allows no change. Its place, of ``room`` digits, is empty until the file is
        sealed.
        """
        drawing = self.document.picture(name, ornament(name, self.accent))
        when = moment.astimezone(dt.UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()
        signature = Literal(
            b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name"
            + text_string(signer)
            + b"/M"
            + when
            + place(room)
            + b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams"
            b"<</Type/TransformParams/P 1/V/1.2>>>>]>>"
        )
        value = self.document.refer(signature, "signature")
        frame = b"%.2f %.2f %.2f %.2f" % (x, y, x + SEAL_SIZE, y + SEAL_SIZE)
        widget = Literal(
            b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect["
            + frame
            + b"]/AP<</N "
            + drawing
            + b">>/V "
            + value
            + b">>"
        )
        self._annotations = self.document.refer(widget, "seal field")
        return (
            b"/AcroForm<</Fields["
            + self._annotations
            + b"]/SigFlags 3>>/Perms<</DocMDP "
            + value
            + b">>"
        )

    def text(
        self,
        text: str,
        x: float,
        y: float,
        faces: tuple[Face, ...],
        size: float,
        color: Color,
        *,
        track: float = 0,
        features: tuple[str, ...] = (),
    ) -> None:
        """One line with its baseline starting at (x, y)."""
        if text:
            self.fill(color)
            self.add(self.ink.draw(set_line(text, faces, size, track, features), x, y))

    def fitted(
        self,
        text: str,
        x: float,
        y: float,
        faces: tuple[Face, ...],
        size: float,
        color: Color,
        width: float,
    ) -> None:
        """One line, smaller where ``width`` asks for it."""
        if text:
            self.text(text, x, y, faces, fit_size(text, faces, size, width), color)

    def heading(self, text: str, x: float, y: float, size: float, width: float) -> None:
        """A line of spaced capitals in the accent ink."""
        capitals = text.upper()
        track = size * 0.18
        natural = text_width(capitals, self.faces.semibold, size, track)
        factor = min(1.0, width / natural) if natural else 1.0
        self.text(
            capitals,
            x,
            y,
            self.faces.semibold,
            round(size * factor, 2),
            self.accent,
            track=round(track * factor, 3),
        )


def finish(
    document: Document, *, title: str, author: str, language: str, entries: bytes = b""
) -> bytes:
    """Return the file with its language, output intent and description, as PDF/A-1b asks for."""
    profile = document.refer(_profile().fresh(), "profile")
    description = Stream(b"/Type/Metadata/Subtype/XML", _metadata(title, author, language).encode())
    catalog = (
        b"/Lang"
        + text_string(language)
        + b"/ViewerPreferences<</DisplayDocTitle true>>/Metadata "
        + document.refer(description, "description")
        + b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB)/DestOutputProfile " + profile + b">>]" + entries
    )
    information = b"/Title" + text_string(title) + b"/Author" + text_string(author)
    return document.finish(catalog, information)


@functools.cache
def _profile() -> Stream:
    return Stream(b"/N 3/Filter/FlateDecode", zlib.compress(srgb_profile(), 9))


def _metadata(title: str, author: str, language: str) -> str:
    """XMP for PDF/A-1b: the same title and author as the information dictionary."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq>"
        f"</dc:creator><dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag>"
        "</dc:language></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
