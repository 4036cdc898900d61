"""Shaped text on a ReportLab canvas: own font objects, so that every script comes out right.

ReportLab's own shaping does nothing without a library that has no wheel, and keeps state in shared
font objects; here HarfBuzz shapes and subsets, and ReportLab only numbers and writes the objects.
"""

import functools
import zlib
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from certificates.documents.faces import Face
from certificates.documents.objects import Literal, Stream, text_string
from certificates.documents.shaping import split_runs
from certificates.documents.text import normalize

# shifts under this many 1/1000 em cannot be seen and are not worth the bytes
_NEGLIGIBLE = 0.3
# letter-spacing from this part of the size on makes readers see spaces between letters
_VISIBLY_TRACKED = 0.1
# what copying out a glyph gives that stands for no letter of its own
_NOTHING = "\u200b"


@dataclass(frozen=True)
class Used:
    """Glyphs of one face: all of them, and the letters that those with letters stand for."""

    glyphs: frozenset[int]
    texts: dict[int, str]


@dataclass(frozen=True)
class Line:
    """Drawing operators of one line, except where it starts; ``width`` in points."""

    before: str
    after: str
    width: float
    used: tuple[tuple[Face, Used], ...]


@functools.lru_cache(4096)
def set_line(
    text: str,
    faces: tuple[Face, ...],
    size: float,
    track: float = 0,
    features: tuple[str, ...] = (),
) -> Line:
    """Shape one line at ``size`` points with ``track`` points between letters.

    Raises :class:`~certificates.documents.text.MissingGlyphs`.
    """
    runs = split_runs(text, faces)
    has_right = any(is_right for _, is_right, _ in runs)
    shaped = [(face, face.shape(part, is_right, features)) for face, is_right, part in runs]
    # Readers put right-to-left text in order themselves; ActualText would be reversed once more.
    needs_actual = track > _VISIBLY_TRACKED * size or (
        not has_right and any(not run.plain for _, run in shaped)
    )
    width = 0.0
    used: dict[Face, list[tuple[int, str | None]]] = {}
    parts: list[str] = []
    for face, run in shaped:
        width += run.advance * size / 1000 + track * len(run.glyphs)
        used.setdefault(face, []).extend((glyph.gid, glyph.text) for glyph in run.glyphs)
        parts += _show(face, run.glyphs, size, track * 1000 / size)
    body = "".join(part if part[0] in "<[]/" else " " + part for part in parts).replace("><", "")
    span = ""
    if needs_actual:
        span = f"/Span<</ActualText {text_string(normalize(text)).decode()}>>BDC "
    return Line(
        before=span + "BT 1 0 0 1 ",
        after=" Tm " + body + " ET" + (" EMC" if needs_actual else ""),
        width=max(0.0, width - track),
        used=tuple((face, _collect(glyphs)) for face, glyphs in used.items()),
    )


def _collect(glyphs: list[tuple[int, str | None]]) -> Used:
    # backwards, so that a glyph stands for the letters it stood for first
    texts = {gid: text for gid, text in reversed(glyphs) if text is not None}
    return Used(frozenset(gid for gid, _ in glyphs), texts)


def _show(face: Face, glyphs: Any, size: float, track: float) -> list[str]:
    """Operators that show the glyphs of one run; ``track`` in 1/1000 em."""
    parts = [f"/{face.resource} {size:.6g} Tf["]
    pending = rise = 0.0
    for glyph in glyphs:
        if round(glyph.y_offset, 1) != rise:
            parts.append(f"]TJ {glyph.y_offset * size / 1000:.3f} Ts[")
            rise = round(glyph.y_offset, 1)
        shift = pending - glyph.x_offset
        if abs(shift) > _NEGLIGIBLE:
            parts.append(f"{shift:.1f}")
        parts.append(f"<{glyph.gid:04X}>")
        pending = face.widths[glyph.gid] + glyph.x_offset - glyph.advance - track
    if abs(pending) > _NEGLIGIBLE:
        parts.append(f"{pending:.1f}")
    parts.append("]TJ" + (" 0 Ts" if rise else ""))
    return parts


