"""The door of the certificates app: what other apps and hosts may call."""

from certificates.credentials.signer import Signer
from certificates.eligibility import Reason
from certificates.models.wording import find_missing_glyphs
from certificates.queries import (
    certificates_of,
    list_certificates_of_versions,
    list_current_wordings,
    list_scopes_covering,
    list_valid_certificates,
    list_waiting,
    verify,
)
from certificates.queries import find_number as read_number
from certificates.register import RegisterAnswer
from certificates.scope import covers as scope_covers
from certificates.services.approvals import approve, decline
from certificates.services.cards import CARD_SECONDS, read_card
from certificates.services.documents import ensure_document
from certificates.services.identity import record_identity, withdraw_identity
from certificates.services.issue import (
    IssueOutcome,
    explain_award,
    explain_renewal,
    issue_award,
    issue_for_enrollment,
    retry_blocked,
)
from certificates.services.standing import reinstate, revoke, suspend
from certificates.services.succession import reissue_with_name, renew

__all__ = [
    "CARD_SECONDS",
    "IssueOutcome",
    "Reason",
    "RegisterAnswer",
    "Signer",
    "approve",
    "certificates_of",
    "decline",
    "ensure_document",
    "explain_award",
    "explain_renewal",
    "find_missing_glyphs",
    "issue_award",
    "issue_for_enrollment",
    "list_certificates_of_versions",
    "list_current_wordings",
    "list_scopes_covering",
    "list_valid_certificates",
    "list_waiting",
    "read_card",
    "read_number",
    "record_identity",
    "reinstate",
    "reissue_with_name",
    "renew",
    "retry_blocked",
    "revoke",
    "scope_covers",
    "suspend",
    "verify",
    "withdraw_identity",
]
