"""The transcript: what a certificate rests on, result by result, addressed to a licensing board."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.documents.design import HOUSE, Design
from certificates.documents.faces import FaceSet
from certificates.documents.fitting import fit_size, fit_title, wrap
from certificates.documents.ink import Ink
from certificates.documents.objects import Document
from certificates.documents.ornament_build import SEAL_SIZE
from certificates.documents.page import SIZES
from certificates.documents.palette import GRAPHITE, PAPER, SOFT, mix, operator
from certificates.documents.qr import qr_operators
from certificates.documents.seal import HOLE
from certificates.documents.sheet import Sheet, finish
from certificates.documents.text import normalize
from certificates.documents.wording import (
    SealWords,
    hours_rows,
    long_date,
    seal_sentences,
)
from certificates.enums import AwardKind, Paper
from certificates.numbers import format_number
from certificates.snapshot import ResultFacts, Snapshot, name_judges

# letters of a digest that tell two versions apart on paper
DIGEST_LETTERS = 12
_MARGIN, _TOP, _BOTTOM = 52.0, 60.0, 62.0
_QR_SIZE = 66.0
_LINE = operator(mix(PAPER, GRAPHITE, 0.3), "RG")
_SIZE, _LEADING = 9.0, 12.4


@dataclass(frozen=True)
class Table:
    """A heading, the names and shares of its columns, and its rows."""

    heading: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Transcript:
    """Every text of one transcript."""

    language: str
    issuer: str
    issuer_line: str
    kicker: str
    addressed: str
    addressee: str
    opening: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    number: str
    address: str
    verify_url: str
    page: str


def word_transcript(
    snapshot: Snapshot, *, addressee: str, on: dt.date, seal: SealWords = SealWords.NONE
) -> Transcript:
    """Put what a snapshot rests on into words, in the language it was issued in."""
    with translation.override(snapshot.language):
        number = format_number(snapshot.number)
        exams = tuple(row for row in snapshot.results if row.kind == "exam")
        craft = tuple(row for row in snapshot.results if row.kind != "exam")
        until = long_date(snapshot.valid_until) if snapshot.valid_until else _("No end date")
        return Transcript(
            language=snapshot.language,
            issuer=snapshot.issuer.name,
            issuer_line=snapshot.issuer.line,
            kicker=_("Transcript of training"),
            addressed=_("Addressed to"),
            addressee=normalize(addressee) or _("Whom it may concern"),
            opening=_("What stands behind this certificate, from our records on %(date)s")
            % {"date": long_date(on)},
            name=normalize(snapshot.name),
            title=snapshot.award.title,
            facts=(
                (_("Certificate"), number),
                (_("Kind"), str(AwardKind(snapshot.award.kind).label)),
                (_("Issued"), long_date(snapshot.issued_on)),
                (_("Valid until"), until),
                (
                    _("Award version"),
                    f"{snapshot.award.version} · {snapshot.award.digest[:DIGEST_LETTERS]}",
                ),
            ),
            tables=tuple(table for table in _tables(snapshot, exams, craft) if table.rows),
            notes=(*snapshot.award.notes, *seal_sentences(seal)),
            number=number,
            address=urlsplit(snapshot.verify_origin).netloc + "/verify",
            verify_url=f"{snapshot.verify_origin}/c/{snapshot.number}",
            page=_("Page %(page)d of %(pages)d"),
        )


def _tables(
    snapshot: Snapshot, exams: tuple[ResultFacts, ...], craft: tuple[ResultFacts, ...]
) -> tuple[Table, ...]:
    return (
        Table(
            _("Hours by category"),
            ((_("Category"), 0.7), (_("Hours"), 0.3)),
            hours_rows(snapshot.hours_theory, snapshot.hours_practical),
        ),
        Table(
            _("Courses"),
            ((_("Course"), 0.5), (_("Version"), 0.25), (_("Completed"), 0.25)),
            tuple(
                (
                    row.course_title,
                    f"{row.version} · {row.version_digest[:DIGEST_LETTERS]}",
                    long_date(row.completed_on),
                )
                for row in snapshot.basis
            ),
        ),
        Table(
            _("Exams"),
            ((_("Exam"), 0.4), (_("Form"), 0.22), (_("Score"), 0.12), (_("Marked by"), 0.26)),
            tuple(_result(row, with_score=True) for row in exams),
        ),
        Table(
            _("Practicals"),
            ((_("Case"), 0.44), (_("Form"), 0.26), (_("Assessor"), 0.3)),
            tuple(_result(row, with_score=False) for row in craft),
        ),
        Table(
            _("Assessors"),
            ((_("Name"), 1.0),),
            tuple((name,) for name in snapshot.assessor_names),
        ),
    )


def _result(row: ResultFacts, *, with_score: bool) -> tuple[str, ...]:
    judge = (
        _("Marked by rule") if row.judged_by in {"", "automatic"} else name_judges(row.judged_by)
    )
    score = "" if row.score is None else f"{row.score * 100:.0f} %"
    form = row.version_digest[:DIGEST_LETTERS]
    return (row.title, form, *((score,) if with_score else ()), judge)


def render_transcript(
    words: Transcript,
    faces: FaceSet,
    paper: str = Paper.A4,
    *,
    design: Design = HOUSE,
    sealed_at: dt.datetime | None = None,
    room: int = HOLE,
) -> bytes:
    """Return the PDF, upright, on as many pages as it takes; the same bytes for the same words.

    With ``sealed_at`` the file holds the empty place of a certifying signature. Raises
    MissingGlyphs.
    """
    return _Drawing(words, faces, paper, design).render(sealed_at, room)


class _Drawing:
    def __init__(self, words: Transcript, faces: FaceSet, paper: str, design: Design) -> None:
        self.words, self.faces, self.design = words, faces, design
        height, width = SIZES[paper]
        self.size = width, height
        self.inner = width - 2 * _MARGIN
        self.document = Document()
        self.ink = Ink(self.document)
        self.sheets: list[Sheet] = []
        self.y = 0.0

    def render(self, sealed_at: dt.datetime | None, room: int) -> bytes:
        words = self.words
        self._turn()
        entries = self._draw_head(sealed_at, room)
        for table in words.tables:
            self._draw_table(table)
        self._draw_notes()
        for number, sheet in enumerate(self.sheets, start=1):
            self._draw_foot(sheet, number)
            sheet.close()
        title = f"{words.kicker}: {words.title} · {words.name} · {words.number}"
        return finish(
            self.document,
            title=title,
            author=words.issuer,
            language=words.language,
            entries=entries,
        )

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def _turn(self) -> None:
        sheet = Sheet(self.document, self.ink, self.faces, self.size, self.design.accent)
        sheet.fill(PAPER)
        sheet.add(f"0 0 {self.size[0]:.2f} {self.size[1]:.2f} re f")
        self.sheets.append(sheet)
        self.y = self.size[1] - _TOP

    def _room(self, height: float) -> None:
        if self.y - height < _BOTTOM:
            self._turn()

    def _draw_head(self, sealed_at: dt.datetime | None, room: int) -> bytes:
        words, faces, sheet, top = self.words, self.faces, self.sheet, self.size[1]
        right = self.size[0] - _MARGIN
        width = self.inner - _QR_SIZE - SEAL_SIZE - 40
        sheet.fitted(words.issuer, _MARGIN, top - 61, faces.serif, 15, self.design.accent, width)
        sheet.fitted(words.issuer_line, _MARGIN, top - 76, faces.sans, 8.4, SOFT, width)
        sheet.fill(GRAPHITE)
        sheet.add(qr_operators(words.verify_url, x=right - _QR_SIZE, y=top - 114, size=_QR_SIZE))
        seal, x, entries = "seal", right - _QR_SIZE - SEAL_SIZE - 18, b""
        if sealed_at is None:
            sheet.place(seal, x, top - 114)
        else:
            entries = sheet.place_signature(
                seal, x, top - 114, signer=words.issuer, moment=sealed_at, room=room
            )
        sheet.heading(words.kicker, _MARGIN, top - 150, 8, self.inner * 0.6)
        name = fit_title(words.name, faces.hero, self.inner)
        self.y = top - 182
        for line in name.lines:
            size = fit_size(line, faces.hero, 30 if len(name.lines) == 1 else 22, self.inner)
            sheet.text(line, _MARGIN - 1, self.y, faces.hero, size, GRAPHITE)
            self.y -= 26
        title = fit_title(words.title, faces.serif, self.inner)
        for line in title.lines:
            sheet.fitted(line, _MARGIN, self.y + 4, faces.serif, 14, GRAPHITE, self.inner)
            self.y -= 18
        sheet.fitted(words.opening, _MARGIN, self.y + 4, faces.sans, 9, SOFT, self.inner)
        sheet.place("rule", _MARGIN, self.y - 12)
        self.y -= 34
        self._draw_addressee()
        return entries

    def _draw_addressee(self) -> None:
        words, faces, sheet = self.words, self.faces, self.sheet
        half = self.inner * 0.46
        left = self.y
        sheet.heading(words.addressed, _MARGIN, left, 6.9, half)
        left -= 16
        for line in wrap(words.addressee, faces.serif, 11.5, half):
            sheet.text(line, _MARGIN, left, faces.serif, 11.5, GRAPHITE)
            left -= 15
        x, right = _MARGIN + self.inner * 0.52, self.y
        for label, value in words.facts:
            sheet.fitted(label, x, right, faces.sans, _SIZE, SOFT, self.inner * 0.16)
            sheet.fitted(
                value, x + self.inner * 0.17, right, faces.sans, _SIZE, GRAPHITE, self.inner * 0.31
            )
            right -= 14
        self.y = min(left, right) - 18

    def _draw_table(self, table: Table) -> None:
        self._room(60)
        self.sheet.heading(table.heading, _MARGIN, self.y, 6.9, self.inner)
        self.y -= 16
        self._draw_row(tuple(name for name, _share in table.columns), table, is_head=True)
        for row in table.rows:
            self._draw_row(row, table)
        self.y -= 16

    def _draw_row(self, row: tuple[str, ...], table: Table, *, is_head: bool = False) -> None:
        faces = self.faces.sans
        widths = [share * self.inner for _name, share in table.columns]
        cells = [
            wrap(normalize(text), faces, _SIZE, width - 10)
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * _LEADING + 5
        if self.y - height < _BOTTOM:
            self._turn()
            self._draw_row(tuple(name for name, _share in table.columns), table, is_head=True)
        x = _MARGIN
        for lines, width in zip(cells, widths, strict=True):
            for index, line in enumerate(lines):
                self.sheet.text(
                    line,
                    x,
                    self.y - index * _LEADING,
                    faces,
                    _SIZE,
                    SOFT if is_head else GRAPHITE,
                    features=("tnum",),
                )
            x += width
        self.y -= height
        below = self.y + _LEADING - 3
        self.sheet.add(
            f"{_LINE} .4 w {_MARGIN:.2f} {below:.2f} m {_MARGIN + self.inner:.2f} {below:.2f} l S"
        )

    def _draw_notes(self) -> None:
        for note in self.words.notes:
            for line in wrap(note, self.faces.sans, 8, self.inner):
                self._room(11)
                self.sheet.text(line, _MARGIN, self.y, self.faces.sans, 8, SOFT)
                self.y -= 11

    def _draw_foot(self, sheet: Sheet, number: int) -> None:
        words, faces = self.words, self.faces
        count = words.page % {"page": number, "pages": len(self.sheets)}
        text = f"{words.number}  ·  {words.address}  ·  {count}"
        sheet.fitted(text, _MARGIN, 34, faces.sans, 8, SOFT, self.inner)
