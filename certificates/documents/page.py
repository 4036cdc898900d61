"""The certificate page: landscape, one side, the holder's name as its hero."""

import datetime as dt
import functools
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from certificates.documents.faces import Face, FaceSet
from certificates.documents.fitting import fit_size, fit_title, split_in_two, wrap
from certificates.documents.icc import srgb_profile
from certificates.documents.ink import Ink, set_line, text_width
from certificates.documents.objects import (
    Catalog,
    Indirect,
    Information,
    Literal,
    Stream,
    text_string,
)
from certificates.documents.ornament import ornament
from certificates.documents.ornament_build import HEIGHT, SEAL_SIZE, WIDTH
from certificates.documents.palette import GRAPHITE, PAPER, PIGMENT, SOFT, Color, mix, operator
from certificates.documents.qr import qr_operators
from certificates.documents.seal import PLACE
from certificates.documents.shaping import split_runs
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import Column, Wording
from certificates.enums import Paper

SIZES: dict[str, tuple[float, float]] = {Paper.A4: (WIDTH, HEIGHT), Paper.LETTER: (792.0, 612.0)}
_MARGIN = 58.0
_GUTTER = 30.0
# part of the inner width that a name may fill: the stipple begins beyond it
NAME_WIDTH = 0.86
_FOOT = 57.0
_NOTES_BASELINE = 34.0
_QR_SIZE = 66.0
_COLUMNS_FLOOR = 140.0
# two lines of a name are set no larger, so that marks above and below do not meet
_TWO_LINES_LARGEST = 34.0
# white above the columns, and how much of it is left when they need the room
_COLUMNS_GAPS = (44.0, 26.0)
_COLUMN_SIZES = (9.6, 9.2, 8.8, 8.4, 8.0, 7.6, 7.2, 6.8, 6.4, 6.0)
_TABULAR = ("tnum",)
# registered only so that ReportLab does not write its own unembedded default font
_UNUSED_FONT = "StippleUnused"


@dataclass(frozen=True)
class HeroFit:
    """The holder's name as it will stand: one or two lines of one size."""

    lines: tuple[str, ...]
    size: float


def fit_hero(name: str, faces: tuple[Face, ...], width: float, *, is_light: bool) -> HeroFit:
    """Shrink a long name, then set it in two lines; it is never cut.

    Names in scripts with tall marks start smaller, so that nothing touches the line above.
    """
    largest = 58.0 if faces[0].covers(name) else 44.0
    if is_light:
        largest = min(largest, 46.0)
    one_line = fit_size(name, faces, largest, width)
    if one_line >= _TWO_LINES_LARGEST:
        return HeroFit((name,), one_line)
    lines = split_in_two(name, faces)
    size = min(fit_size(line, faces, _TWO_LINES_LARGEST, width) for line in lines)
    if size <= one_line:
        return HeroFit((name,), one_line)
    return HeroFit(lines, size)


@dataclass(frozen=True)
class ColumnsFit:
    """Wrapped paragraphs of every column at the largest size that fits."""

    columns: tuple[tuple[tuple[str, ...], ...], ...]
    size: float

    @property
    def leading(self) -> float:
        """Distance between baselines."""
        return self.size * 1.4

    @property
    def gap(self) -> float:
        """Extra space between paragraphs."""
        return self.size * 0.25


def fit_columns(
    columns: tuple[Column, ...], faces: tuple[Face, ...], width: float, height: float
) -> ColumnsFit:
    """Wrap the columns into ``height``; raises :class:`PageOverflow` if the smallest type fails."""
    for size in _COLUMN_SIZES:
        fit = ColumnsFit(
            tuple(
                tuple(wrap(text, faces, size, width) for text in column.paragraphs)
                for column in columns
            ),
            size,
        )
        heights = [_height(paragraphs, fit) for paragraphs in fit.columns]
        if max(heights, default=0) <= height:
            return fit
    tallest = heights.index(max(heights))
    raise PageOverflow(columns[tallest].heading, heights[tallest] - height)


def _height(paragraphs: tuple[tuple[str, ...], ...], fit: ColumnsFit) -> float:
    lines = sum(len(paragraph) for paragraph in paragraphs)
    return max(0, lines - 1) * fit.leading + max(0, len(paragraphs) - 1) * fit.gap


