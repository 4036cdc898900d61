"""Which columns of the register hold data about people, and for how long they are kept.

The register has to answer about a number after a person is erased: state and award stay, the name
is emptied. The snapshot holds only a salted hash of it, the ledger only the hash of a note, so
the digests stay whole. Drawn documents hold the name: their files are deleted, their hashes stay.
"""

from typing import Any

PERSONAL_DATA: dict[str, dict[str, str]] = {
    "Certificate": {
        "user": "whose it is; for good, as an account without personal data once erased",
        "enrollment": "what it rests on; for good",
        "name": "as it was printed, shown on the register; until erased, then withheld",
        "name_check": "a salted hash that confirms an erased name to who knows it; for good",
        "snapshot": "results without marks in public, a salted hash of the name; for good",
    },
    "LedgerEvent": {
        "actor": "the registrar who acted; for good, as an account without personal data",
        "note": "what the registrar knew, never public; until erased",
    },
    "CertificateDocument": {
        "file": "the page with the name; until erased",
        "addressee": "the board a transcript was made for; for good",
    },
    "Concern": {
        "certificate": "whom the report is about; for good",
        "number": "as typed by whoever reported; for good",
        "text": "what somebody saw, may name people; for good, as evidence",
        "contact": "where an answer goes; until the concern is closed",
        "handled_by": "the registrar who acted; for good, as an account without personal data",
        "note": "what the registrar did, never public; for good",
    },
    "ResultReview": {
        "certificate": "whose certificate; for good",
        "before_outcome": "whether the person had passed; for good, as evidence",
        "before_score": "how well the person had done; for good, as evidence",
        "after_outcome": "whether the person passes now; for good, as evidence",
        "after_score": "how well the person does now; for good, as evidence",
        "handled_by": "the registrar who decided; for good, as an account without personal data",
        "note": "what the registrar decided, never public; until erased",
    },
    "BlockedIssue": {
        "user": "whose it is; until issued or erased",
        "enrollment": "what it rests on; until issued or erased",
        "message": "may repeat letters of the name; until issued or erased",
        "characters": "letters of the name that cannot be printed; until issued or erased",
        "decision": "what the person has met; until issued or erased",
    },
    "CertificateGround": {
        "value": "may be the account of the assessor; for good, to recall what rests on it",
    },
    "ExpiryReminder": {
        "certificate": "whose holder was reminded; until erased",
        "claimed_at": "when; until erased",
        "sent_at": "when; until erased",
    },
    "ReminderOptOut": {
        "user": "who does not want reminders; until changed or erased",
        "at": "since when; until changed or erased",
    },
    "BulkRun": {
        "actor": "the registrar who asked for it; for good, as an account without personal data",
        "note": "what the registrar knew, never public; for good",
    },
    "BulkItem": {
        "text": "the address or user name in an uploaded list; until erased",
        "user": "whom the row is about; for good, as an account without personal data",
        "certificate": "what came of it; for good",
        "message": "why nothing was issued; until erased",
    },
    "Approval": {
        "user": "whose it is; for good, as an account without personal data once erased",
        "enrollment": "what it rests on; for good",
        "asked": "what the person had met, names who checked it; until erased",
        "decided": "what the person had met when it was approved; until erased",
        "decided_by": "the registrar who decided; for good, as an account without personal data",
        "reason": "why it was declined, read by who earned it; until erased",
        "certificate": "what was issued; for good",
    },
    "IdentityCheck": {
        "user": "whose identity was checked; until erased",
        "document": "the kind of document that was seen, never its number; until erased",
        "age": "an age reached on that day, never a date of birth; until erased",
        "checked_by": "the member of staff who saw it; until erased",
        "checked_at": "when it was seen; until erased",
        "withdrawn_at": "when the check was taken back; until erased",
        "withdrawn_by": "the member of staff who took it back; until erased",
    },
    "AwardSignatory": {
        "name": "a colleague's name, printed and public; while the award is offered",
        "role": "a colleague's role, printed and public; while the award is offered",
    },
    "DesignSignatory": {
        "name": "a colleague's name, printed and public; while the design is used",
        "role": "a colleague's role, printed and public; while the design is used",
    },
    "DesignVersion": {
        "payload": "holds the signatories' names and roles as printed; for good",
    },
    "AwardVersion": {
        "payload": "holds the signatories' names and roles as printed; for good",
    },
}
NOT_PERSONAL: dict[str, frozenset[str]] = {
    "Award": frozenset(
        [
            "key",
            "title",
            "slug",
            "kind",
            "covers",
            "excludes",
            "requirement_tree",
            "renewal_tree",
            "approval_required",
            "hours_theory",
            "hours_practical",
            "validity_months",
            "issuer_line",
            "notes",
            "design",
        ]
    ),
    "CertificateDesign": frozenset(
        [
            "title",
            "layout",
            "inks",
            "ornament",
            "seal",
            "logo",
            "opening",
            "competence_words",
            "attendance_words",
        ]
    ),
    "DesignSignatory": frozenset(["design"]),
    "DesignVersion": frozenset(["design", "number", "digest", "created_at"]),
    "Approval": frozenset(["award", "state", "asked_at", "decided_at"]),
    "AwardNeed": frozenset(["version", "kind", "key"]),
    "AwardScope": frozenset(["award", "is_covered", "technique", "condition", "words"]),
    "AwardSignatory": frozenset(["award"]),
    "AwardVersion": frozenset(["award", "number", "digest", "created_at"]),
    "Certificate": frozenset(
        [
            "number",
            "award",
            "version",
            "title",
            "kind",
            "digest",
            "issued_at",
            "issued_on",
            "valid_until",
            "standing",
            "head",
            "supersedes",
        ]
    ),
    "LedgerEvent": frozenset(
        [
            "certificate",
            "sequence",
            "kind",
            "at",
            "reason",
            "note_digest",
            "related",
            "previous",
            "digest",
        ]
    ),
    "CertificateDocument": frozenset(
        ["certificate", "form", "paper", "sha256", "size", "rendered_at", "key", "seal_digest"]
    ),
    "IssuerKey": frozenset(
        ["purpose", "key_id", "public", "is_development", "created_at", "retired_at"]
    ),
    "CatchUp": frozenset(["begun_at", "last_result"]),
    "StatusEntry": frozenset(["certificate", "revocation", "suspension"]),
    "Concern": frozenset(["created_at", "handled_at"]),
    "ResultReview": frozenset(["changed_at", "handled_at", "sequence", "source", "unit_title"]),
    "BlockedIssue": frozenset(["award", "cause", "created_at", "resolved_at"]),
    "CertificateGround": frozenset(["certificate", "kind", "label"]),
    "ExpiryReminder": frozenset(["days"]),
    "ReminderOptOut": frozenset(),
    "BulkRun": frozenset(
        [
            "kind",
            "is_dry_run",
            "rehearsal",
            "title",
            "award",
            "reason",
            "total",
            "created_at",
            "seen_at",
            "finished_at",
        ]
    ),
    "BulkItem": frozenset(["run", "position", "state", "done_at"]),
}
# how each model leads to the person it is about; the others are about colleagues, by name, or hold
# what somebody else said in confidence
SUBJECTS = {
    "Certificate": "user",
    "LedgerEvent": "certificate__user",
    "CertificateDocument": "certificate__user",
    "BlockedIssue": "user",
    "CertificateGround": "certificate__user",
    "ResultReview": "certificate__user",
    "ExpiryReminder": "certificate__user",
    "ReminderOptOut": "user",
    "BulkItem": "user",
    "Approval": "user",
    "IdentityCheck": "user",
}
EMPTIED: dict[str, dict[str, Any]] = {
    "LedgerEvent": {"note": ""},
    "ResultReview": {"note": ""},
    "BulkItem": {"text": "", "message": ""},
    "Approval": {"asked": {}, "decided": {}, "reason": ""},
}
DELETED = frozenset(["BlockedIssue", "ExpiryReminder", "IdentityCheck", "ReminderOptOut"])
# columns every row or every draft has: keys, order, and Wagtail's publishing state
HOUSEKEEPING = frozenset(
    [
        "id",
        "sort_order",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    ]
)
