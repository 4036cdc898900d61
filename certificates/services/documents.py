"""Documents are drawn once, stored with their hash, and handed out from there."""

import datetime as dt
import hashlib
import logging
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from certificates.documents.wording import SealWords, word_snapshot
from certificates.enums import Paper
from certificates.exceptions import NameWithheld
from certificates.models import Certificate, CertificateDocument, IssuerKey
from certificates.models.designs import design_of
from certificates.models.register import private_storage
from certificates.models.wording import site_faces
from lms.core import clock
from lms.core.conf import lms_settings

if TYPE_CHECKING:
    from certificates.documents.seal import SealKey

logger = logging.getLogger("certificates.documents")


def site_paper() -> Paper:
    """The paper certificates are drawn on when they are issued."""
    return Paper(lms_settings.LMS_CERTIFICATE_PAPER)


def ensure_document(certificate: Certificate, *, paper: str | None = None) -> CertificateDocument:
    """Return the certificate's PDF, drawing, sealing and storing it if that has not happened yet.

    Safe against its twin: one row is kept. Files from before there were seals stay as they are.
    Raises MissingGlyphs or PageOverflow if the site's fonts have changed since it was issued,
    KeyRefused if the configured key cannot seal, and NameWithheld once the name was erased.
    """
    _refuse_withheld(certificate)
    paper = Paper(paper or site_paper())
    wanted = {"certificate": certificate, "form": "certificate", "paper": paper}
    found = CertificateDocument.objects.filter(**wanted).first()
    if found and found.file.storage.exists(str(found.file.name)):
        return found
    if found:
        return _restore(found)
    # cryptography is loaded by the processes that seal, not by every page view
    from certificates.services.keys import current_seal

    row, key = current_seal()
    now = clock.now().replace(microsecond=0)
    data = _draw_sealed(certificate, paper=paper, row=row, key=key, at=now)
    document = CertificateDocument(
        **wanted,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rendered_at=now,
        key=row,
        seal_digest=_sealed_digest(data),
    )
    document.file.save(_file_name(certificate, paper), ContentFile(data), save=False)
    try:
        with transaction.atomic():
            # whoever erases the name holds the row too, and finds every file that was kept before
            _refuse_withheld(Certificate.objects.select_for_update().get(pk=certificate.pk))
            document.save()
    except IntegrityError:
        document.file.storage.delete(str(document.file.name))
        return CertificateDocument.objects.get(**wanted)
    except NameWithheld:
        document.file.storage.delete(str(document.file.name))
        raise
    return document


def _refuse_withheld(certificate: Certificate) -> None:
    if not certificate.name:
        raise NameWithheld(_("The name of this certificate was erased, and its files with it."))


def _restore(document: CertificateDocument) -> CertificateDocument:
    """Put a lost file back; only the very bytes that were issued will do."""
    data = _redraw(document)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        raise FileNotFoundError(
            f"{document} is lost and today's software or keys would draw it differently; "
            "restore the private storage from a backup."
        )
    private_storage().save(document.file.name, ContentFile(data))
    return document


def _redraw(document: CertificateDocument) -> bytes | None:
    """The document again; None where the key that sealed it signs no more."""
    if document.key is None:
        return _draw(document.certificate, paper=document.paper, seal=SealWords.NONE)
    from certificates.services.keys import current_seal

    row, key = current_seal()
    if row != document.key:
        return None
    return _draw_sealed(
        document.certificate, paper=document.paper, row=row, key=key, at=document.rendered_at
    )


def _draw_sealed(
    certificate: Certificate, *, paper: str, row: IssuerKey, key: "SealKey", at: dt.datetime
) -> bytes:
    from certificates.documents.seal import seal

    words = SealWords.DEVELOPMENT if row.is_development else SealWords.SEALED
    return seal(_draw(certificate, paper=paper, seal=words, at=at), key)


def _sealed_digest(data: bytes) -> str:
    from certificates.documents.seal_check import find_seal

    found = find_seal(data)
    return found.signed_digest if found else ""


def _draw(
    certificate: Certificate, *, paper: str, seal: SealWords, at: dt.datetime | None = None
) -> bytes:
    # typesetting libraries are loaded by the processes that draw, not by every page view
    from certificates.documents.page import render_certificate

    design = design_of(certificate.version)
    words = word_snapshot(certificate.facts, seal=seal, design=design)
    return render_certificate(words, site_faces(), paper, design=design, sealed_at=at)


def _file_name(certificate: Certificate, paper: str) -> str:
    return f"{certificate.printed_number}-{paper}.pdf".lower()


def draw_quietly(certificate_id: int) -> None:
    """Draw after issue; a failure is logged and made good by the first download."""
    try:
        ensure_document(Certificate.objects.get(pk=certificate_id))
    except NameWithheld:
        return
    except Exception:
        logger.exception("certificate %s has no document yet", certificate_id)
