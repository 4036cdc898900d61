"""The register's answer as JSON: what each member means is told to whoever reads the schema."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from ninja import Field, Schema

from certificates.enums import AwardKind, CertificateState
from certificates.models.wording import verify_origin
from certificates.presentation import number_hint
from certificates.register import RegisterAnswer
from certificates.snapshot import Snapshot


class AwardOut(Schema):
    """The award in the words it was issued with."""

    title: str
    kind: AwardKind = Field(
        description="competence: skills were assessed. attendance: they were not."
    )
    version: int = Field(description="Version of the award's wording.")
    covers: list[str]
    excludes: list[str] = Field(description="What the certificate expressly does not cover.")
    notes: list[str] = Field(description="Legal notes, as printed.")


class CourseOut(Schema):
    """A completed course the certificate rests on."""

    title: str
    version: int
    completed_on: dt.date


class PersonOut(Schema):
    """Somebody who signed."""

    name: str
    role: str


class CertificateOut(Schema):
    """Every fact that stands on the paper; a paper that says more was changed."""

    name: str | None = Field(
        description="The holder as at issue; null when withheld after erasure."
    )
    name_withheld: bool
    award: AwardOut
    hours_theory: Decimal | None
    hours_practical: Decimal | None
    issued_on: dt.date
    valid_until: dt.date | None = Field(
        description="Last day of validity, inclusive; null when there is no end."
    )
    courses: list[CourseOut]
    assessors: list[str]
    signatories: list[PersonOut]
    issuer: str
    issuer_line: str
    issuer_contact: str


class EventOut(Schema):
    """Something that happened, in the order it did."""

    event: str = Field(
        description=(
            "issued, suspended, reinstated, revoked, superseded, corrected (the name), renewed "
            "or expired."
        )
    )
    at: dt.datetime
    reason: str = Field(description="The public reason of a revocation; otherwise empty.")
    reason_code: str = Field(
        description="The same for programs, in one word that no language changes; or empty."
    )
    related: str = Field(description="Number of the other certificate, or empty.")


class LinkOut(Schema):
    """Another certificate of the same chain."""

    number: str
    url: str = Field(description="Its page for people.")
    api: str = Field(description="Its answer as JSON.")


class AnswerOut(Schema):
    """What the register answers about one number at one moment."""

    found: bool
    as_at: dt.datetime = Field(description="The moment of this answer; states change.")
    number: str = Field(description="As printed; empty when not found.")
    state: CertificateState | None = Field(
        description="valid, expired, suspended, revoked or superseded; null when not found."
    )
    hint: str = Field(description="A sentence about a probable typing error, or empty.")
    url: str = Field(description="The page for people; empty when not found.")
    register_origin: str = Field(
        description="Scheme and host of the only genuine register of this issuer."
    )
    certificate: CertificateOut | None
    history: list[EventOut]
    supersedes: LinkOut | None = Field(description="The certificate this one replaced.")
    superseded_by: LinkOut | None = Field(description="The certificate that replaced this one.")


class RefusalOut(Schema):
    """Why there is no answer now."""

    detail: str


def answer_out(answer: RegisterAnswer) -> AnswerOut:
    """The JSON of an answer; an unknown and a malformed number have the same members."""
    origin = verify_origin()
    return AnswerOut(
        found=answer.is_found,
        as_at=answer.as_at,
        number=answer.number,
        state=answer.state,
        hint="" if answer.is_found else number_hint(answer.problem),
        url=_page(answer.number) if answer.is_found else "",
        register_origin=origin,
        certificate=_certificate(answer.snapshot) if answer.snapshot else None,
        history=[
            EventOut(
                event=line.kind,
                at=line.at,
                reason=line.reason,
                reason_code=line.code,
                related=line.related,
            )
            for line in answer.history
        ],
        supersedes=_link(answer.predecessor),
        superseded_by=_link(answer.successor),
    )


def _page(number: str) -> str:
    return verify_origin() + reverse("lms_certificates:verify_number", args=[number])


def _link(number: str) -> LinkOut | None:
    if not number:
        return None
    api = verify_origin() + reverse("lms_register_api:look_up", args=[number])
    return LinkOut(number=number, url=_page(number), api=api)


def _certificate(snapshot: Snapshot) -> CertificateOut:
    award = snapshot.award
    return CertificateOut(
        name=snapshot.name or None,
        name_withheld=not snapshot.name,
        award=AwardOut(
            title=award.title,
            kind=award.kind,
            version=award.version,
            covers=list(award.covers),
            excludes=list(award.excludes),
            notes=list(award.notes),
        ),
        hours_theory=snapshot.hours_theory,
        hours_practical=snapshot.hours_practical,
        issued_on=snapshot.issued_on,
        valid_until=snapshot.valid_until,
        courses=[
            CourseOut(title=row.course_title, version=row.version, completed_on=row.completed_on)
            for row in snapshot.basis
        ],
        assessors=list(snapshot.assessor_names),
        signatories=[PersonOut(name=row.name, role=row.role) for row in snapshot.signatories],
        issuer=snapshot.issuer.name,
        issuer_line=snapshot.issuer.line,
        issuer_contact=snapshot.issuer.contact,
    )
