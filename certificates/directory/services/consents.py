"""What a practitioner allows, and the entry it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import string_to_ascii

from certificates.directory.enums import ConsentKind
from certificates.directory.exceptions import NoAccount
from certificates.directory.models import ListingConsent, Practitioner
from courses.api import get_learner_name


def ensure_practitioner(user: AbstractBaseUser, *, display_name: str) -> Practitioner:
    """Return the entry of ``user``, made with ``display_name`` when there is none yet.

    The new entry is published: it holds nothing but a name, and nobody sees it without consent
    and a valid certificate.
    """
    found = Practitioner.objects.filter(user=user).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Practitioner.objects.create(
                user=user,
                display_name=display_name,
                slug=_free_slug(display_name),
                live=True,
            )
    except IntegrityError:  # the same person in a second tab, or the same address at once
        return ensure_practitioner(user, display_name=display_name)


def give_consent(
    practitioner: Practitioner, *, kind: ConsentKind | str, actor: Any, at: dt.datetime
) -> ListingConsent:
    """Record that ``kind`` is allowed from ``at`` on; a consent that stands is returned as it is.

    Raises :class:`NoAccount` when no account belongs to the entry: then there is nobody whose
    consent it could be.
    """
    kind = ConsentKind(kind)
    if practitioner.user_id is None:
        raise NoAccount(
            _("%(name)s has no account here, so nobody can give this consent.")
            % {"name": practitioner.display_name}
        )
    standing = practitioner.consents.filter(kind=kind, withdrawn_at__isnull=True)
    if found := standing.first():
        return found
    try:
        with transaction.atomic():
            return ListingConsent.objects.create(
                practitioner=practitioner, kind=kind, given_at=at, given_by=actor
            )
    except IntegrityError:  # given twice at the same moment
        return standing.get()


def withdraw_consent(
    practitioner: Practitioner, *, kind: ConsentKind | str, actor: Any, at: dt.datetime
) -> bool:
    """End the standing consent of ``kind`` at ``at``; False when none stood.

    The entry, the name or the photo is gone from the next page anybody opens.
    """
    ended = practitioner.consents.filter(
        kind=ConsentKind(kind), withdrawn_at__isnull=True, given_at__lte=at
    ).update(withdrawn_at=at, withdrawn_by=actor)
    return bool(ended)


def set_consents(
    practitioner: Practitioner, *, kinds: set[str], actor: Any, at: dt.datetime
) -> None:
    """Make exactly ``kinds`` stand: give what is missing, withdraw the rest."""
    for kind in ConsentKind:
        if kind.value in kinds:
            give_consent(practitioner, kind=kind, actor=actor, at=at)
        else:
            withdraw_consent(practitioner, kind=kind, actor=actor, at=at)


def set_own_consents(user: Any, *, kinds: set[str], at: dt.datetime) -> None:
    """Make exactly ``kinds`` stand for the entry of ``user``.

    The first consent makes the entry, under the name that stands on the person's certificates.
    """
    found = Practitioner.objects.filter(user=user).first()
    if found is None:
        if not kinds:
            return
        name = get_learner_name(user)
        found = ensure_practitioner(user, display_name=name.legal or name.preferred)
    set_consents(found, kinds=kinds, actor=user, at=at)


def _free_slug(name: str) -> str:
    # a name in any script gets an address that can be read out
    base = slugify(string_to_ascii(name))[:70] or "practitioner"
    taken = set(Practitioner.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
