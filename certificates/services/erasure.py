"""Erasing a holder's name from the register, and confirming it to who already knows it.

State and award stay, and so do every digest: the snapshot never held the name, only a salted hash.
"""

import datetime as dt
import hmac
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from certificates.models import Certificate, CertificateDocument, Concern
from certificates.models.register import DOCUMENT_ROOT, private_storage
from certificates.numbers import read_number
from certificates.snapshot import hash_typed_name


def withhold_names(user: Any) -> None:
    """Empty the name on every certificate of ``user`` and delete what was drawn with it.

    Call inside the transaction of the erasure. Files go once it is committed; if the process dies
    first, ``delete_withheld_files`` finds them.
    """
    certificates = list(
        Certificate.objects.filter(user=user).select_for_update(of=("self",)).order_by("pk")
    )
    for certificate in certificates:
        if certificate.name:
            salt = certificate.snapshot["name_salt"]
            certificate.name_check = hash_typed_name(certificate.name, salt)
            certificate.name = ""
            certificate.save(update_fields=["name", "name_check"])
    pks = [certificate.pk for certificate in certificates]
    Concern.objects.filter(certificate__in=pks).exclude(contact="").update(contact="")
    transaction.on_commit(partial(delete_withheld_files, pks), robust=True)


def delete_withheld_files(certificate_ids: list[int] | None = None) -> int:
    """Delete files that still show an erased name; safe to repeat. Returns how many there were."""
    kept = CertificateDocument.objects.filter(certificate__name="").exclude(file="")
    if certificate_ids is not None:
        kept = kept.filter(certificate__in=certificate_ids)
    count = 0
    for document in kept.iterator(chunk_size=200):
        private_storage().delete(str(document.file.name))
        CertificateDocument.objects.filter(pk=document.pk).update(file="")
        count += 1
    return count


# whoever draws a file enters it seconds later; after this nobody will any more
_STRAY_AFTER = dt.timedelta(hours=1)


def delete_unnamed_files() -> int:
    """Delete drawn files that no row names; safe to repeat. Returns how many there were.

    A process that dies between storing a file and entering it leaves one behind, with a name on it
    that no erasure would find.
    """
    storage = private_storage()
    before = timezone.now() - _STRAY_AFTER
    count = 0
    for folder in _folders_in(storage, DOCUMENT_ROOT):
        stored = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
        rows = CertificateDocument.objects.filter(file__startswith=f"{folder}/")
        for name in sorted(stored - set(rows.values_list("file", flat=True))):
            if storage.get_modified_time(name) < before:
                storage.delete(name)
                count += 1
    return count


def _folders_in(storage: Storage, root: str) -> list[str]:
    try:
        return [f"{root}/{name}" for name in sorted(storage.listdir(root)[0])]
    except FileNotFoundError:  # nothing was ever drawn here
        return []


def confirm_name(number: str, *, name: str) -> bool | None:
    """Whether the erased name of a certificate was ``name``; None where no name is withheld."""
    found = Certificate.objects.filter(number=read_number(number).number or "-").first()
    if found is None or found.name or not found.name_check:
        return None
    typed = hash_typed_name(name, found.snapshot["name_salt"])
    return hmac.compare_digest(typed, found.name_check)
