"""How the register's answer looks and reads: words first, then icon and color. Pure."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.documents.wording import (
    courses_sentences,
    hours_sentence,
    long_date,
    passed_sentences,
)
from certificates.enums import ApprovalState, AwardKind, CertificateState, LedgerKind
from certificates.numbers import Problem, format_number
from certificates.register import RegisterAnswer
from certificates.requirement_words import Line, outline_of, sentence_of
from certificates.requirements import NameConfirmed, from_json
from certificates.snapshot import Signatory, Snapshot


@dataclass(frozen=True)
class Look:
    """``css`` and ``seal`` name the panel's color and mark, ``tone`` the short state's."""

    css: str
    seal: str
    tone: str
    icon: str
    word: str
    sentence: str
    advice: str = ""
    advice_tone: str = "caution"


@dataclass(frozen=True)
class Fact:
    """One line to compare with the paper; ``lines`` has one entry or several."""

    label: str
    lines: tuple[str, ...]
    aside: str = ""
    css: str = ""


def look_of(answer: RegisterAnswer) -> Look:
    """Present an answer of the register."""
    if answer.state is None or answer.snapshot is None:
        return Look(
            "none",
            "none",
            "none",
            "none",
            _("Not found"),
            _("We hold no certificate with the number you gave."),
        )
    return {
        CertificateState.VALID: _valid,
        CertificateState.EXPIRED: _expired,
        CertificateState.SUSPENDED: _suspended,
        CertificateState.REVOKED: _revoked,
        CertificateState.SUPERSEDED: _superseded,
    }[answer.state](answer.snapshot)


def _valid(snapshot: Snapshot) -> Look:
    is_attendance = snapshot.award.kind == AwardKind.ATTENDANCE
    advice = ""
    if snapshot.valid_until is None:
        sentence = (
            _("Attended: %(award)s. In force without an end date.")
            if is_attendance
            else _("%(award)s, in force without an end date.")
        )
    else:
        sentence = (
            _("Attended: %(award)s. In force until %(date)s.")
            if is_attendance
            else _("%(award)s, in force until %(date)s.")
        )
    if is_attendance:
        advice = _(
            "This certificate says that the holder attended. Skills were not assessed, so it does "
            "not show that somebody is competent."
        )
    return Look("ok", "ok", "ok", "ok", _("Valid"), sentence % _values(snapshot), advice)


def _expired(snapshot: Snapshot) -> Look:
    return Look(
        "warn",
        "warn",
        "warn",
        "warn",
        _("Expired"),
        _("This certificate was real. It ended on %(date)s.") % _values(snapshot),
        _(
            "The holder met the standard when it was issued, and has not shown current skills "
            "under this certificate since. Ask for a newer one before you book."
        ),
    )


def _suspended(snapshot: Snapshot) -> Look:
    return Look(
        "held",
        "pause",
        "warn",
        "pause",
        _("Suspended"),
        _("The academy has taken this certificate out of force for now. Do not rely on it."),
        _(
            "A suspension is not a verdict: it can be lifted, or the certificate can be revoked. "
            "Look again before you book."
        ),
    )


def _revoked(snapshot: Snapshot) -> Look:
    return Look(
        "stop",
        "stop",
        "stop",
        "stop",
        _("Revoked"),
        _("The academy has withdrawn this certificate. Do not rely on it."),
        _("If somebody shows you this certificate as proof today, tell us."),
        "danger",
    )


def _superseded(snapshot: Snapshot) -> Look:
    return Look(
        "moved",
        "next",
        "none",
        "next",
        _("Superseded"),
        _("This certificate has been replaced by a newer one."),
        _("Ask the holder for the new certificate, and compare that one line by line."),
    )


def _values(snapshot: Snapshot) -> dict[str, str]:
    until = long_date(snapshot.valid_until) if snapshot.valid_until else ""
    return {"award": snapshot.award.title, "date": until}


def short_state(state: CertificateState, snapshot: Snapshot) -> str:
    """The state in a few words for a card: "Valid until 14 June 2028"."""
    values = _values(snapshot)
    if state == CertificateState.VALID and snapshot.valid_until:
        return _("Valid until %(date)s") % values
    if state == CertificateState.EXPIRED:
        return _("Expired on %(date)s") % values
    return str(state.label)


def kind_sentence(snapshot: Snapshot) -> str:
    """What kind of certificate it is, in a sentence."""
    if snapshot.award.kind == AwardKind.ATTENDANCE:
        return _("Attendance; skills were not assessed")
    return _("Competence, assessed")


def limits_word(kind: str) -> str:
    """What stands before the limits of an award."""
    return _("Does not show") if kind == AwardKind.ATTENDANCE else _("Does not cover")


def facts_of(answer: RegisterAnswer) -> tuple[Fact, ...]:
    """Every fact that stands on the paper, in its order, in the same words."""
    snapshot = answer.snapshot
    if snapshot is None:
        return ()
    is_attendance = snapshot.award.kind == AwardKind.ATTENDANCE
    last_day = {
        CertificateState.VALID: _("Valid until"),
        CertificateState.SUSPENDED: _("Last day, if reinstated"),
    }.get(answer.state, _("Was valid until"))  # type: ignore[arg-type]
    assessors = () if is_attendance else (", ".join(snapshot.assessor_names),)
    name = snapshot.name or _("Withheld at the holder’s request")
    until = long_date(snapshot.valid_until) if snapshot.valid_until else _("No end date")
    facts = [
        Fact(_("Name"), (name,), css="who"),
        Fact(_("Award"), (snapshot.award.title,), aside=kind_sentence(snapshot)),
        Fact(_("What was taught") if is_attendance else _("Covers"), snapshot.award.covers),
        Fact(limits_word(snapshot.award.kind), snapshot.award.excludes),
        Fact(_("Training"), (hours_sentence(snapshot.hours_theory, snapshot.hours_practical),)),
        Fact(_("Issued"), (long_date(snapshot.issued_on),)),
        Fact(last_day, (until,)),
        Fact(_("What was checked"), checked_sentences(snapshot)),
        Fact(_("Assessed by"), assessors),
        Fact(
            _("Signed by"),
            tuple(
                f"{person.name}, {person.role}" if person.role else person.name
                for person in snapshot.signatories
            ),
        ),
        Fact(
            _("Issued by"),
            (", ".join(filter(None, (snapshot.issuer.name, snapshot.issuer.line))),),
        ),
        Fact(_("Legal note"), snapshot.award.notes),
        Fact(_("Number"), (answer.number,), css="mono"),
    ]
    return tuple(fact for fact in facts if any(fact.lines))


def checked_sentences(snapshot: Snapshot) -> tuple[str, ...]:
    """What the academy checked before it issued this, and how."""
    if snapshot.award.kind == AwardKind.ATTENDANCE:
        return (*courses_sentences(snapshot), _("Attendance only: skills were not assessed"))
    automatic = all(result.judged_by == "automatic" for result in snapshot.results)
    passed = passed_sentences(snapshot)
    if passed and automatic:
        passed[-1] = _("%(passed)s, graded by the academy’s system") % {"passed": passed[-1]}
    return (*courses_sentences(snapshot), *passed)


def history_tone(kind: str) -> str:
    """The mark of the last event in a history."""
    if kind == LedgerKind.REVOKED:
        return "last"
    warns = {
        LedgerKind.SUSPENDED,
        LedgerKind.SUPERSEDED,
        LedgerKind.RENEWED,
        LedgerKind.EXPIRED,
    }
    return "last w" if kind in warns else ""


def number_hint(problem: Problem) -> str:
    """What is probably wrong with typed text that is no number."""
    if problem == Problem.CHECK:
        return _(
            "One character is probably mistyped: the last character is there to catch that, and it "
            "does not fit the others."
        )
    if problem == Problem.SHAPE:
        return _(
            "A number has 13 characters after SMP, for example SMP-7K3M-9QXW-4T2H-R. This one has "
            "more or fewer, or letters that we do not use."
        )
    return ""


@dataclass(frozen=True)
class AwardScope:
    """What an award says before anybody has earned it: on the course page and in previews."""

    title: str
    kicker: str
    heading: str
    statement: str
    covers_heading: str
    covers: tuple[str, ...]
    excludes_heading: str
    excludes: tuple[str, ...]
    summary: str
    notes: tuple[str, ...]
    requirements: Line
    renewal: Line
    approval: str
    signatories: tuple[Signatory, ...]


def describe_award(payload: dict[str, Any]) -> AwardScope:
    """Present an award's payload."""
    is_attendance = payload["kind"] == AwardKind.ATTENDANCE
    values = {"issuer": payload["issuer"]["name"], "term": _term(payload["validity_months"])}
    if is_attendance:
        kicker = _("Certificate of attendance")
        heading = _("What the certificate says, and what it does not")
        statement = _("Says that its holder has attended. Skills are not assessed.")
        summary = _("A certificate of attendance of %(issuer)s, %(term)s.")
    else:
        kicker = _("Certificate of competence")
        heading = _("What the certificate covers, and what it does not")
        statement = _("Says that its holder has been assessed as competent.")
        summary = _("A competence award of %(issuer)s, %(term)s.")
    return AwardScope(
        title=payload["title"],
        kicker=kicker,
        heading=heading,
        statement=statement,
        covers_heading=_("What is taught") if is_attendance else _("It covers"),
        covers=tuple(payload["covers"]),
        excludes_heading=_("It does not show") if is_attendance else _("It does not cover"),
        excludes=tuple(payload["excludes"]),
        summary=summary % values,
        notes=tuple(payload["notes"]),
        requirements=_outline(payload["requirements"]),
        renewal=_outline(payload.get("renewal") or payload["requirements"]),
        approval=(
            _("A registrar of %(issuer)s approves each certificate before it is issued.") % values
            if payload.get("approval_required")
            else ""
        ),
        signatories=tuple(Signatory(**row) for row in payload["signatories"]),
    )


