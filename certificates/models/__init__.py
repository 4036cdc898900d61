from certificates.models.awards import Award, AwardRequirement, AwardSignatory, AwardVersion
from certificates.models.concerns import Concern
from certificates.models.keys import IssuerKey
from certificates.models.register import (
    BlockedIssue,
    Certificate,
    CertificateDocument,
    LedgerEvent,
)
from certificates.models.status import StatusEntry

__all__ = [
    "Award",
    "AwardRequirement",
    "AwardSignatory",
    "AwardVersion",
    "BlockedIssue",
    "Certificate",
    "CertificateDocument",
    "Concern",
    "IssuerKey",
    "LedgerEvent",
    "StatusEntry",
]
