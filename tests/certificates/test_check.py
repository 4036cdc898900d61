"""Checking files against the register: every kind of tampering is said, in the right words."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from certificates.api import revoke, suspend
from certificates.credentials import proofs, status_list
from certificates.credentials.encoding import b64url, unb64url
from certificates.credentials.material import generate_private, public_pem, read_public
from certificates.enums import (
    FileReason,
    FileVerdict,
    KeyPurpose,
    LedgerKind,
    ReasonCode,
    StatusPurpose,
)
from certificates.file_answer import MAX_BYTES
from certificates.models import Certificate, CertificateDocument
from certificates.numbers import draw_number
from certificates.services.badges import (
    badge_document,
    badge_json,
    badge_token,
    baked_png,
    baked_svg,
    forget_status,
    signed_badge,
    status_credential,
)
from certificates.services.check import check_file
from certificates.services.documents import ensure_document, ensure_transcript
from certificates.services.keys import current_key, current_proof_key, current_token_key
from certificates.services.ledger import append_event
from lms.core import clock
from tests.certificates import sealing
from tests.certificates.keyring import configure
from tests.factories.certificates import make_certificate, make_registrar

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(settings):
    configure(settings)
    return make_certificate()


def file_of(certificate):
    with ensure_document(certificate).file.open("rb") as file:
        return file.read()


def ask(data):
    return check_file(data if isinstance(data, bytes) else data.encode(), now=clock.now())


def assert_altered(answer, certificate, reason):
    assert answer.verdict == FileVerdict.ALTERED
    assert answer.reason == reason
    assert answer.register.number == certificate.printed_number
    assert answer.exit_code == 2


FORMS = {
    "pdf": file_of,
    "json": badge_json,
    "token": badge_token,
    "png": baked_png,
    "svg": baked_svg,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_known_and_answered_with_the_state_of_today(form, certificate):
    data = FORMS[form](certificate)
    answer = ask(data)
    assert answer.verdict == FileVerdict.EXACT
    assert answer.register.number == certificate.printed_number
    assert answer.is_valid
    assert answer.exit_code == 0
    revoke(certificate, actor=make_registrar(), reason=ReasonCode.DECEPTION)
    answer = ask(data)
    assert answer.verdict == FileVerdict.EXACT
    assert answer.register.state == "revoked"
    assert answer.exit_code == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_replaced_certificate_leads_to_the_new_one(form, certificate):
    data = FORMS[form](certificate)
    number = draw_number()
    fields = {
        field.attname: getattr(certificate, field.attname)
        for field in Certificate._meta.concrete_fields
        if field.name not in {"id", "number", "supersedes", "head", "standing"}
    }
    newer = Certificate.objects.create(**fields, number=number, supersedes=certificate)
    append_event(newer, LedgerKind.ISSUED, related=certificate.number)
    append_event(certificate, LedgerKind.SUPERSEDED, related=number)
    answer = ask(data)
    assert answer.verdict == FileVerdict.REPLACED
    assert answer.register.successor == newer.printed_number
    assert answer.exit_code == 1


TAMPERED = {
    "a flipped byte": (sealing.flip_a_byte, FileReason.CONTENT),
    "an edited title": (sealing.edit_title, FileReason.CONTENT),
    "an incremental update": (sealing.revise, FileReason.REVISED),
    "appended bytes": (sealing.append, FileReason.APPENDED),
    "saved by another program": (sealing.save_anew, FileReason.SAVED_ANEW),
    "filled padding": (sealing.fill_padding, FileReason.PADDED),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_an_altered_pdf_is_told_with_the_truth(name, certificate):
    tamper, reason = TAMPERED[name]
    assert_altered(ask(tamper(file_of(certificate))), certificate, reason)


@pytest.mark.parametrize("name", TAMPERED)
def test_an_altered_transcript_is_told_with_the_truth(name, certificate):
    tamper, reason = TAMPERED[name]
    with ensure_transcript(certificate, addressee="Board of Cosmetology").file.open("rb") as file:
        data = file.read()
    assert ask(data).exit_code == 0
    assert_altered(ask(tamper(data)), certificate, reason)


def test_a_status_list_is_current_until_the_register_moves_on(
    certificate, django_capture_on_commit_callbacks
):
    forget_status()
    data = {purpose: json.dumps(status_credential(purpose)) for purpose in StatusPurpose}
    assert [ask(one).exit_code for one in data.values()] == [0, 0]
    text = text_of(upload(data[StatusPurpose.SUSPENSION]))
    assert "We signed this list, and it says what the register says now." in text
    with clock.at(clock.now() + dt.timedelta(days=2)):
        assert ask(data[StatusPurpose.SUSPENSION]).exit_code == 1
    with django_capture_on_commit_callbacks(execute=True):
        suspend(certificate, actor=make_registrar(), reason=ReasonCode.UNDER_EXAMINATION)
    assert ask(data[StatusPurpose.REVOCATION]).exit_code == 0
    answer = ask(data[StatusPurpose.SUSPENSION])
    assert (answer.verdict, answer.exit_code) == (FileVerdict.REPLACED, 1)
    assert "but it is out of date" in text_of(upload(data[StatusPurpose.SUSPENSION]))


def test_a_status_list_that_was_edited_or_is_not_ours_is_told(certificate):
    document = status_credential(StatusPurpose.REVOCATION)
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    empty = status_list.encode([5])
    for forged, reason in (
        (change(document, "credentialSubject", "encodedList", to=empty), "badge_changed"),
        (change(document, "validUntil", to="2050-01-01T00:00:00Z"), "badge_changed"),
        (json.dumps(unsigned), "no_proof"),
        (change(document, "proof", 0, "cryptosuite", to="none"), "wrong_kind"),
        (change(document, "proof", 0, "verificationMethod", to="did:web:x#y"), "other_key"),
    ):
        answer = ask(forged)
        assert (answer.verdict, answer.reason, answer.exit_code) == ("altered", reason, 2)
        assert "<h1>Altered</h1>" in text_of(upload(forged))
    foreign = change(document, "id", to="https://other.example/credentials/status/revocation/")
    assert ask(foreign).exit_code == 3


def test_a_borrowed_seal_is_told(certificate):
    other = make_certificate()
    forged = sealing.borrow_seal(file_of(certificate), file_of(other))
    assert_altered(ask(forged), certificate, FileReason.BORROWED)


def test_a_copy_with_a_seal_of_somebody_else_is_told(certificate):
    forged = sealing.sealed_file(number=certificate.number)
    assert_altered(ask(forged.replace(b"/Contents<30", b"/Contents<31")), certificate, "no_seal")
    foreign = sealing.sealed_file()
    CertificateDocument.objects.all()
    answer = ask(foreign)
    assert answer.verdict == FileVerdict.FOREIGN
    assert answer.exit_code == 3


def test_a_file_issued_before_there_were_seals_is_still_known(certificate):
    import hashlib

    from certificates.documents.page import render_certificate
    from certificates.documents.wording import word_snapshot
    from certificates.models.wording import site_faces

    data = render_certificate(word_snapshot(certificate.facts), site_faces())
    CertificateDocument.objects.create(
        certificate=certificate,
        paper="A4",
        file="certificates/old.pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    assert ask(data).verdict == FileVerdict.EXACT
    assert_altered(ask(data + b"x"), certificate, FileReason.NO_SEAL)


def change(document, *path, to):
    forged = json.loads(json.dumps(document))
    place = forged
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(forged)


def test_an_edited_badge_is_told_with_the_truth(certificate):
    badge = signed_badge(certificate)
    subject = "credentialSubject"
    for forged in (
        change(badge, "validUntil", to="2050-01-01T00:00:00Z"),
        change(badge, subject, "identifier", 0, "identityHash", to="Somebody Else"),
        change(badge, subject, "achievement", "name", to="Master"),
        change(badge, "level", to="Master"),
        change(badge, "credentialStatus", "statusListIndex", to="1"),
        change(badge, "@context", to="https://evil.example/"),
        change(badge, "evidence", to=[{"narrative": str(n)} for n in range(9)]),
    ):
        assert_altered(ask(forged), certificate, FileReason.BADGE_CHANGED)


def test_a_stripped_or_foreign_proof_is_told(certificate, settings):
    badge = signed_badge(certificate)
    unsigned = {name: value for name, value in badge.items() if name != "proof"}
    assert_altered(ask(json.dumps(unsigned)), certificate, FileReason.NO_PROOF)
    foreign = change(badge, "proof", 0, "verificationMethod", to="did:web:evil.example#key")
    assert_altered(ask(foreign), certificate, FileReason.OTHER_KEY)
    other = change(badge, "proof", 0, "cryptosuite", to="eddsa-jcs-2022")
    assert_altered(ask(other), certificate, FileReason.WRONG_KIND)


def test_tokens_without_a_signature_or_with_the_public_key_as_secret_are_told(certificate):
    import hmac

    token = badge_token(certificate)
    head, body, tail = token.split(".")
    header = json.loads(unb64url(head))
    for alg in ("none", "HS256"):
        forged = b64url(json.dumps({**header, "alg": alg}).encode())
        pem = public_pem(read_public(KeyPurpose.TOKEN, current_key(KeyPurpose.TOKEN).row.public))
        signature = hmac.digest(pem.encode(), f"{forged}.{body}".encode(), "sha256")
        assert_altered(
            ask(f"{forged}.{body}.{b64url(signature) if alg == 'HS256' else ''}"),
            certificate,
            FileReason.WRONG_KIND,
        )
    payload = json.loads(unb64url(body))
    longer = b64url(json.dumps({**payload, "exp": payload["exp"] + 9}).encode())
    assert_altered(ask(f"{head}.{longer}.{tail}"), certificate, FileReason.BADGE_CHANGED)


def test_what_we_signed_must_also_agree_with_the_register(certificate):
    """Somebody who got hold of a key cannot make the register say something else."""
    origin = certificate.facts.verify_origin
    document = badge_document(certificate)
    document["credentialSubject"]["achievement"]["name"] = "Master"
    _row, key = current_proof_key(origin)
    forged = proofs.add_proof(document, key=key, created=clock.now())
    assert_altered(ask(json.dumps(forged)), certificate, FileReason.CONTRADICTS)
    _row, token_key = current_token_key(origin)
    forged = proofs.to_token(document, key=token_key)
    assert_altered(ask(forged), certificate, FileReason.CONTRADICTS)


def test_what_a_retired_key_signed_still_verifies(certificate, settings):
    data = [form(certificate) for form in FORMS.values()]
    configure(settings, **{str(purpose): generate_private(purpose) for purpose in KeyPurpose})
    for purpose in KeyPurpose:
        call_command("rotate_key", str(purpose))
    assert [ask(item).exit_code for item in data] == [0] * 5
    assert_altered(ask(data[0] + b"x"), certificate, FileReason.APPENDED)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", "unreadable"),
        (b"hello", "unreadable"),
        (b"\x89PNG\r\n\x1a\n", "unreadable"),
        (b"<svg></svg>", "unreadable"),
        (b"{", "unreadable"),
        (b"a.b.c", "unreadable"),
        (b"{}", "foreign"),
        (b'{"id": 7}', "foreign"),
        (b'{"id": "http://[/c/x"}', "foreign"),
        (b'{"id": "https://x.example/c/SMP-0000-0000-0000-0", "proof": []}', "foreign"),
        (b'{"a":' * 50_000, "unreadable"),
        (b"%PDF-1.4 nothing of ours", "foreign"),
        (b"x" * (MAX_BYTES + 1), "unreadable"),
    ],
)
def test_other_files_are_answered_without_a_fuss(data, verdict):
    assert ask(data).verdict == verdict


# --- the page


def upload(data, name="file.pdf", client=None, **kwargs):
    data = data if isinstance(data, bytes) else data.encode()
    return (client or Client()).post(
        "/verify/file/", {"file": SimpleUploadedFile(name, data)}, **kwargs
    )


def text_of(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.mark.parametrize("form", FORMS)
def test_the_page_answers_about_an_uploaded_file(form, certificate):
    response = upload(FORMS[form](certificate))
    text = text_of(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "<h1>Valid</h1>" in text
    assert "has not been changed since" in text
    assert "Ines Marchetti" in text


def test_the_page_says_what_was_altered_and_what_is_true(certificate):
    text = text_of(upload(sealing.revise(file_of(certificate))))
    assert "<h1>Altered</h1>" in text
    assert "A later change was added to it after it was sealed." in text
    assert "What the register says" in text
    assert f"/verify/{certificate.printed_number}/" in text


def test_the_page_says_when_a_file_is_not_ours_or_no_file():
    assert "<h1>Not ours</h1>" in text_of(upload(b"%PDF-1.4"))
    assert "<h1>Cannot be read</h1>" in text_of(upload(b"hello"))
    assert "<h1>Cannot be read</h1>" in text_of(Client().post("/verify/file/"))
    large = text_of(upload(b"%PDF-" + b"x" * MAX_BYTES))
    assert "It is larger than any file of ours." in large
    assert Client().get("/verify/file/").url == "/verify/"


def test_an_uploaded_file_never_touches_the_disk(certificate, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    assert "<h1>Valid</h1>" in text_of(upload(file_of(certificate)))
    assert list(tmp_path.iterdir()) == []


def test_too_many_files_are_asked_to_wait(settings):
    settings.LMS_VERIFY_RATE = "1/h"
    client = Client()
    assert upload(b"x", client=client).status_code == 200
    assert upload(b"x", client=client).status_code == 429


def test_the_register_offers_to_check_a_file_and_marks_development_seals(settings):
    assert 'enctype="multipart/form-data"' in Client().get("/verify/").content.decode()
    certificate = make_certificate()
    data = file_of(certificate)
    assert "Development seal" in text_of(upload(data))
    assert "Development seal" in text_of(Client().get(f"/verify/{certificate.number}/"))


# --- the command


def test_the_command_answers_with_exit_codes(certificate, tmp_path, capsys):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    Path(good).write_bytes(file_of(certificate))
    Path(bad).write_bytes(sealing.append(file_of(certificate)))
    call_command("verify_certificate", str(good))
    assert f"This exact file | {certificate.printed_number}, valid" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_certificate", str(good), str(bad), "--json")
    assert stopped.value.code == 2
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["verdict"], first["state"]) == ("exact", "valid")
    assert (second["verdict"], second["reason"]) == ("altered", "appended")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_certificate", str(tmp_path / "none.pdf"))
    assert stopped.value.code == 4
