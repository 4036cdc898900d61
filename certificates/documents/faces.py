"""Font faces: found, checked, shaped with HarfBuzz and cut down to the glyphs a document uses."""

import functools
import hashlib
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from certificates.documents.objects import Stream
from certificates.documents.text import JOINERS

# always part of a subset, so that documents in Latin script share one cached subset per face
_BASE_ALPHABET = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-–—·’()/&"
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "DSIG", "STAT", "BASE", "MATH")
# OpenType fsType bits: restricted licence, no subsetting, bitmap embedding only
_FORBIDDEN_FSTYPE = 0x0302


class FaceRefused(ValueError):
    """A font file that cannot be used; the message names the file and why."""


class Glyph(NamedTuple):
    """A placed glyph in 1/1000 em; ``text`` is what it stands for, None inside a cluster."""

    gid: int
    advance: float
    x_offset: float
    y_offset: float
    text: str | None


@dataclass(frozen=True)
class Shaped:
    """A run of one direction and one face, shaped."""

    glyphs: tuple[Glyph, ...]
    advance: float
    # every glyph stands for its own letters, so copying text out of the file needs no help
    plain: bool


@dataclass(frozen=True)
class Subset:
    """A face cut down for embedding, with what the PDF font dictionary needs beside it."""

    tag: bytes
    program: Stream
    widths: bytes
    cid_set: Stream


