"""Words of the register that other apps may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardKind(models.TextChoices):
    """What an award says about its holder; the two are worded differently everywhere."""

    COMPETENCE = "competence", _("Competence")
    ATTENDANCE = "attendance", _("Attendance")


class Layout(models.TextChoices):
    """How a certificate stands on its paper."""

    LANDSCAPE = "landscape", _("Landscape")
    PORTRAIT = "portrait", _("Portrait")


class Inks(models.TextChoices):
    """The ink of headings, rule and seal."""

    CLAY = "clay", _("Clay")
    PETROL = "petrol", _("Petrol")
    MOSS = "moss", _("Moss")
    OXBLOOD = "oxblood", _("Oxblood")
    GRAPHITE = "graphite", _("Graphite")


class Ornament(models.TextChoices):
    """How much stipple grows on the page."""

    FIELD = "field", _("The full stipple")
    LIGHT = "light", _("A lighter stipple")
    NONE = "none", _("White paper")


class SealStyle(models.TextChoices):
    """How strong the seal is drawn."""

    FULL = "full", _("Strong")
    LIGHT = "light", _("Fine")


class Technique(models.TextChoices):
    """What is done; certificates say what they cover by it, clients look for it."""

    HAIRLINE = "hairline", _("Hairline")
    DENSITY = "density", _("Density between hair")
    FULL_HEAD = "full_head", _("Full head, shaved look")
    SCAR = "scar", _("Scar camouflage")
    ALOPECIA = "alopecia", _("Alopecia")


class SkinCondition(models.TextChoices):
    """On what it is done."""

    ANY = "any", _("any skin and hair loss")
    PATTERN_LOSS = "pattern_loss", _("pattern hair loss")
    DIFFUSE = "diffuse", _("diffuse thinning")
    SURGICAL_SCAR = "surgical_scar", _("scars of hair transplants")
    OTHER_SCAR = "other_scar", _("scars of injury or burns")
    KELOID = "keloid", _("keloid or raised scars")
    AREATA_STABLE = "areata_stable", _("alopecia areata, stable")
    AREATA_ACTIVE = "areata_active", _("alopecia areata, active")
    TOTALIS = "totalis", _("alopecia totalis or universalis")
    OTHERS_WORK = "others_work", _("another practitioner’s work")


class ResultKind(models.TextChoices):
    """Kinds of units whose results an award may ask for; the words are those of unit kinds."""

    EXAM = "exam", _("Exam")
    PRACTICAL = "practical", _("Practical")


class HoursCategory(models.TextChoices):
    """What hours are counted as."""

    THEORY = "theory", _("Theory")
    PRACTICAL = "practical", _("Practice")
    TOTAL = "total", _("Theory and practice together")


class NeedKind(models.TextChoices):
    """What can change whether an award is earned."""

    COURSE = "course", _("A course")
    RESULT = "result", _("A result")
    HOURS = "hours", _("Hours")
    AWARD = "award", _("Another award")
    PERSON = "person", _("Age or identity")


class IdentityDocument(models.TextChoices):
    """What a member of staff looked at. Its number and a copy are never kept."""

    PASSPORT = "passport", _("passport")
    IDENTITY_CARD = "identity_card", _("national identity card")
    DRIVING_LICENSE = "driving_license", _("driving license")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit")
    OTHER = "other", _("another official document with a photo")


class ApprovalState(models.TextChoices):
    """Where a registrar's decision about an earned award stands."""

    WAITING = "waiting", _("Waiting for a registrar")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class Standing(models.TextChoices):
    """What the ledger's events fold to; stored. Expiry is not here: the clock decides it.

    The ledger notes that a certificate expired, but that moves no standing.
    """

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
    CORRECTED = "corrected", _("Name corrected")
    RENEWED = "renewed", _("Renewed")
    EXPIRED = "expired", _("Expired")


