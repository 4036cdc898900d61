"""Words of the register that other apps may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardKind(models.TextChoices):
    """What an award says about its holder; the two are worded differently everywhere."""

    COMPETENCE = "competence", _("Competence")
    ATTENDANCE = "attendance", _("Attendance")


class Standing(models.TextChoices):
    """What the ledger's events fold to; stored. Expiry is not here: the clock decides it."""

    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class CertificateState(models.TextChoices):
    """The register's answer on a given day: the standing and the clock together; never stored."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class LedgerKind(models.TextChoices):
    """What can happen to a certificate."""

    ISSUED = "issued", _("Issued")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("Reinstated")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class ReasonCode(models.TextChoices):
    """Why a registrar acted, in words that anyone may read on the register."""

    UNDER_EXAMINATION = "under_examination", _("a report is being examined")
    HOLDER_REQUEST = "holder_request", _("the holder asked for it")
    NO_ACTION = "no_action", _("the examination found nothing against the holder")
    CONDITIONS_MET = "conditions_met", _("the holder has met the conditions set")
    SUSPENDED_IN_ERROR = "suspended_in_error", _("it had been suspended in error")
    NOT_OWN_WORK = "not_own_work", _("the evidence was not the holder’s own work")
    DECEPTION = "deception", _("it was obtained by deception")
    UNSAFE_PRACTICE = "unsafe_practice", _("unsafe practice was found")
    ASSESSMENT_ERROR = "assessment_error", _("the assessment was not valid")
    ISSUED_IN_ERROR = "issued_in_error", _("it was issued in error")


REASONS_FOR: dict[LedgerKind, tuple[ReasonCode, ...]] = {
    LedgerKind.SUSPENDED: (ReasonCode.UNDER_EXAMINATION, ReasonCode.HOLDER_REQUEST),
    LedgerKind.REINSTATED: (
        ReasonCode.NO_ACTION,
        ReasonCode.CONDITIONS_MET,
        ReasonCode.SUSPENDED_IN_ERROR,
        ReasonCode.HOLDER_REQUEST,
    ),
    LedgerKind.REVOKED: (
        ReasonCode.NOT_OWN_WORK,
        ReasonCode.DECEPTION,
        ReasonCode.UNSAFE_PRACTICE,
        ReasonCode.ASSESSMENT_ERROR,
        ReasonCode.ISSUED_IN_ERROR,
        ReasonCode.HOLDER_REQUEST,
    ),
}


class BlockCause(models.TextChoices):
    """What keeps an earned certificate from being issued."""

    NAME_UNCONFIRMED = "name_unconfirmed", _("Name not confirmed")
    NAME_UNPRINTABLE = "name_unprintable", _("Name cannot be printed")
    PAGE_OVERFLOW = "page_overflow", _("Text does not fit the page")


class Paper(models.TextChoices):
    """Sheets a certificate can be printed on, landscape."""

    A4 = "A4", _("A4")
    LETTER = "LETTER", _("US Letter")


class KeyPurpose(models.TextChoices):
    """What a signing key is for: each world that checks asks for its own algorithm."""

    SEAL = "seal", _("seals of PDF files (ECDSA P-256)")
    PROOF = "proof", _("proofs inside badges (Ed25519)")
    TOKEN = "token", _("badges as tokens (RSA)")
