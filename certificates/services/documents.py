"""Documents are drawn once, stored with their hash, and handed out from there."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from certificates.documents.wording import word_snapshot
from certificates.enums import Paper
from certificates.models import Certificate, CertificateDocument
from certificates.models.register import private_storage
from certificates.models.wording import site_faces
from lms.core import clock
from lms.core.conf import lms_settings

logger = logging.getLogger("certificates.documents")


def site_paper() -> Paper:
    """The paper certificates are drawn on when they are issued."""
    return Paper(lms_settings.LMS_CERTIFICATE_PAPER)


def ensure_document(certificate: Certificate, *, paper: str | None = None) -> CertificateDocument:
    """Return the certificate's PDF, drawing and storing it if that has not happened yet.

    Safe against its twin: the same snapshot gives the same bytes, and one row is kept. Raises
    MissingGlyphs or PageOverflow if the site's fonts have changed since it was issued.
    """
    paper = Paper(paper or site_paper())
    wanted = {"certificate": certificate, "form": "certificate", "paper": paper}
    found = CertificateDocument.objects.filter(**wanted).first()
    if found and found.file.storage.exists(str(found.file.name)):
        return found
    data = draw_certificate(certificate, paper=paper)
    if found:
        return _restore(found, data)
    document = CertificateDocument(
        **wanted,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rendered_at=clock.now(),
    )
    document.file.save(_file_name(certificate, paper), ContentFile(data), save=False)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        document.file.storage.delete(str(document.file.name))
        return CertificateDocument.objects.get(**wanted)
    return document


def _restore(document: CertificateDocument, data: bytes) -> CertificateDocument:
    """Put a lost file back; only the very bytes that were issued will do."""
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise FileNotFoundError(
            f"{document} is lost and today's software would draw it differently; "
            "restore the private storage from a backup."
        )
    private_storage().save(document.file.name, ContentFile(data))
    return document


def draw_certificate(certificate: Certificate, *, paper: str) -> bytes:
    """The certificate's page as PDF bytes."""
    # typesetting libraries are loaded by the processes that draw, not by every page view
    from certificates.documents.page import render_certificate

    return render_certificate(word_snapshot(certificate.facts), site_faces(), paper)


def _file_name(certificate: Certificate, paper: str) -> str:
    return f"{certificate.printed_number}-{paper}.pdf".lower()


def draw_quietly(certificate_id: int) -> None:
    """Draw after issue; a failure is logged and made good by the first download."""
    try:
        ensure_document(Certificate.objects.get(pk=certificate_id))
    except Exception:
        logger.exception("certificate %s has no document yet", certificate_id)
