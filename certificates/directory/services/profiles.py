"""A practitioner's own page: saved as a draft, looked at, published by the person."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.directory.exceptions import ChangedMeanwhile, NotYours
from certificates.directory.models import Practitioner
from certificates.directory.services import photos


def save_profile(draft: Practitioner, *, base: int | None, user: Any, portrait: Any = None) -> None:
    """Keep ``draft`` as the newest version of the person's entry; clients see no change yet.

    ``portrait`` is the file of a new photo. Raises FileRefused with what is wrong with it, and
    :class:`ChangedMeanwhile` when there is a newer version than ``base``.
    """
    with photos.portrait(draft, portrait, user=user) if portrait else nullcontext():
        _save_draft(draft, base=base, user=user)


def _save_draft(draft: Practitioner, *, base: int | None, user: Any) -> None:
    with transaction.atomic():
        entry = _own_entry(user)
        if entry.pk != draft.pk:
            raise NotYours(_("This is not your entry."))
        if entry.latest_revision_id != base:
            raise ChangedMeanwhile(
                _(
                    "This page was changed in another window after you opened the form. Your "
                    "version is still below; send it again to keep it."
                )
            )
        draft.save_revision(user=user, log_action=True)


def publish_profile(user: Any) -> bool:
    """Show the newest version to clients; False when they see it already."""
    with transaction.atomic():
        entry = _own_entry(user)
        if not entry.has_unpublished_changes or entry.latest_revision is None:
            return False
        if entry.locked or not entry.live:
            raise NotYours(_("Your entry is with our registrars at the moment. Ask them."))
        entry.latest_revision.publish(user=user, skip_permission_checks=True)
    return True


def _own_entry(user: Any) -> Practitioner:
    found = Practitioner.objects.select_for_update().filter(user=user).first()
    if found is None:
        raise NotYours(_("You have no entry yet. Allow one first."))
    return found
