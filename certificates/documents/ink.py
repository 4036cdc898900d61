"""Shaped text for a page: own font objects, so that every script comes out right.

ReportLab's own shaping does nothing without a library that has no wheel, and keeps state in shared
font objects; here HarfBuzz shapes and subsets, and ReportLab only numbers and writes the objects.
"""

import functools
import zlib
from dataclasses import dataclass
from typing import Any

from certificates.documents.faces import Face
from certificates.documents.objects import Document, Literal, Stream, text_string
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
    """What one line needs of a face beyond its base: glyphs, and letters they stand for."""

    glyphs: frozenset[int]
    texts: dict[int, str]

    def __bool__(self) -> bool:
        return bool(self.glyphs or self.texts)


@dataclass(frozen=True)
class Line:
    """Drawing operators of one line, except where it starts."""

    before: str
    after: str
    used: tuple[tuple[Face, Used], ...]


@functools.lru_cache(2048)
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
    used: dict[Face, list[tuple[int, str | None]]] = {}
    parts: list[str] = []
    for face, run in shaped:
        used.setdefault(face, []).extend((glyph.gid, glyph.text) for glyph in run.glyphs)
        parts += _show(face, run.glyphs, size, track * 1000 / size)
    body = "".join(part if part[0] in "<[]/" else " " + part for part in parts).replace("><", "")
    span = ""
    if needs_actual:
        span = f"/Span<</ActualText {text_string(normalize(text)).decode()}>>BDC "
    return Line(
        before=span + "BT 1 0 0 1 ",
        after=" Tm " + body + " ET" + (" EMC" if needs_actual else ""),
        used=tuple((face, _collect(face, glyphs)) for face, glyphs in used.items()),
    )


def _collect(face: Face, glyphs: list[tuple[int, str | None]]) -> Used:
    # backwards, so that a glyph stands for the letters it stood for first; a space that holds two
    # words together is copied out as a space
    texts = {gid: text.replace("\u00a0", " ") for gid, text in reversed(glyphs) if text is not None}
    return Used(
        frozenset(gid for gid, _ in glyphs) - face.base_glyphs,
        {gid: text for gid, text in texts.items() if face.base_texts.get(gid) != text},
    )


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


@functools.lru_cache(4096)
def _natural(text: str, faces: tuple[Face, ...]) -> tuple[float, int]:
    """Advance of one shaped line in 1/1000 em, and its number of glyphs."""
    shaped = [face.shape(part, right, ()) for face, right, part in split_runs(text, faces)]
    return sum(run.advance for run in shaped), sum(len(run.glyphs) for run in shaped)


def text_width(text: str, faces: tuple[Face, ...], size: float, track: float = 0) -> float:
    """Width of one shaped line in points."""
    advance, glyphs = _natural(text, faces)
    return advance * size / 1000 + track * max(0, glyphs - 1)


class DocumentFont:
    """One face in one document: what ReportLab's list of delayed fonts asks for."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.name = self.fontName = face.resource
        self.lines: list[Used] = []

    def addObjects(self, document: Document) -> None:
        """Write the subset and the dictionaries around it."""
        face, name = self.face, self.name
        glyphs, texts = face.base_glyphs, dict[int, str]()
        if self.lines:
            glyphs = glyphs.union(*(line.glyphs for line in self.lines))
        for line in reversed(self.lines):
            texts.update(line.texts)
        subset = face.subset(glyphs)
        base_font = subset.tag + b"+" + face.postscript_name.encode()
        mapping = _to_unicode(face, glyphs, frozenset(texts.items()))
        program_key = b"/FontFile3 " if face.is_cff else b"/FontFile2 "
        descriptor = Literal(
            b"<</Type/FontDescriptor/FontName/"
            + base_font
            + face.descriptor
            + program_key
            + document.refer(subset.program.fresh(), name + "p")
            + b"/CIDSet "
            + document.refer(subset.cid_set.fresh(), name + "s")
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
            + document.refer(descriptor, name + "d")
            + b">>"
        )
        font = Literal(
            b"<</Type/Font/Subtype/Type0/BaseFont/"
            + base_font
            + b"/Encoding/Identity-H/DescendantFonts["
            + document.refer(descendant, name + "k")
            + b"]/ToUnicode "
            + document.refer(mapping.fresh(), name + "u")
            + b">>"
        )
        document.fonts.append(b"/" + name.encode() + b" " + document.refer(font, name))


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
    """Draws shaped lines into the content of a page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._fonts: dict[Face, DocumentFont] = {}

    def draw(self, line: Line, x: float, y: float) -> str:
        """Operators of ``line`` with its baseline from (x, y), in points from the lower left."""
        for face, used in line.used:
            font = self._fonts.get(face)
            if font is None:
                font = self._fonts[face] = DocumentFont(face)
                self._document.delayedFonts.append(font)
            if used:
                font.lines.append(used)
        return f"{line.before}{x:.2f} {y:.2f}{line.after}"
