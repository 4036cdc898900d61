"""Being removed at once, and being erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.directory.enums import ConsentKind
from certificates.directory.models import ClinicOwner, Practitioner
from certificates.directory.services.consents import withdraw_consent
from certificates.directory.services.photos import delete_portraits
from certificates.directory.services.portfolio import withdraw_all_cases
from courses.api import forget_label
from lms.core import clock


def remove_everything(user: Any, *, at: dt.datetime) -> int:
    """End every consent of ``user`` and delete every picture; returns how many cases went.

    What it rests on stays as history: the consents with their dates, the cases without pictures.
    Safe to repeat.
    """
    practitioner = Practitioner.objects.filter(user=user).first()
    if practitioner is None:
        return 0
    with transaction.atomic():
        for kind in ConsentKind:
            withdraw_consent(practitioner, kind=kind, actor=user, at=at)
        delete_portraits(practitioner)
        return withdraw_all_cases(practitioner, actor=user, at=at)


def erase_entry(user: Any) -> None:
    """Empty the entry of ``user`` and end its consents, which stay as proof.

    Call inside the transaction of the erasure.
    """
    ClinicOwner.objects.current().filter(user=user).update(ended_at=clock.now())
    found = Practitioner.objects.filter(user=user).first()
    if found is None:
        return
    for kind in ConsentKind:
        withdraw_consent(found, kind=kind, actor=None, at=clock.now())
    withdraw_all_cases(found, actor=None, at=clock.now())
    delete_portraits(found)
    found.display_name, found.slug = _("Erased"), f"erased-{found.pk}"
    found.bio = ""
    found.practicing_since = None
    found.live, found.has_unpublished_changes = False, False
    found.latest_revision = found.live_revision = None
    found.workflow_states.all().delete()
    found.save()
    # every draft and every earlier text holds the name
    found.revisions.all().delete()
    forget_label(found)
