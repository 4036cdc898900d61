"""The certificate page: one side, the holder's name as its hero, on its side or upright."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from certificates.documents.design import HOUSE, Design
from certificates.documents.faces import Face, FaceSet
from certificates.documents.fitting import fit_size, fit_title, split_in_two, wrap
from certificates.documents.ink import Ink
from certificates.documents.objects import Document
from certificates.documents.ornament_build import HEIGHT, SEAL_SIZE, WIDTH
from certificates.documents.palette import GRAPHITE, PAPER, SOFT, mix, operator
from certificates.documents.qr import qr_operators
from certificates.documents.seal import HOLE
from certificates.documents.shaping import split_runs
from certificates.documents.sheet import Sheet, finish
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import Column, Wording
from certificates.enums import Layout, Ornament, Paper, SealStyle

SIZES: dict[str, tuple[float, float]] = {Paper.A4: (WIDTH, HEIGHT), Paper.LETTER: (792.0, 612.0)}
_FOOT = 57.0
_NOTES_BASELINE = 34.0
_QR_SIZE = 66.0
_LOGO_SIZE = (150.0, 38.0)
_COLUMN_SIZES = (9.6, 9.2, 8.8, 8.4, 8.0, 7.6, 7.2, 6.8, 6.4, 6.0)
_TABULAR = ("tnum",)
# lines for signatures
_LINE = operator(mix(PAPER, GRAPHITE, 0.45), "RG")


@dataclass(frozen=True)
class Measures:
    """Where one layout puts what; depths are points below the upper edge."""

    margin: float
    gutter: float
    # part of the inner width that a name may fill: the stipple begins beyond it
    name_width: float
    largest_name: float
    # two lines of a name are set no larger, so that marks above and below do not meet
    two_lines_largest: float
    kicker: float
    opening: tuple[float, float]
    name: float
    two_names: tuple[float, float]
    rule: float
    verb: float
    title: float
    # white above the columns, and how much of it is left when they need the room
    columns_gaps: tuple[float, float]
    columns_floor: float
    field_scale: float


LANDSCAPE = Measures(
    margin=58,
    gutter=30,
    name_width=0.86,
    largest_name=58,
    two_lines_largest=34,
    kicker=135,
    opening=(170, 159),
    name=229,
    two_names=(199, 239),
    rule=253,
    verb=278,
    title=308,
    columns_gaps=(44, 26),
    columns_floor=140,
    field_scale=1,
)
PORTRAIT = Measures(
    margin=52,
    gutter=22,
    name_width=1,
    largest_name=50,
    two_lines_largest=38,
    kicker=214,
    opening=(250, 236),
    name=310,
    two_names=(284, 326),
    rule=350,
    verb=378,
    title=409,
    columns_gaps=(52, 30),
    columns_floor=226,
    field_scale=0.8,
)


@dataclass(frozen=True)
class HeroFit:
    """The holder's name as it will stand: one or two lines of one size."""

    lines: tuple[str, ...]
    size: float


def fit_hero(
    name: str,
    faces: tuple[Face, ...],
    width: float,
    *,
    is_light: bool,
    measures: Measures = LANDSCAPE,
) -> HeroFit:
    """Shrink a long name, then set it in two lines; it is never cut.

    Names in scripts with tall marks start smaller, so that nothing touches the line above.
    """
    is_tall = not faces[0].covers(name)
    largest = 44.0 if is_tall else measures.largest_name
    largest_of_two = min(measures.two_lines_largest, 34.0 if is_tall else 40.0)
    if is_light:
        largest = min(largest, 46.0)
    one_line = fit_size(name, faces, largest, width)
    if one_line >= largest_of_two:
        return HeroFit((name,), one_line)
    lines = split_in_two(name, faces)
    size = min(fit_size(line, faces, largest_of_two, width) for line in lines)
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


def check_wording(wording: Wording, faces: FaceSet, paper: str, *, design: Design = HOUSE) -> None:
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
    render_certificate(wording, faces, paper, design=design)