def check_wording(wording: Wording, faces: FaceSet, paper: str) -> None:
    """Raise :class:`MissingGlyphs` or :class:`PageOverflow` if the page cannot be drawn."""
    missing = ""
    for text in wording.texts():
        try:
            # every chain ends in the same faces and starts in faces of one coverage class
            split_runs(text, faces.serif)
            split_runs(text, faces.sans)
        except MissingGlyphs as error:
            missing += error.characters
    if missing:
        raise MissingGlyphs("".join(dict.fromkeys(missing)))
    render_certificate(wording, faces, paper)


def render_certificate(
    wording: Wording,
    faces: FaceSet,
    paper: str = Paper.A4,
    *,
    sealed_at: dt.datetime | None = None,
) -> bytes:
    """Return the PDF: the same bytes for the same words, faces, paper and moment.

    With ``sealed_at`` (timezone-aware) the file holds the empty place of a certifying signature,
    for :func:`certificates.documents.seal.seal`. Raises MissingGlyphs or PageOverflow; draws
    nothing as a box and cuts nothing off.
    """
    return _Page(wording, faces, *SIZES[paper], sealed_at).render()


class _Page:
    def __init__(
        self,
        wording: Wording,
        faces: FaceSet,
        width: float,
        height: float,
        sealed_at: dt.datetime | None,
    ) -> None:
        _register_unused_font()
        self.sealed_at = sealed_at
        self.wording, self.faces = wording, faces
        self.width, self.height = width, height
        self.inner = width - 2 * _MARGIN
        self.column = (self.inner - 2 * _GUTTER) / 3
        self.buffer = io.BytesIO()
        self.canvas = Canvas(
            self.buffer,
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            lang=wording.language,
            initialFontName=_UNUSED_FONT,
            pdfVersion=(1, 4),
        )
        self.ink = Ink(self.canvas)
        self.color: Color | None = None

    def render(self) -> bytes:
        self._describe_document()
        self._draw_ground()
        self._draw_head()
        self._draw_columns(self._draw_statement())
        self._draw_foot()
        self.canvas.showPage()
        page = self.canvas._doc.Pages.pages[-1]
        # ReportLab puts no line end before "endstream" unless it also inflates to ASCII; PDF/A
        # wants one, so the finished stream takes the place of its own
        page.Contents = Stream(
            b"/Filter/FlateDecode", zlib.compress(page.stream.encode("latin-1"), 6)
        )
        page.compression = 0
        self.canvas.save()
        return self.buffer.getvalue()

    # --- the file around the page

    def _describe_document(self) -> None:
        wording, document = self.wording, self.canvas._doc
        title = f"{wording.kicker}: {wording.title} · {wording.name} · {wording.number}"
        catalog = Catalog()
        catalog.__dict__.update(document.Catalog.__dict__)
        document.Catalog = catalog
        catalog.Metadata = Stream(
            b"/Type/Metadata/Subtype/XML", _metadata(title, wording.issuer).encode()
        )
        profile = document.Reference(_profile_stream().fresh(), "icc").format(document)
        catalog.OutputIntents = Literal(
            b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
            b"/DestOutputProfile " + profile + b">>]"
        )
        document.info = Information(
            b"<</Title" + text_string(title) + b"/Author" + text_string(wording.issuer) + b">>"
        )

    # --- primitives

    def _add(self, operators: str) -> None:
        self.canvas._code.append(operators)

    def _place(self, name: str, x: float, y: float) -> None:
        document = self.canvas._doc
        key = "Fx" + name.replace("_", "")
        document.Reference(ornament(name).fresh(), pdfdoc.xObjectName(key))
        self.canvas._formsinuse.append(key)
        self._add(f"q 1 0 0 1 {x:g} {y:g} cm /FormXob.{key} Do Q")

    def _place_signature(self, name: str, x: float, y: float, moment: dt.datetime) -> None:
        """The seal as the visible form of a certifying signature that allows no change."""
        document = self.canvas._doc
        drawing = document.Reference(ornament(name).fresh(), pdfdoc.xObjectName("FxSeal"))
        when = moment.astimezone(dt.UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()
        signature = Indirect(
            b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name"
            + text_string(self.wording.issuer)
            + b"/M"
            + when
            + PLACE
            + b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams"
            b"<</Type/TransformParams/P 1/V/1.2>>>>]>>"
        )
        value = document.Reference(signature, "SealSignature").format(document)
        field = document.Reference(
            Indirect(
                b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[%.2f %.2f %.2f %.2f]"
                % (x, y, x + SEAL_SIZE, y + SEAL_SIZE)
                + b"/AP<</N "
                + drawing.format(document)
                + b">>/V "
                + value
                + b">>"
            ),
            "SealField",
        )
        self.canvas._annotationrefs.append(field)
        catalog = document.Catalog
        catalog.AcroForm = Indirect(b"<</Fields[" + field.format(document) + b"]/SigFlags 3>>")
        catalog.Perms = Indirect(b"<</DocMDP " + value + b">>")

    def _text(
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
        if not text:
            return
        if color != self.color:
            self._add(operator(color))
            self.color = color
        self.ink.draw(set_line(text, faces, size, track, features), x, y)

    def _fitted(
        self,
        text: str,
        x: float,
        y: float,
        faces: tuple[Face, ...],
        size: float,
        color: Color,
        width: float,
    ) -> None:
        if text:
            self._text(text, x, y, faces, fit_size(text, faces, size, width), color)

    def _heading(self, text: str, x: float, y: float, size: float, width: float) -> None:
        capitals = text.upper()
        track = size * 0.18
        natural = text_width(capitals, self.faces.semibold, size, track)
        factor = min(1.0, width / natural) if natural else 1.0
        self._text(
            capitals,
            x,
            y,
            self.faces.semibold,
            round(size * factor, 2),
            PIGMENT,
            track=round(track * factor, 3),
        )

    # --- the page from top to bottom

    def _draw_ground(self) -> None:
        self._add(f"{operator(PAPER)} 0 0 {self.width:.2f} {self.height:.2f} re f")
        field = "field_light" if self.wording.is_light else "field"
        self._place(field, round(self.width - WIDTH, 2), round(self.height - HEIGHT, 2))

    def _draw_head(self) -> None:
        words, faces = self.wording, self.faces
        width = self.inner * 0.68
        top = self.height
        self._fitted(words.issuer, _MARGIN, top - 61, faces.serif, 15, PIGMENT, width)
        self._fitted(words.issuer_line, _MARGIN, top - 76, faces.sans, 8.4, SOFT, width)

    def _draw_statement(self) -> float:
        """Draw name, award and dates; return the baseline of the last line."""
        words, faces = self.wording, self.faces
        title = fit_title(words.title, faces.serif, self.inner * 0.92)
        # a second line of the title takes its room from the white above, not from the columns
        lift = title.size * 1.18 * (len(title.lines) - 1)
        top = self.height + lift
        hero = fit_hero(words.name, faces.hero, self.inner * NAME_WIDTH, is_light=words.is_light)
        two = len(hero.lines) > 1
        self._heading(words.kicker, _MARGIN, top - 135, 8, self.inner * 0.6)
        self._text(words.opening, _MARGIN, top - (159 if two else 170), faces.serif, 13.5, SOFT)
        baselines = (top - 199, top - 239) if two else (top - 229,)
        for line, baseline in zip(hero.lines, baselines, strict=True):
            # large letters stand a little inside their box: pull them to the margin
            nudge = hero.size * 0.034
            self._text(line, _MARGIN - nudge, baseline, faces.hero, hero.size, GRAPHITE)
        self._place("rule", _MARGIN, top - 253)
        self._text(words.verb, _MARGIN, top - 278, faces.serif, 13.5, SOFT)
        baseline = top - 308
        for index, line in enumerate(title.lines):
            baseline -= title.size * 1.18 if index else 0
            self._text(line, _MARGIN, baseline, faces.serif, title.size, GRAPHITE)
        baseline -= 22
        self._text(words.dates, _MARGIN, baseline, faces.serif, 11.5, SOFT)
        return baseline

    def _draw_columns(self, above: float) -> None:
        width = self.column
        top, fit = self._place_columns(above)
        for column, paragraphs, x in zip(
            self.wording.columns, fit.columns, self._column_edges(), strict=True
        ):
            self._heading(column.heading, x, top, 6.9, width)
            baseline = top - 16
            for paragraph in paragraphs:
                for line in paragraph:
                    self._text(
                        line, x, baseline, self.faces.sans, fit.size, GRAPHITE, features=_TABULAR
                    )
                    baseline -= fit.leading
                baseline -= fit.gap

    def _place_columns(self, above: float) -> tuple[float, ColumnsFit]:
        """The columns' heading line and type: less white above before type gets small."""
        wide, narrow = (above - gap for gap in _COLUMNS_GAPS)
        try:
            fit = self._fit_columns(wide)
        except PageOverflow:
            return narrow, self._fit_columns(narrow)
        return (wide, fit) if fit.size >= 8 else (narrow, self._fit_columns(narrow))

    def _fit_columns(self, top: float) -> ColumnsFit:
        height = top - 16 - _COLUMNS_FLOOR
        return fit_columns(self.wording.columns, self.faces.sans, self.column, height)

    def _column_edges(self) -> Iterator[float]:
        for index in range(3):
            yield _MARGIN + index * (self.column + _GUTTER)

    def _draw_foot(self) -> None:
        left, middle, right = self._column_edges()
        self._draw_signatories(left)
        seal = "seal_light" if self.wording.is_light else "seal"
        if self.sealed_at is None:
            self._place(seal, middle, _FOOT)
        else:
            self._place_signature(seal, middle, _FOOT, self.sealed_at)
        self._draw_register(middle + SEAL_SIZE + 8, right - _GUTTER / 2)
        self._draw_check(right)
        self._draw_notes()

    def _draw_signatories(self, left: float) -> None:
        people = self.wording.signatories[:2]
        width = (self.column - 16) / 2
        for index, person in enumerate(people):
            x = left + index * (width + 16)
            line = operator(mix(PAPER, GRAPHITE, 0.45), "RG")
            self._add(f"{line} .5 w {x:.2f} 92 m {x + width:.2f} 92 l S")
            self._fitted(person.name, x, 78.5, self.faces.serif, 10.4, GRAPHITE, width)
            self._fitted(person.role, x, 66.5, self.faces.sans, 8, SOFT, width)

    def _draw_register(self, x: float, right: float) -> None:
        title, *lines = self.wording.register
        width = right - x
        self._fitted(title, x, 92, self.faces.serif, 10.4, GRAPHITE, width)
        for index, text in enumerate(lines):
            self._fitted(text, x, 79 - index * 10.5, self.faces.sans, 8, SOFT, width)

    def _draw_check(self, x: float) -> None:
        words, faces = self.wording, self.faces
        code_x = self.width - _MARGIN - _QR_SIZE
        width = code_x - 14 - x
        self._heading(words.check_heading, x, 116.5, 6.9, width)
        self._fitted(words.address, x, 99.5, faces.serif, 13.2, GRAPHITE, width)
        self._fitted(words.number, x, 83, faces.semibold, 10.4, GRAPHITE, width)
        lines = wrap(words.advice, faces.sans, 7.6, width)
        for index, line in enumerate(lines[:2]):
            self._fitted(line, x, 69 - index * 9.5, faces.sans, 7.6, SOFT, width)
        self._add(operator(GRAPHITE))
        self.color = GRAPHITE
        self._add(qr_operators(words.verify_url, x=code_x, y=_FOOT, size=_QR_SIZE))

    def _draw_notes(self) -> None:
        faces, notes = self.faces.sans, self.wording.notes
        lines = wrap(notes, faces, 7.2, self.inner) if notes else ()
        if len(lines) > 2:
            raise PageOverflow(notes, (len(lines) - 2) * 9.0)
        baseline = _NOTES_BASELINE
        for index, line in enumerate(lines):
            self._text(line, _MARGIN, baseline - index * 9, faces, 7.2, SOFT)


def _register_unused_font() -> None:
    if _UNUSED_FONT in pdfmetrics._fonts:
        return
    import font_source_sans_pro
    from reportlab.pdfbase.ttfonts import TTFont

    path = f"{font_source_sans_pro.font_directory}/SourceSansPro-Regular.ttf"
    pdfmetrics.registerFont(TTFont(_UNUSED_FONT, path))


@functools.cache
def _profile_stream() -> Stream:
    return Stream(b"/N 3/Filter/FlateDecode", zlib.compress(srgb_profile(), 9))


def _metadata(title: str, author: str) -> str:
    """XMP for PDF/A-1b: the same title and author as the information dictionary."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq>"
        "</dc:creator></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
