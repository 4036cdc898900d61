"""Signing keys: configured, asked of a hook or made for development, rotated, never lost."""

import stat
from functools import cached_property
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from certificates.checks import check_development_keys, check_signing_keys
from certificates.credentials.material import (
    certificates_pem,
    generate_private,
    public_pem,
    read_certificates,
    read_private,
    read_public,
    self_signed,
    signer_of,
)
from certificates.credentials.signer import Signer
from certificates.enums import KeyPurpose
from certificates.exceptions import HistoryIsFixed, KeyRefused
from certificates.models import IssuerKey
from certificates.models.register import private_storage
from certificates.services.badges import badge_json, forget_status
from certificates.services.check import check_file
from certificates.services.documents import ensure_document
from certificates.services.keys import current_key, current_proof_key, current_seal, rotate
from lms.core import clock
from tests.certificates.keyring import PEMS, configure
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("purpose", list(KeyPurpose))
def test_a_development_key_is_made_once_marked_and_readable_by_its_owner_only(purpose):
    first, second = current_key(purpose), current_key(purpose)
    assert first.row == second.row
    assert first.row.is_development
    path = Path(private_storage().path(f"keys/{purpose}-{first.row.key_id}.pem"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "PRIVATE" not in first.row.public


@pytest.mark.parametrize("purpose", list(KeyPurpose))
@pytest.mark.parametrize("form", ["text", "path", "one line"])
def test_a_key_comes_from_text_or_a_file(purpose, form, settings, tmp_path):
    value = PEMS[purpose]
    if form == "path":
        value = str(tmp_path / "key.pem")
        Path(value).write_text(PEMS[purpose])
    elif form == "one line":
        value = value.replace("\n", "\\n")
    configure(settings, **{str(purpose): value})
    current = current_key(purpose)
    assert not current.row.is_development
    assert read_public(purpose, current.row.public) == (
        read_private(purpose, PEMS[purpose]).public_key()
    )
    assert current_key(purpose).row == current.row


def test_a_seal_key_may_bring_its_certificates(settings):
    made = current_key(KeyPurpose.SEAL)
    with private_storage().open(f"keys/seal-{made.row.key_id}.pem") as file:
        pem = file.read().decode()
    rotate(KeyPurpose.SEAL)
    settings.LMS_SEAL_KEY = pem + made.row.public
    assert read_certificates(settings.LMS_SEAL_KEY)
    with pytest.raises(KeyRefused, match="retired"):
        current_seal()
    settings.LMS_SEAL_KEY = PEMS[KeyPurpose.SEAL] + made.row.public
    with pytest.raises(KeyRefused, match="belongs to another key"):
        current_seal()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("/nowhere/key.pem", "No such file"),
        ("-----BEGIN NONSENSE", "no unencrypted private key"),
        (PEMS[KeyPurpose.TOKEN], "not an Ed25519 key"),
    ],
)
def test_an_unusable_key_is_an_error_at_start_and_when_used(value, words, settings):
    configure(settings, proof=value)
    with pytest.raises(KeyRefused, match=words):
        current_proof_key("https://verify.example.org")
    (error,) = check_signing_keys(None)
    assert error.id == "lms_certificates.E004"
    assert words in error.msg
    assert "LMS_PROOF_KEY = " in error.hint


def test_development_keys_in_production_are_warned_of(settings):
    (warning,) = check_development_keys(None)
    assert warning.id == "lms_certificates.W001"
    assert "LMS_SEAL_KEY, LMS_PROOF_KEY, LMS_TOKEN_KEY" in warning.msg
    assert check_signing_keys(None) == []
    configure(settings)
    assert check_development_keys(None) == []
    assert not IssuerKey.objects.exists()


def hook(purpose):
    """A key service that holds the proof key and nothing else."""
    if purpose != "proof":
        return None
    private = read_private(KeyPurpose.PROOF, PEMS[KeyPurpose.PROOF])
    return Signer(public_pem(private.public_key()), signer_of(KeyPurpose.PROOF, private))