class ReasonCode(models.TextChoices):
    """Why a registrar acted; the public reads those of :data:`PUBLIC_REASONS`."""

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
    NAME_MISSPELLED = "name_misspelled", _("the name was misspelled")
    NAME_CHANGED = "name_changed", _("the holder’s name has changed")


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
    LedgerKind.CORRECTED: (ReasonCode.NAME_MISSPELLED, ReasonCode.NAME_CHANGED),
}

# A suspension is no verdict, so the public is told that it happened and when, but not why.
PUBLIC_REASONS = frozenset([LedgerKind.REVOKED])


class BlockCause(models.TextChoices):
    """What keeps an earned certificate from being issued."""

    SUSPENDED = "suspended", _("The certificate before is suspended")
    NAME_UNCONFIRMED = "name_unconfirmed", _("Name not confirmed")
    NAME_UNPRINTABLE = "name_unprintable", _("Name cannot be printed")
    PAGE_OVERFLOW = "page_overflow", _("Text does not fit the page")


class GroundKind(models.TextChoices):
    """What a certificate can rest on and be recalled by."""

    ASSESSOR = "assessor", _("Assessor")
    EXAM_VERSION = "exam_version", _("Exam version")
    PIGMENT_BATCH = "pigment_batch", _("Pigment batch")


class BulkKind(models.TextChoices):
    """What can be done to many at once."""

    ISSUE = "issue", _("Issue")
    SUSPEND = "suspend", _("Suspend")


class ItemState(models.TextChoices):
    """What came of one row of a bulk run."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    ALREADY = "already", _("Nothing to do")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Failed")


class Paper(models.TextChoices):
    """Sheets a certificate can be printed on."""

    A4 = "A4", _("A4")
    LETTER = "LETTER", _("US Letter")


class KeyPurpose(models.TextChoices):
    """What a signing key is for: each world that checks asks for its own algorithm."""

    SEAL = "seal", _("seals of PDF files (ECDSA P-256)")
    PROOF = "proof", _("proofs inside badges (Ed25519)")
    TOKEN = "token", _("badges as tokens (RSA)")


class StatusPurpose(models.TextChoices):
    """What a bit in a status list says; the words are those of the standard."""

    REVOCATION = "revocation", _("Revocation")
    SUSPENSION = "suspension", _("Suspension")


class FileVerdict(models.TextChoices):
    """What the register says about a file that somebody shows it."""

    EXACT = "exact", _("This exact file")
    REPLACED = "replaced", _("Replaced")
    ALTERED = "altered", _("Altered")
    FOREIGN = "foreign", _("Not ours")
    UNREADABLE = "unreadable", _("Cannot be read")


class FileReason(models.TextChoices):
    """Why a file is not the one that was issued, in words that anyone may read."""

    CONTENT = "content", _("Something inside it was changed after it was sealed.")
    IMAGE = "image", _("A picture in it was exchanged after it was sealed.")
    SAVED_ANEW = "saved_anew", _("Another program has saved it anew, which breaks its seal.")
    REVISED = "revised", _("A later change was added to it after it was sealed.")
    APPENDED = "appended", _("Something was appended to it after it was sealed.")
    PADDED = "padded", _("Something was hidden in the empty space of its seal.")
    BORROWED = "borrowed", _("Its seal was taken from another certificate.")
    NO_SEAL = (
        "no_seal",
        _("It names a certificate of ours, but it is not a file we issued: our seal is missing."),
    )
    NO_PROOF = "no_proof", _("Its signature is missing.")
    WRONG_KIND = "wrong_kind", _("It is signed in a way we never use.")
    OTHER_KEY = "other_key", _("It is signed with a key that is not ours.")
    BADGE_CHANGED = "badge_changed", _("Something in it was changed after it was signed.")
    PICTURE = (
        "picture",
        _("The badge in it is ours and whole, but the picture around it is not the issued one."),
    )
    CONTRADICTS = "contradicts", _("It says something else than the register.")
    UNKNOWN_SEAL = (
        "unknown_seal",
        _("It carries our signature, but the register holds no such file. Please tell us."),
    )
    TOO_LARGE = "too_large", _("It is larger than any file of ours.")
    NO_FORM = "no_form", _("It is neither a PDF file nor a badge.")
