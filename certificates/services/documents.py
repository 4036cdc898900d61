"""Documents are drawn once, stored with their hash, and handed out from there."""

import datetime as dt
import hashlib
import logging
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.documents.wording import SealWords, word_snapshot
from certificates.enums import Paper
from certificates.exceptions import NameWithheld, TooManyTranscripts
from certificates.models import Certificate, CertificateDocument
from certificates.models.design_versions import design_of
from certificates.models.register import private_storage
from certificates.models.wording import site_faces
from lms.core import clock
from lms.core.conf import lms_settings
from lms.core.sanitize import clean_text

if TYPE_CHECKING:
    from certificates.documents.seal import SealKey

logger = logging.getLogger("certificates.documents")
_TRANSCRIPT = "transcript-"
# files of one certificate; whoever needs more can send one to several boards
_MOST_FILES = 24


def site_paper() -> Paper:
    """The paper certificates are drawn on when they are issued."""
    return Paper(lms_settings.LMS_CERTIFICATE_PAPER)


def ensure_transcript(
    certificate: Certificate, *, addressee: str = "", paper: str | None = None
) -> CertificateDocument:
    """Return the transcript for ``addressee``, made once for each; empty is for everybody.

    Raises TooManyTranscripts, and what :func:`ensure_document` raises.
    """
    addressee = clean_text(addressee)[:200]
    name = hashlib.sha256(addressee.encode()).hexdigest()[:13]
    return _ensure(certificate, form=f"{_TRANSCRIPT}{name}", paper=paper, addressee=addressee)


def ensure_document(certificate: Certificate, *, paper: str | None = None) -> CertificateDocument:
    """Return the certificate's PDF, drawing, sealing and storing it if that has not happened yet.

    Safe against its twin: one row is kept. Files from before there were seals stay as they are.
    Raises MissingGlyphs or PageOverflow if the site's fonts have changed since it was issued,
    KeyRefused if the configured key cannot seal, and NameWithheld once the name was erased.
    """
    return _ensure(certificate, form="certificate", paper=paper)


def _ensure(
    certificate: Certificate, *, form: str, paper: str | None, addressee: str = ""
) -> CertificateDocument:
    _refuse_withheld(certificate)
    paper = Paper(paper or site_paper())
    wanted = {"certificate": certificate, "form": form, "paper": paper}
    found = CertificateDocument.objects.filter(**wanted).first()
    if found and found.file.storage.exists(str(found.file.name)):
        return found
    if found:
        return _restore(found)
    # cryptography is loaded by the processes that seal, not by every page view
    from certificates.services.keys import current_seal

    if form.startswith(_TRANSCRIPT) and certificate.documents.count() >= _MOST_FILES:
        raise TooManyTranscripts(
            _("There are %(count)d files of this certificate already. Use one of them.")
            % {"count": _MOST_FILES}
        )
    row, key = current_seal()
    now = clock.now().replace(microsecond=0)
    document = CertificateDocument(**wanted, addressee=addressee, rendered_at=now, key=row)
    data = _draw_sealed(document, key=key)
    document.sha256 = hashlib.sha256(data).hexdigest()
    document.size = len(data)
    document.seal_digest = _sealed_digest(data)
    document.file.save(_file_name(document), ContentFile(data), save=False)
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
        return _draw(document, seal=SealWords.NONE, at=None, room=0)
    from certificates.services.keys import current_seal

    row, key = current_seal()
    return _draw_sealed(document, key=key) if row == document.key else None


def _draw_sealed(document: CertificateDocument, *, key: "SealKey") -> bytes:
    from certificates.documents.seal import seal

    is_development = document.key is not None and document.key.is_development
    words = SealWords.DEVELOPMENT if is_development else SealWords.SEALED
    drawn = _draw(document, seal=words, at=document.rendered_at, room=key.room)
    return seal(drawn, key)


def _sealed_digest(data: bytes) -> str:
    from certificates.documents.seal_check import find_seal

    found = find_seal(data)
    return found.signed_digest if found else ""


def _draw(
    document: CertificateDocument, *, seal: SealWords, at: dt.datetime | None, room: int
) -> bytes:
    # typesetting libraries are loaded by the processes that draw, not by every page view
    from certificates.documents.page import render_certificate
    from certificates.documents.transcript import render_transcript, word_transcript

    facts, paper = document.certificate.facts, document.paper
    design = design_of(document.certificate.version)
    if document.form.startswith(_TRANSCRIPT):
        made_on = document.rendered_at.astimezone(timezone.get_default_timezone()).date()
        transcript = word_transcript(facts, addressee=document.addressee, on=made_on, seal=seal)
        return render_transcript(
            transcript, site_faces(), paper, design=design, sealed_at=at, room=room
        )
    words = word_snapshot(facts, seal=seal, design=design)
    return render_certificate(words, site_faces(), paper, design=design, sealed_at=at, room=room)


def _file_name(document: CertificateDocument) -> str:
    kind = "" if document.form == "certificate" else f"-{document.form}"
    return f"{document.certificate.printed_number}{kind}-{document.paper}.pdf".lower()


def draw_quietly(certificate_id: int) -> None:
    """Draw after issue; a failure is logged and made good by the first download."""
    try:
        ensure_document(Certificate.objects.get(pk=certificate_id))
    except NameWithheld:
        return
    except Exception:
        logger.exception("certificate %s has no document yet", certificate_id)