def waiting_words(state: str, reason: str) -> str:
    """What a registrar's decision about an earned award means for who earned it."""
    if state == ApprovalState.DECLINED:
        return _("You have earned it, but a registrar did not approve it: %(why)s") % {
            "why": reason
        }
    if state == ApprovalState.WAITING:
        return _("You have earned it. A registrar looks at it before it is issued.")
    return ""


def _outline(tree: Any) -> Line:
    """What a tree asks for, and the name, which is always asked for."""
    line = outline_of(from_json(tree))
    return replace(line, parts=(*line.parts, Line(sentence_of(NameConfirmed()))))


def _term(months: int | None) -> str:
    if months is None:
        return _("valid without an end date")
    if months % 12 == 0:
        years = months // 12
        return ngettext("valid for %(n)d year", "valid for %(n)d years", years) % {"n": years}
    return ngettext("valid for %(n)d month", "valid for %(n)d months", months) % {"n": months}


def public_url(snapshot: Snapshot) -> str:
    """The address to share: the register's page about the certificate."""
    return f"{snapshot.verify_origin}/verify/{format_number(snapshot.number)}/"


def linkedin_url(snapshot: Snapshot) -> str:
    """The form of LinkedIn that adds a certificate to a profile, filled in."""
    fields: dict[str, Any] = {
        "startTask": "CERTIFICATION_NAME",
        "name": snapshot.award.title,
        "organizationName": snapshot.issuer.name,
        "issueYear": snapshot.issued_on.year,
        "issueMonth": snapshot.issued_on.month,
        "certId": format_number(snapshot.number),
        "certUrl": public_url(snapshot),
    }
    if snapshot.valid_until:
        fields["expirationYear"] = snapshot.valid_until.year
        fields["expirationMonth"] = snapshot.valid_until.month
    return "https://www.linkedin.com/profile/add?" + urlencode(fields)