def text_width(text: str, faces: tuple[Face, ...], size: float, track: float = 0) -> float:
    """Width of one shaped line in points."""
    return set_line(text, faces, size, track).width


class DocumentFont:
    """One face in one document: what ReportLab's list of delayed fonts asks for."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.name = self.fontName = face.resource
        self.lines: list[Used] = []

    def addObjects(self, document: Any) -> None:
        """Write the subset and the dictionaries around it."""
        face, name = self.face, self.name
        glyphs = face.base_glyphs.union(*(line.glyphs for line in self.lines))
        texts: dict[int, str] = {}
        for line in reversed(self.lines):
            texts.update(line.texts)
        subset = face.subset(glyphs)
        special = frozenset(texts.items() - face.base_texts.items())
        base_font = subset.tag + b"+" + face.postscript_name.encode()

        def reference(item: Any, suffix: str) -> bytes:
            own = item.fresh() if isinstance(item, Stream) else item
            found: bytes = document.Reference(own, name + suffix).format(document)
            return found

        program_key = b"/FontFile3 " if face.is_cff else b"/FontFile2 "
        descriptor = Literal(
            b"<</Type/FontDescriptor/FontName/"
            + base_font
            + face.descriptor
            + program_key
            + reference(subset.program, "p")
            + b"/CIDSet "
            + reference(subset.cid_set, "s")
            + b">>"
        )
        kind = b"CIDFontType0" if face.is_cff else b"CIDFontType2/CIDToGIDMap/Identity"
        descendant = Literal(
            b"<</Type/Font/Subtype/"
            + kind
            + b"/BaseFont/"
            + base_font
            + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W "
            + subset.widths
            + b"/FontDescriptor "
            + reference(descriptor, "d")
            + b">>"
        )
        font = Literal(
            b"<</Type/Font/Subtype/Type0/BaseFont/"
            + base_font
            + b"/Encoding/Identity-H/DescendantFonts["
            + reference(descendant, "k")
            + b"]/ToUnicode "
            + reference(_to_unicode(face, glyphs, special), "u")
            + b">>"
        )
        document.idToObject["BasicFonts"].dict[name] = document.Reference(font, name)


@functools.lru_cache(512)
def _to_unicode(face: Face, glyphs: frozenset[int], special: frozenset[tuple[int, str]]) -> Stream:
    """What copying out gives for each glyph; ``special`` goes before the face's own alphabet."""
    texts = {**face.base_texts, **dict(special)}
    pairs = [(gid, texts.get(gid) or _NOTHING) for gid in sorted(glyphs)]
    lines = [
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<<"
        b"/Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/A def/CMapType 2 def "
        b"1 begincodespacerange<0000><FFFF>endcodespacerange"
    ]
    for start in range(0, len(pairs), 100):
        chunk = pairs[start : start + 100]
        lines.append(b"%d beginbfchar" % len(chunk))
        lines += [
            b"<%04X><%s>" % (gid, text.encode("utf-16-be").hex().upper().encode())
            for gid, text in chunk
        ]
        lines.append(b"endbfchar")
    lines.append(b"endcmap CMapName currentdict/CMap defineresource pop end end")
    return Stream(b"/Filter/FlateDecode", zlib.compress(b"\n".join(lines)))


class Ink:
    """Draws shaped lines on one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fonts: dict[Face, DocumentFont] = {}

    def draw(self, line: Line, x: float, y: float) -> None:
        """Put ``line`` with its baseline starting at (x, y), in points from the lower left."""
        for face, used in line.used:
            font = self._fonts.get(face)
            if font is None:
                font = self._fonts[face] = DocumentFont(face)
                self._canvas._doc.delayedFonts.append(font)
            font.lines.append(used)
        self._canvas._code.append(f"{line.before}{x:.2f} {y:.2f}{line.after}")