class Face:
    """One font face. Safe to share between threads: all state after construction is caches."""

    def __init__(
        self, data: bytes, *, label: str, base: str = _BASE_ALPHABET, index: int = 0
    ) -> None:
        try:
            self._face = hb.Face(hb.Blob(data), index)
        except (hb.HarfBuzzError, ValueError) as error:
            raise FaceRefused(f"{label} is not a font file: {error}") from error
        if not self._face.glyph_count or not self._face.unicodes:
            raise FaceRefused(f"{label} is not a font file")
        if self._uint16("OS/2", 8) & _FORBIDDEN_FSTYPE:
            raise FaceRefused(f"{label} forbids embedding or subsetting (fsType)")
        self._font = hb.Font(self._face)
        self.scale = 1000 / self._face.upem
        self.characters = frozenset(self._face.unicodes)
        self.is_cff = "CFF " in self._face.table_tags
        # a name that depends on the file only keeps documents the same from run to run
        digest = hashlib.sha256(data)
        if index:
            digest.update(b"#%d" % index)
        self.resource = "H" + digest.hexdigest()[:8]
        self.postscript_name = (self._face.get_name(6) or "Font").replace(" ", "")
        self.glyph_count = self._face.glyph_count
        self.widths = [
            round(self._font.get_glyph_h_advance(gid) * self.scale, 2)
            for gid in range(self.glyph_count)
        ]
        self.base_texts = {
            gid: c for c in reversed(base) if (gid := self._font.get_nominal_glyph(ord(c)))
        }
        self.base_glyphs = frozenset(self.base_texts)
        self.descriptor = self._describe()
        self.shape = functools.lru_cache(512)(self._shape)
        self.subset = functools.lru_cache(64)(self._subset)

    def covers(self, text: str) -> bool:
        """Say whether the face has a glyph for every character."""
        return all(ord(c) in self.characters or c in JOINERS for c in text)

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    def _uint16(self, tag: str, offset: int) -> int:
        data = self._table(tag)
        return int.from_bytes(data[offset : offset + 2], "big")

    def _describe(self) -> bytes:
        bounds = struct.unpack(">4h", self._table("head")[36:44])
        ascent, descent = struct.unpack(">2h", self._table("hhea")[4:8])
        italic = struct.unpack(">i", self._table("post")[4:8])[0] / 65536
        os2 = self._table("OS/2")
        cap_height = struct.unpack(">h", os2[88:90])[0] if len(os2) >= 90 else 700 / self.scale
        values = [int(v * self.scale) for v in (*bounds, ascent, descent, cap_height)]
        return b"/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d" % (
            *values[:4],
            int(italic),
            values[4],
            values[5],
        ) + (b"/CapHeight %d/StemV 80" % values[6])

    def _shape(self, text: str, right_to_left: bool, features: tuple[str, ...] = ()) -> Shaped:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        hb.shape(self._font, buffer, dict.fromkeys(features, True) if features else None)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        letters = self._letters_of([info.cluster for info in infos], text, right_to_left)
        scale = self.scale
        glyphs = [
            Glyph(
                info.codepoint,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
                own,
            )
            for info, position, own in zip(infos, positions, letters, strict=True)
        ]
        plain = all(
            glyph.text is not None
            and (len(glyph.text) <= 3 or len(unicodedata.normalize("NFC", glyph.text)) <= 3)
            for glyph in glyphs
        )
        return Shaped(tuple(glyphs), sum(glyph.advance for glyph in glyphs), plain)

    @staticmethod
    def _letters_of(clusters: list[int], text: str, right_to_left: bool) -> list[str | None]:
        """The letters each glyph stands for; None for all but the first glyph of a cluster."""
        if clusters == list(range(len(text))):
            return list(text)
        starts = sorted(set(clusters))
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        found: list[str | None] = []
        for start in clusters:
            # readers reverse right-to-left text letter by letter: a glyph of several letters
            # must hold them reversed to come out right
            letters = text[start : ends.pop(start)] if start in ends else None
            found.append(letters[::-1] if letters and right_to_left else letters)
        return found

    def _subset(self, glyph_ids: frozenset[int]) -> Subset:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyph_ids)
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
        )
        wanted.drop_table_tag_set.update(
            [int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES]
        )
        program = hb.subset(self._face, wanted).blob.data
        if self.is_cff:
            # PDF/A-1 takes the outlines alone, without the OpenType file around them
            program = bytes(hb.Face(hb.Blob(program)).reference_table("CFF ").data)
        compressed = zlib.compress(program, 6)
        letters = hashlib.sha256(program).hexdigest()[:6]
        tag = "".join(chr(ord("A") + int(letter, 16)) for letter in letters).encode()
        if self.is_cff:
            head = b"/Subtype/CIDFontType0C/Filter/FlateDecode"
        else:
            head = b"/Filter/FlateDecode/Length1 %d" % len(program)
        present = sorted(glyph_ids | {0})
        bits = bytearray((self.glyph_count + 7) // 8)
        for gid in present:
            bits[gid >> 3] |= 128 >> (gid & 7)
        cid_set = Stream(b"/Filter/FlateDecode", zlib.compress(bytes(bits)))
        return Subset(tag, Stream(head, compressed), self._widths_array(present), cid_set)

    def _widths_array(self, glyph_ids: Sequence[int]) -> bytes:
        """The W array of a CIDFont: runs of consecutive glyphs share one entry."""
        parts: list[bytes] = []
        previous = None
        for gid in glyph_ids:
            if previous is not None and gid == previous + 1:
                parts[-1] += b" %g" % self.widths[gid]
            else:
                parts.append(b"%d[%g" % (gid, self.widths[gid]))
            previous = gid
        return b"[" + b"]".join(parts) + b"]]"


@dataclass(frozen=True)
class FaceSet:
    """The faces of a document: each role is a chain, tried in order, letter by letter."""

    hero: tuple[Face, ...]
    serif: tuple[Face, ...]
    sans: tuple[Face, ...]
    semibold: tuple[Face, ...]


def load_face(path: str | Path) -> Face:
    """Load one font file (TrueType or OpenType/CFF); raises :class:`FaceRefused`.

    ``fonts.ttc#2`` is the third face of a collection.
    """
    name, _hash, index = str(path).partition("#")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise FaceRefused(f"{path} cannot be read: {error.strerror}") from error
    if index and not index.isdecimal():
        raise FaceRefused(f"{path}: what follows # has to be the number of a face")
    return Face(data, label=str(path), index=int(index or 0))


@functools.lru_cache(8)
def load_faces(extra_paths: tuple[str, ...] = ()) -> FaceSet:
    """Return the bundled faces followed by ``extra_paths``, in the order given.

    Source Serif and Source Sans set the page in Latin, Greek and Cyrillic; FiraGO adds Arabic,
    Hebrew, Devanagari and Thai. Han, Hangul and Kana need a face of the site's own.
    """
    import font_source_sans_pro
    import font_source_serif_pro
    import pymupdf_fonts

    serif = Path(font_source_serif_pro.font_directory)
    sans = Path(font_source_sans_pro.font_directory)
    fallback = (
        Face(pymupdf_fonts.myfont("figo"), label="FiraGO", base=""),
        *(load_face(path) for path in extra_paths),
    )
    return FaceSet(
        hero=(load_face(serif / "SourceSerifPro-Light.ttf"), *fallback),
        serif=(load_face(serif / "SourceSerifPro-Regular.ttf"), *fallback),
        sans=(load_face(sans / "SourceSansPro-Regular.ttf"), *fallback),
        semibold=(load_face(sans / "SourceSansPro-Semibold.ttf"), *fallback),
    )
