from certificates.models.award_versions import AwardNeed, AwardVersion
from certificates.models.awards import Award, AwardScope, AwardSignatory
from certificates.models.bulk import BulkItem, BulkRun
from certificates.models.catch_up import CatchUp
from certificates.models.concerns import Concern
from certificates.models.decisions import Approval, IdentityCheck
from certificates.models.design_versions import DesignVersion
from certificates.models.designs import CertificateDesign, DesignSignatory
from certificates.models.grounds import CertificateGround
from certificates.models.keys import IssuerKey
from certificates.models.register import (
    BlockedIssue,
    Certificate,
    CertificateDocument,
    LedgerEvent,
)
from certificates.models.reminders import ExpiryReminder, ReminderOptOut
from certificates.models.reviews import ResultReview
from certificates.models.status import StatusEntry

__all__ = [
    "Approval",
    "Award",
    "AwardNeed",
    "AwardScope",
    "AwardSignatory",
    "AwardVersion",
    "BlockedIssue",
    "BulkItem",
    "BulkRun",
    "CatchUp",
    "Certificate",
    "CertificateDesign",
    "CertificateDocument",
    "CertificateGround",
    "Concern",
    "DesignSignatory",
    "DesignVersion",
    "ExpiryReminder",
    "IdentityCheck",
    "IssuerKey",
    "LedgerEvent",
    "ReminderOptOut",
    "ResultReview",
    "StatusEntry",
]
