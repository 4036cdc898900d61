"""The keys of the register: found in settings, asked of a hook, or made for development.

The public half of every key used is kept in :class:`IssuerKey` for good. The private half never
enters the database.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives import serialization
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from certificates.credentials.did import did_web
from certificates.credentials.keys import ProofKey, TokenKey
from certificates.credentials.material import (
    certificates_pem,
    generate_private,
    key_id,
    public_pem,
    read_certificates,
    read_private,
    read_public,
    self_signed,
    signer_of,
)
from certificates.credentials.signer import Sign, Signer
from certificates.documents.seal import SealKey
from certificates.enums import KeyPurpose
from certificates.exceptions import KeyRefused, SigningFailed
from certificates.models import IssuerKey
from certificates.models.register import private_storage
from certificates.services.timestamps import timestamper
from lms.core import clock
from lms.core.conf import lms_settings

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class CurrentKey:
    """The key in use for a purpose: its row, and how it signs."""

    row: IssuerKey
    sign: Sign


def setting_of(purpose: KeyPurpose) -> str:
    """The name of the setting that holds the private key."""
    return f"LMS_{purpose.upper()}_KEY"


def current_key(purpose: KeyPurpose) -> CurrentKey:
    """The key to sign with now, registered at its first use.

    Raises KeyRefused if what is configured cannot be used.
    """
    signer = configured_signer(purpose)
    if signer is None:
        return _development_key(purpose)
    row = _registered(purpose, signer)
    if row.retired_at:
        raise KeyRefused(f"the {purpose} key {row.key_id} is retired and signs nothing more")
    return CurrentKey(row, signer.sign)


def current_seal() -> tuple[IssuerKey, SealKey]:
    """The row of the seal key in use, and the key."""
    current = current_key(KeyPurpose.SEAL)
    return current.row, seal_key(current)


def seal_key(current: CurrentKey) -> SealKey:
    """A key for seals, with its certificates."""
    leaf, *chain = (
        item.public_bytes(serialization.Encoding.DER)
        for item in read_certificates(current.row.public)
    )
    return SealKey(leaf, tuple(chain), current.sign, timestamper())


def current_proof_key(origin: str) -> tuple[IssuerKey, ProofKey]:
    """The key for embedded proofs of the register at ``origin``."""
    current = current_key(KeyPurpose.PROOF)
    public = read_public(KeyPurpose.PROOF, current.row.public).public_bytes_raw()
    return current.row, ProofKey(public, current.sign, did_web(origin))


def current_token_key(origin: str) -> tuple[IssuerKey, TokenKey]:
    """The key for tokens of the register at ``origin``."""
    current = current_key(KeyPurpose.TOKEN)
    return current.row, TokenKey(
        read_public(KeyPurpose.TOKEN, current.row.public), current.sign, origin
    )


def rotate(purpose: KeyPurpose) -> IssuerKey:
    """Retire every other key of ``purpose``; what they signed stays verifiable.

    A configured key must be new: put it into its setting first. A development key is replaced by a
    fresh one. Raises KeyRefused if there is nothing to rotate to.
    """
    signer = configured_signer(purpose)
    with transaction.atomic():
        live = IssuerKey.objects.select_for_update().filter(
            purpose=purpose, retired_at__isnull=True
        )
        if signer is None:
            live.update(retired_at=clock.now())
            return _development_key(purpose).row
        row = _registered(purpose, signer)
        others = live.exclude(pk=row.pk)
        if row.retired_at or not others.exists():
            raise KeyRefused(
                f"{setting_of(purpose)} still holds the old key. Put the new one there (or behind "
                "LMS_SIGNER), restart, and run this again."
            )
        others.update(retired_at=clock.now())
    return row


# --- where private halves come from


def configured_signer(purpose: KeyPurpose) -> Signer | None:
    """The signer of ``LMS_SIGNER`` or of the purpose's setting; None where neither gives one.

    A seal key without a certificate has an empty ``public``. Touches no database. Raises
    KeyRefused if it is none that fits, and SigningFailed if the hook raises.
    """
    try:
        if lms_settings.LMS_SIGNER:
            hook: Callable[[str], Signer | None] = import_string(lms_settings.LMS_SIGNER)
            if signer := _asked(purpose, lambda: hook(str(purpose))):
                read_public(purpose, signer.public)
                sign = signer.sign
                return replace(signer, sign=lambda data: _asked(purpose, lambda: sign(data)))
        if pem := _configured_pem(purpose):
            private = read_private(purpose, pem)
            return Signer(_configured_public(purpose, pem, private), signer_of(purpose, private))
    except (ImportError, OSError, ValueError) as error:
        raise KeyRefused(f"the {purpose} key cannot be used: {error}") from error
    return None


def _asked(purpose: KeyPurpose, question: Callable[[], Answer]) -> Answer:
    """The answer of the code behind ``LMS_SIGNER``. Raises SigningFailed for all that it raises."""
    try:
        return question()
    except Exception as error:
        raise SigningFailed(
            f"what LMS_SIGNER names gave no {purpose} signature: {error}"
        ) from error


def _configured_pem(purpose: KeyPurpose) -> str:
    value = str(getattr(lms_settings, setting_of(purpose)))
    if not value or "-----BEGIN" in value:
        # some environments cannot hold line ends
        return value.replace("\\n", "\n")
    return Path(value).read_text(encoding="ascii")


def _configured_public(purpose: KeyPurpose, pem: str, private: Any) -> str:
    if purpose != KeyPurpose.SEAL:
        return public_pem(private.public_key())
    certificates = read_certificates(pem)
    if certificates and certificates[0].public_key() != private.public_key():
        raise ValueError("its first certificate belongs to another key")
    return certificates_pem(certificates)


def _registered(purpose: KeyPurpose, signer: Signer) -> IssuerKey:
    public = signer.public
    if not public:
        private = read_private(purpose, _configured_pem(purpose))
        public = _certificate_for(private, is_development=False)
    return _register(purpose, public, is_development=False)


def _certificate_for(private: Any, *, is_development: bool) -> str:
    """The certificate this key already has in the register, or a new one signed by itself."""
    key = private.public_key()
    for row in IssuerKey.objects.filter(purpose=KeyPurpose.SEAL):
        if read_public(KeyPurpose.SEAL, row.public) == key:
            return str(row.public)
    made = self_signed(
        private,
        issuer=str(lms_settings.LMS_ISSUER_NAME),
        is_development=is_development,
        since=clock.now(),
    )
    return certificates_pem([made])


def _register(purpose: KeyPurpose, public: str, *, is_development: bool) -> IssuerKey:
    name = key_id(purpose, public)
    found = IssuerKey.objects.filter(purpose=purpose, key_id=name).first()
    if found is None:
        found, _created = IssuerKey.objects.get_or_create(
            purpose=purpose,
            key_id=name,
            defaults={
                "public": public,
                "is_development": is_development,
                "created_at": clock.now(),
            },
        )
    row: IssuerKey = found
    return row


def _development_key(purpose: KeyPurpose) -> CurrentKey:
    """The development key, made once. Two processes may make one each; the first row wins."""
    live = IssuerKey.objects.filter(purpose=purpose, is_development=True, retired_at__isnull=True)
    row = live.first()
    if row and not private_storage().exists(_file_of(row)):
        row.retired_at = clock.now()
        row.save(update_fields=["retired_at"])
        row = None
    if row is None:
        try:
            with transaction.atomic():
                row = _make_development_key(purpose)
        except IntegrityError:
            row = live.get()
    with private_storage().open(_file_of(row)) as file:
        private = read_private(purpose, file.read().decode())
    return CurrentKey(row, signer_of(purpose, private))


def _make_development_key(purpose: KeyPurpose) -> IssuerKey:
    pem = generate_private(purpose)
    private = read_private(purpose, pem)
    public = (
        _certificate_for(private, is_development=True)
        if purpose == KeyPurpose.SEAL
        else public_pem(private.public_key())
    )
    # the file first: whoever sees the row must find the key
    _store_secret(f"keys/{purpose}-{key_id(purpose, public)}.pem", pem)
    return _register(purpose, public, is_development=True)


def _file_of(row: IssuerKey) -> str:
    return f"keys/{row.purpose}-{row.key_id}.pem"


def _store_secret(name: str, pem: str) -> None:
    storage = private_storage()
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        storage.save(name, ContentFile(pem.encode()))
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem.encode())
