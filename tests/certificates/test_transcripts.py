"""Transcripts: what a certificate rests on, sealed, for a licensing board."""

import datetime as dt
import io
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from pypdf import PdfReader

from certificates.documents.faces import load_faces
from certificates.documents.transcript import render_transcript, word_transcript
from certificates.documents.wording import SealWords
from certificates.enums import FileReason, FileVerdict, Paper
from certificates.exceptions import TooManyTranscripts
from certificates.models import Certificate, CertificateDocument
from certificates.recall_queries import print_accounts
from certificates.services.check import check_file
from certificates.services.documents import ensure_document, ensure_transcript
from certificates.snapshot import ResultFacts, name_judges
from courses.api import publish_version, record_unit_result
from lms.core import clock
from tests.certificates.samples import make_snapshot
from tests.factories.certificates import make_award, make_certificate, make_holder
from tests.factories.courses import add_lesson, add_module, make_course, make_enrollment, make_user

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


@pytest.mark.django_db
def test_assessors_are_printed_by_name_though_the_evidence_names_accounts(
    django_capture_on_commit_callbacks,
):
    ruth = make_user("ruth", first_name="Ruth", last_name="Oyelaran")
    tomasz = make_user("tomasz@example.org", first_name="Tomasz", last_name="Lis")
    nameless = make_user("qa7@example.org", first_name="", last_name="")
    course = make_course(version=False, hours_theory=4, hours_practical=6)
    module = add_module(course)
    for _ in range(3):
        add_lesson(module)
    publish_version(course)
    award = make_award(course)
    enrollment = make_enrollment(user=make_holder(), course=course)
    judged = ([str(ruth.pk), str(tomasz.pk)], str(nameless.pk), "automatic")
    units = enrollment.version.outline["modules"][0]["units"]
    with django_capture_on_commit_callbacks(execute=True):
        for number, (unit, judges) in enumerate(zip(units, judged, strict=True)):
            record_unit_result(
                enrollment_id=enrollment.pk,
                unit_key=uuid.UUID(unit["key"]),
                unit_title=f"Exam {number}",
                kind="exam",
                source=f"attempt:{number}",
                outcome="pass",
                evidence={"kind": "exam", "version_digest": "a" * 64, "judged_by": judges},
            )
    certificate = Certificate.objects.get(award=award)
    facts = certificate.facts
    assert [row.judged_by for row in facts.results] == [
        "Ruth Oyelaran, Tomasz Lis",
        "an assessor of the academy",
        "automatic",
    ]
    assert facts.assessors == ("Ruth Oyelaran", "Tomasz Lis", "an assessor of the academy")
    # whoever is renamed or leaves later stays on paper as at issue; recall goes by the account
    ruth.first_name, ruth.last_name = "Ruth", "Adeyemi"
    ruth.save()
    text = text_of(read(ensure_transcript(certificate)))
    assert "Ruth Oyelaran, Tomasz Lis" in text
    assert "qa7" not in text
    assert {row.value for row in certificate.grounds.filter(kind="assessor")} == {
        str(user.pk) for user in (ruth, tomasz, nameless)
    }


def test_an_account_in_a_certificate_of_earlier_days_is_printed_as_somebody():
    result = replace(make_snapshot().results[0], judged_by="4711")
    snapshot = make_snapshot(results=(result,), assessors=("4711", "Tomasz Lis"))
    words = word_transcript(snapshot, addressee="", on=DAY)
    assert "4711" not in str(words)
    assert snapshot.assessor_names == ("an assessor of the academy", "Tomasz Lis")


@pytest.mark.django_db
def test_no_kind_of_key_of_an_account_is_printed():
    erased = str(uuid.uuid4())
    judge = make_user(first_name="Ada", last_name="Judge")
    assert print_accounts([erased, str(judge.pk), "9" * 40, "Tomasz Lis"]) == {
        erased: "an assessor of the academy",
        str(judge.pk): "Ada Judge",
        "9" * 40: "an assessor of the academy",
    }
    assert name_judges(erased) == "an assessor of the academy"
