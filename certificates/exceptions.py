"""What the register refuses, in sentences."""

from django.core.exceptions import ImproperlyConfigured

from lms.core.exceptions import LmsError


class CertificateError(LmsError):
    """Base of this app's refusals."""


class StepRefused(CertificateError):
    """A registrar's action that the certificate's standing does not allow."""


class ReasonRefused(CertificateError):
    """A reason code that does not belong to the action."""


class ApprovalRefused(CertificateError):
    """An approval of something that is not earned any more, or cannot be printed."""


class IdentityRefused(CertificateError):
    """A check of somebody's identity that cannot be recorded like this."""


class NameWithheld(CertificateError):
    """A file or badge of a certificate whose holder's name was erased."""


class NameRefused(CertificateError):
    """A name that cannot be put on a certificate."""


class RowsRefused(CertificateError):
    """An uploaded list that cannot be read as one."""


class HistoryIsFixed(TypeError):
    """Code tried to change or delete what was issued: a mistake of ours, not of a person."""


class KeyRefused(ImproperlyConfigured):
    """A signing key that cannot be used as it is configured."""


class TooManyTranscripts(ValueError):
    """One certificate has as many files as are kept of it; the message is for its holder."""


class SigningFailed(RuntimeError):
    """Somebody else's service that signs, or says when, does not answer: ask again later."""


class TimestampFailed(SigningFailed):
    """A timestamp server that gave no token; the seal waits until it does."""