def test_a_key_service_signs_through_the_hook(settings):
    settings.LMS_SIGNER = "tests.certificates.test_keys.hook"
    row, key = current_proof_key("https://verify.example.org")
    assert not row.is_development
    read_public(KeyPurpose.PROOF, row.public).verify(key.sign(b"data"), b"data")
    assert current_key(KeyPurpose.SEAL).row.is_development
    settings.LMS_SIGNER = "tests.certificates.test_keys.nothing"
    with pytest.raises(KeyRefused):
        current_key(KeyPurpose.PROOF)


class Service:
    """A key service that holds every key, and at times does not answer."""

    answers = True

    def __call__(self, purpose):
        private = read_private(purpose, PEMS[purpose])
        sign = signer_of(purpose, private)
        public = public_pem(private.public_key())
        if purpose == KeyPurpose.SEAL:
            public = self.certificate
        return Signer(public, lambda data: self.answer(sign, data))

    @cached_property
    def certificate(self):
        private = read_private(KeyPurpose.SEAL, PEMS[KeyPurpose.SEAL])
        made = self_signed(private, issuer="A", is_development=False, since=clock.now())
        return certificates_pem([made])

    def answer(self, sign, data):
        if not self.answers:
            raise EOFError("the card was pulled out")
        return sign(data)


service = Service()


def test_while_a_key_service_is_silent_nothing_is_signed_and_all_can_be_checked(
    settings, client, monkeypatch
):
    settings.LMS_SIGNER = "tests.certificates.test_keys.service"
    certificate = make_certificate()
    with ensure_document(certificate).file.open("rb") as file:
        data = file.read()
    badge = badge_json(certificate).encode()
    monkeypatch.setattr(service, "answers", False)
    forget_status()
    assert [check_file(item, now=clock.now()).verdict for item in (data, badge)] == ["exact"] * 2
    assert client.get("/.well-known/did.json").status_code == 200
    silent = client.get("/credentials/status/revocation/")
    assert (silent.status_code, silent["Retry-After"]) == (503, "60")
    client.force_login(certificate.user)
    for form in ("certificate.pdf?paper=LETTER", "badge.json", "badge.jwt"):
        page = client.get(f"/certificates/{certificate.printed_number}/{form}", follow=True)
        assert "cannot be signed at the moment" in page.content.decode(), form
    with pytest.raises(CommandError, match=r"no .* signature: the card was pulled out"):
        call_command("export_certificate", certificate.printed_number, "never")


def test_rotation_retires_the_old_key_and_keeps_it(settings, capsys):
    configure(settings)
    old = current_key(KeyPurpose.PROOF).row
    with pytest.raises(CommandError, match="still holds the old key"):
        call_command("rotate_key", "proof")
    configure(settings, proof=generate_private(KeyPurpose.PROOF))
    call_command("rotate_key", "proof")
    new = current_key(KeyPurpose.PROOF).row
    assert new.key_id in capsys.readouterr().out
    old.refresh_from_db()
    assert old.retired_at
    assert new.retired_at is None
    configure(settings)
    with pytest.raises(KeyRefused, match="retired"):
        current_key(KeyPurpose.PROOF)
    with pytest.raises(HistoryIsFixed):
        old.delete()


def test_rotating_a_development_key_makes_a_fresh_one():
    old = current_key(KeyPurpose.SEAL).row
    new = rotate(KeyPurpose.SEAL)
    assert new != old
    assert current_key(KeyPurpose.SEAL).row == new


def test_a_lost_development_key_is_replaced():
    old = current_key(KeyPurpose.PROOF).row
    private_storage().delete(f"keys/proof-{old.key_id}.pem")
    new = current_key(KeyPurpose.PROOF).row
    assert new != old
    old.refresh_from_db()
    assert old.retired_at
