"""Transcripts: what a certificate rests on, sealed, for a licensing board."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from certificates.documents.faces import load_faces
from certificates.documents.transcript import render_transcript, word_transcript
from certificates.documents.wording import SealWords
from certificates.enums import FileReason, FileVerdict, Paper
from certificates.exceptions import TooManyTranscripts
from certificates.models import CertificateDocument
from certificates.services.check import check_file
from certificates.services.documents import ensure_document, ensure_transcript
from certificates.snapshot import ResultFacts
from lms.core import clock
from tests.certificates.samples import make_snapshot
from tests.factories.certificates import make_certificate, make_holder

FACES = load_faces()
DAY = dt.date(2026, 11, 28)
BOARD = "Health Licensing Office, Salem"
PRACTICAL = ResultFacts("c", "p", "Full head", "practical", "pass", None, "f" * 64, "Tomasz Lis")


def words(addressee=BOARD, **changes):
    return word_transcript(
        make_snapshot(**changes), addressee=addressee, on=DAY, seal=SealWords.SEALED
    )


def text_of(data):
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def read(document):
    with document.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("paper", Paper.values)
def test_everything_the_certificate_rests_on_is_listed(paper):
    snapshot = make_snapshot()
    text = text_of(render_transcript(words(results=(*snapshot.results, PRACTICAL)), FACES, paper))
    for fact in (
        BOARD,
        "Eleanor Whitcombe-Okafor",
        "Theory 42",
        "Practice 58",
        "Together 100",
        "3 · eeeeeeeeeeee",
        "Final exam x 87 % Marked by rule",
        "Full head ffffffffffff Tomasz Lis",
        "Ruth Oyelaran",
        "SMP-7K3M-9QXW-4T2H-R",
        "28 November 2026",
        "Page 1 of ",
        "This is not a regulated qualification.",
    ):
        assert fact in text


def test_nobody_in_particular_is_addressed_politely():
    assert words(addressee="").addressee == "Whom it may concern"


def test_many_results_take_more_pages_and_every_page_names_its_columns():
    data = render_transcript(words(results=make_snapshot().results * 120), FACES)
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 4
    assert all("Marked by" in page.extract_text() for page in pages[:3])
    assert text_of(data).count("Final exam") == 120
    assert data == render_transcript(words(results=make_snapshot().results * 120), FACES)


@pytest.mark.django_db
def test_a_transcript_is_made_once_for_each_addressee_and_known_to_the_register():
    certificate = make_certificate()
    first = ensure_transcript(certificate, addressee=BOARD)
    assert ensure_transcript(certificate, addressee=f"  {BOARD} ") == first
    assert ensure_transcript(certificate) != first
    data = read(first)
    answer = check_file(data, now=clock.now())
    assert answer.verdict == FileVerdict.EXACT
    assert answer.register.number == certificate.printed_number
    # another value of the same length, as somebody would write over a score
    forged = data.replace(b"/M(D:2", b"/M(D:3", 1)
    answer = check_file(forged, now=clock.now())
    assert (answer.verdict, answer.reason) == (FileVerdict.ALTERED, FileReason.CONTENT)


@pytest.mark.django_db
def test_a_lost_transcript_is_made_again_with_the_same_bytes():
    certificate = make_certificate()
    document = ensure_transcript(certificate, addressee=BOARD)
    data = read(document)
    document.file.storage.delete(document.file.name)
    assert read(ensure_transcript(certificate, addressee=BOARD)) == data


@pytest.mark.django_db
def test_a_certificate_has_only_so_many_files():
    certificate = make_certificate()
    document = ensure_document(certificate)
    for number in range(23):
        CertificateDocument.objects.create(
            certificate=certificate,
            form=f"transcript-{number}",
            paper=Paper.A4,
            file=document.file.name,
            sha256=f"{number}",
            size=1,
        )
    with pytest.raises(TooManyTranscripts, match="24 files"):
        ensure_transcript(certificate, addressee="one too many")
    assert ensure_document(certificate) == document


@pytest.mark.django_db
def test_the_holder_and_nobody_else_downloads_it(client):
    certificate = make_certificate()
    address = reverse("lms_certificates:transcript", args=[certificate.printed_number])
    client.force_login(make_holder())
    assert client.post(address, {"addressee": BOARD}).status_code == 404
    client.force_login(certificate.user)
    page = client.get(reverse("lms_certificates:certificate", args=[certificate.printed_number]))
    assert address in page.content.decode()
    response = client.post(address, {"addressee": BOARD})
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert BOARD in text_of(b"".join(response.streaming_content))
    assert client.get(address).status_code == 405


@pytest.mark.django_db
def test_an_addressee_no_font_can_print_is_refused_in_words(client):
    certificate = make_certificate()
    client.force_login(certificate.user)
    address = reverse("lms_certificates:transcript", args=[certificate.printed_number])
    response = client.post(address, {"addressee": "서울"}, follow=True)
    assert "No font of this site can print" in response.content.decode()
    assert not CertificateDocument.objects.filter(form__startswith="transcript").exists()
