"""A snapshot in the words of the page: what is printed, and nothing that is not."""

import datetime as dt
import enum
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.documents.design import HOUSE, Design
from certificates.documents.text import normalize
from certificates.enums import AwardKind
from certificates.numbers import format_number
from certificates.snapshot import Signatory, Snapshot


class SealWords(enum.Enum):
    """What the page says about the seal of its file."""

    NONE = "none"
    SEALED = "sealed"
    DEVELOPMENT = "development"


@dataclass(frozen=True)
class Column:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """Every text of one certificate page, in order from top to bottom."""

    language: str
    is_light: bool
    issuer: str
    issuer_line: str
    kicker: str
    opening: str
    name: str
    verb: str
    title: str
    dates: str
    columns: tuple[Column, ...]
    signatories: tuple[Signatory, ...]
    register: tuple[str, ...]
    check_heading: str
    address: str
    number: str
    advice: str
    notes: str
    verify_url: str

    def texts(self) -> tuple[str, ...]:
        """Every text that must find glyphs."""
        return (
            self.issuer,
            self.issuer_line,
            self.kicker,
            self.opening,
            self.name,
            self.verb,
            self.title,
            self.dates,
            *(text for column in self.columns for text in (column.heading, *column.paragraphs)),
            *(text for person in self.signatories for text in (person.name, person.role)),
            *self.register,
            self.check_heading,
            self.address,
            self.number,
            self.advice,
            self.notes,
        )


def word_snapshot(
    snapshot: Snapshot, *, seal: SealWords = SealWords.NONE, design: Design = HOUSE
) -> Wording:
    """Put a snapshot into words, in the language it was issued in."""
    with translation.override(snapshot.language):
        is_light = snapshot.award.kind == AwardKind.ATTENDANCE
        opening = _("This records that") if is_light else _("This certifies that")
        if is_light:
            verb = design.attendance_words or _("has attended")
        else:
            verb = design.competence_words or _("has been assessed as competent in")
        return Wording(
            language=snapshot.language,
            is_light=is_light,
            issuer=snapshot.issuer.name,
            issuer_line=snapshot.issuer.line,
            kicker=_("Certificate of attendance") if is_light else _("Certificate of competence"),
            opening=design.opening or opening,
            name=normalize(snapshot.name),
            verb=verb,
            title=snapshot.award.title,
            dates=_dates(snapshot),
            columns=(
                Column(
                    _("What was taught") if is_light else _("What it covers"),
                    snapshot.award.covers,
                ),
                Column(
                    _("What it does not show") if is_light else _("What it does not cover"),
                    snapshot.award.excludes,
                ),
                _attended(snapshot) if is_light else _earned(snapshot),
            ),
            signatories=snapshot.signatories or design.signatories,
            register=(
                _("On the public register"),
                _("Its state can change:"),
                _("look it up before you rely on it"),
                *seal_sentences(seal),
            ),
            check_heading=_("Check it at"),
            address=urlsplit(snapshot.verify_origin).netloc + "/verify",
            number=format_number(snapshot.number),
            advice=_("The page must say the same as this paper"),
            notes=" ".join(snapshot.award.notes),
            verify_url=f"{snapshot.verify_origin}/c/{snapshot.number}",
        )


def seal_sentences(seal: SealWords) -> tuple[str, ...]:
    """What a page says of the seal of its file."""
    if seal == SealWords.SEALED:
        return (_("The file is sealed against changes"),)
    if seal == SealWords.DEVELOPMENT:
        return (_("Development seal: it proves nothing"),)
    return ()


def long_date(day: dt.date) -> str:
    """22 November 2026, kept on one line, in the active language."""
    return date_format(day, "j F Y").replace(" ", "\u00a0")


def hours_sentence(theory: Decimal | None, practical: Decimal | None) -> str:
    """ "100 hours: 42 theory, 58 practical", or an empty text where none are stated."""
    total = (theory or Decimal(0)) + (practical or Decimal(0))
    if not total:
        return ""
    amount = ngettext("%(hours)s hour", "%(hours)s hours", 1 if total == 1 else 2) % {
        "hours": _plain(total)
    }
    if theory and practical:
        return _("%(amount)s: %(theory)s theory, %(practical)s practical") % {
            "amount": amount,
            "theory": _plain(theory),
            "practical": _plain(practical),
        }
    kind = _("%(amount)s of theory") if theory else _("%(amount)s of practice")
    return kind % {"amount": amount}


def hours_rows(theory: Decimal | None, practical: Decimal | None) -> tuple[tuple[str, str], ...]:
    """(category, hours) of what is stated, and their sum."""
    stated = ((_("Theory"), theory), (_("Practice"), practical))
    rows = tuple((name, _plain(hours)) for name, hours in stated if hours)
    total = sum((hours for _name, hours in stated if hours), Decimal(0))
    return (*rows, (_("Together"), _plain(total))) if rows else ()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _dates(snapshot: Snapshot) -> str:
    issued = _("Issued %(date)s") % {"date": long_date(snapshot.issued_on)}
    if snapshot.valid_until is None:
        return f"{issued}  ·  " + _("No end date")
    until = _("Valid until %(date)s") % {"date": long_date(snapshot.valid_until)}
    return f"{issued}  ·  {until}"


def _earned(snapshot: Snapshot) -> Column:
    lines = [
        hours_sentence(snapshot.hours_theory, snapshot.hours_practical),
        *passed_sentences(snapshot),
        assessors_sentence(snapshot),
        *courses_sentences(snapshot),
    ]
    return Column(_("How it was earned"), tuple(line for line in lines if line))


def passed_sentences(snapshot: Snapshot) -> list[str]:
    """What was passed, counted; never marks."""
    exams = sum(1 for result in snapshot.results if result.kind == "exam")
    practicals = sum(1 for result in snapshot.results if result.kind == "practical")
    sentences = []
    if exams:
        words = ngettext("%(count)d exam passed", "%(count)d exams passed", exams)
        sentences.append(words % {"count": exams})
    if practicals:
        words = ngettext(
            "%(count)d practical case judged competent",
            "%(count)d practical cases judged competent",
            practicals,
        )
        sentences.append(words % {"count": practicals})
    return sentences


def assessors_sentence(snapshot: Snapshot) -> str:
    """Who judged, or an empty text where no person did."""
    if not snapshot.assessor_names:
        return ""
    return _("Assessed by %(names)s") % {"names": ", ".join(snapshot.assessor_names)}


def _attended(snapshot: Snapshot) -> Column:
    lines = [
        hours_sentence(snapshot.hours_theory, snapshot.hours_practical),
        *courses_sentences(snapshot),
        _("Attendance only: skills were not assessed"),
    ]
    return Column(_("What was attended"), tuple(line for line in lines if line))


def courses_sentences(snapshot: Snapshot) -> list[str]:
    """The courses it rests on, with version and day; a title is not said twice."""
    sentences = []
    for basis in snapshot.basis:
        if basis.course_title == snapshot.award.title:
            words = _("Course version %(version)d, completed %(date)s")
        else:
            words = _("%(course)s, version %(version)d, completed %(date)s")
        sentences.append(
            words
            % {
                "course": basis.course_title,
                "version": basis.version,
                "date": long_date(basis.completed_on),
            }
        )
    return sentences