def render_certificate(
    wording: Wording,
    faces: FaceSet,
    paper: str = Paper.A4,
    *,
    design: Design = HOUSE,
    sealed_at: dt.datetime | None = None,
    room: int = HOLE,
) -> bytes:
    """Return the PDF: the same bytes for the same words, faces, paper, design and moment.

    With ``sealed_at`` (timezone-aware) the file holds the empty place, ``room`` digits, of a seal,
    for :func:`certificates.documents.seal.seal`. Raises MissingGlyphs or PageOverflow; draws
    nothing as a box and cuts nothing off.
    """
    width, height = SIZES[paper]
    if design.layout == Layout.PORTRAIT:
        width, height = height, width
    document = Document()
    sheet = Sheet(document, Ink(document), faces, (width, height), design.accent)
    page = _Page(sheet, wording, design)
    entries = page.draw(sealed_at, room)
    sheet.close()
    title = f"{wording.kicker}: {wording.title} · {wording.name} · {wording.number}"
    return finish(
        document, title=title, author=wording.issuer, language=wording.language, entries=entries
    )


class _Page:
    def __init__(self, sheet: Sheet, wording: Wording, design: Design) -> None:
        self.sheet, self.wording, self.design = sheet, wording, design
        self.faces = sheet.faces
        self.measures = PORTRAIT if design.layout == Layout.PORTRAIT else LANDSCAPE
        self.width, self.height = sheet.width, sheet.height
        self.margin = self.measures.margin
        self.inner = sheet.width - 2 * self.margin
        self.column = (self.inner - 2 * self.measures.gutter) / 3

    def draw(self, sealed_at: dt.datetime | None, room: int) -> bytes:
        """Draw everything; return what the seal adds to the document's catalog."""
        self._draw_ground()
        self._draw_head()
        self._draw_columns(self._draw_statement())
        return self._draw_foot(sealed_at, room)

    def _draw_ground(self) -> None:
        sheet, ornament = self.sheet, self.design.ornament
        sheet.fill(PAPER)
        sheet.add(f"0 0 {self.width:.2f} {self.height:.2f} re f")
        if ornament == Ornament.NONE:
            return
        is_light = self.wording.is_light or ornament == Ornament.LIGHT
        scale = self.measures.field_scale
        sheet.place(
            "field_light" if is_light else "field",
            round(self.width - WIDTH * scale, 2),
            round(self.height - HEIGHT * scale, 2),
            scale,
        )

    def _draw_head(self) -> None:
        words, faces, logo = self.wording, self.faces, self.design.logo
        left, width, top = self.margin, self.inner * 0.68, self.height
        if logo:
            scale = min(_LOGO_SIZE[0] / logo.width, _LOGO_SIZE[1] / logo.height)
            size = logo.width * scale, logo.height * scale
            # its middle where the middle of the two lines beside it is
            self.sheet.place_logo(logo, left, top - 64 - size[1] / 2, *size)
            left, width = left + size[0] + 14, width - size[0] - 14
        accent = self.design.accent
        self.sheet.fitted(words.issuer, left, top - 61, faces.serif, 15, accent, width)
        self.sheet.fitted(words.issuer_line, left, top - 76, faces.sans, 8.4, SOFT, width)

    def _draw_statement(self) -> float:
        """Draw name, award and dates; return the baseline of the last line."""
        words, faces, at, sheet = self.wording, self.faces, self.measures, self.sheet
        left = self.margin
        title = fit_title(words.title, faces.serif, self.inner * 0.92)
        # a second line of the title takes its room from the white above, not from the columns
        lift = title.size * 1.18 * (len(title.lines) - 1)
        top = self.height + lift
        hero = fit_hero(
            words.name,
            faces.hero,
            self.inner * at.name_width,
            is_light=words.is_light,
            measures=at,
        )
        two = len(hero.lines) > 1
        sheet.heading(words.kicker, left, top - at.kicker, 8, self.inner * 0.6)
        sheet.fitted(
            words.opening, left, top - at.opening[two], faces.serif, 13.5, SOFT, self.inner * 0.8
        )
        depths = at.two_names if two else (at.name,)
        for line, depth in zip(hero.lines, depths, strict=True):
            # large letters stand a little inside their box: pull them to the margin
            nudge = hero.size * 0.034
            sheet.text(line, left - nudge, top - depth, faces.hero, hero.size, GRAPHITE)
        sheet.place("rule", left, top - at.rule)
        sheet.fitted(words.verb, left, top - at.verb, faces.serif, 13.5, SOFT, self.inner)
        baseline = top - at.title
        for index, line in enumerate(title.lines):
            baseline -= title.size * 1.18 if index else 0
            sheet.text(line, left, baseline, faces.serif, title.size, GRAPHITE)
        baseline -= 22
        sheet.fitted(words.dates, left, baseline, faces.serif, 11.5, SOFT, self.inner)
        return baseline

    def _draw_columns(self, above: float) -> None:
        width = self.column
        top, fit = self._place_columns(above)
        for column, paragraphs, x in zip(
            self.wording.columns, fit.columns, self._column_edges(), strict=True
        ):
            self.sheet.heading(column.heading, x, top, 6.9, width)
            baseline = top - 16
            for paragraph in paragraphs:
                for line in paragraph:
                    self.sheet.text(
                        line, x, baseline, self.faces.sans, fit.size, GRAPHITE, features=_TABULAR
                    )
                    baseline -= fit.leading
                baseline -= fit.gap

    def _place_columns(self, above: float) -> tuple[float, ColumnsFit]:
        """The columns' heading line and type: less white above before type gets small."""
        wide, narrow = (above - gap for gap in self.measures.columns_gaps)
        try:
            fit = self._fit_columns(wide)
        except PageOverflow:
            return narrow, self._fit_columns(narrow)
        return (wide, fit) if fit.size >= 8 else (narrow, self._fit_columns(narrow))

    def _fit_columns(self, top: float) -> ColumnsFit:
        height = top - 16 - self.measures.columns_floor
        return fit_columns(self.wording.columns, self.faces.sans, self.column, height)

    def _column_edges(self) -> Iterator[float]:
        for index in range(3):
            yield self.margin + index * (self.column + self.measures.gutter)

    def _draw_foot(self, sealed_at: dt.datetime | None, room: int) -> bytes:
        left, middle, right = self._column_edges()
        if self.design.layout == Layout.PORTRAIT:
            # people stand above the row of the seal, which has the whole width
            self._draw_signatories(left, 92, (self.inner - self.measures.gutter) / 2)
            middle, right = left, left + (self.inner + self.measures.gutter) / 2
        else:
            self._draw_signatories(left, 0, (self.column - 16) / 2)
        is_light = self.wording.is_light or self.design.seal == SealStyle.LIGHT
        seal, entries = "seal_light" if is_light else "seal", b""
        if sealed_at is None:
            self.sheet.place(seal, middle, _FOOT)
        else:
            entries = self.sheet.place_signature(
                seal, middle, _FOOT, signer=self.wording.issuer, moment=sealed_at, room=room
            )
        self._draw_register(middle + SEAL_SIZE + 8, right - self.measures.gutter / 2)
        self._draw_check(right)
        self._draw_notes()
        return entries

    def _draw_signatories(self, left: float, above: float, width: float) -> None:
        sheet = self.sheet
        for index, person in enumerate(self.wording.signatories[:2]):
            x = left + index * (width + 16)
            sheet.add(f"{_LINE} .5 w {x:.2f} {92 + above:g} m {x + width:.2f} {92 + above:g} l S")
            sheet.fitted(person.name, x, 78.5 + above, self.faces.serif, 10.4, GRAPHITE, width)
            sheet.fitted(person.role, x, 66.5 + above, self.faces.sans, 8, SOFT, width)

    def _draw_register(self, x: float, right: float) -> None:
        title, *lines = self.wording.register
        width = right - x
        self.sheet.fitted(title, x, 92, self.faces.serif, 10.4, GRAPHITE, width)
        for index, text in enumerate(lines):
            self.sheet.fitted(text, x, 79 - index * 10.5, self.faces.sans, 8, SOFT, width)

    def _draw_check(self, x: float) -> None:
        words, faces, sheet = self.wording, self.faces, self.sheet
        code_x = self.width - self.margin - _QR_SIZE
        width = code_x - 14 - x
        sheet.heading(words.check_heading, x, 116.5, 6.9, width)
        sheet.fitted(words.address, x, 99.5, faces.serif, 13.2, GRAPHITE, width)
        sheet.fitted(words.number, x, 83, faces.semibold, 10.4, GRAPHITE, width)
        lines = wrap(words.advice, faces.sans, 7.6, width)
        for index, line in enumerate(lines[:2]):
            sheet.fitted(line, x, 69 - index * 9.5, faces.sans, 7.6, SOFT, width)
        sheet.fill(GRAPHITE)
        sheet.add(qr_operators(words.verify_url, x=code_x, y=_FOOT, size=_QR_SIZE))

    def _draw_notes(self) -> None:
        faces, notes = self.faces.sans, self.wording.notes
        lines = wrap(notes, faces, 7.2, self.inner) if notes else ()
        if len(lines) > 2:
            raise PageOverflow(notes, (len(lines) - 2) * 9.0)
        for index, line in enumerate(lines):
            self.sheet.text(line, self.margin, _NOTES_BASELINE - index * 9, faces, 7.2, SOFT)
