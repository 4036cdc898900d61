"""Gentle reminders to confirm that what a clinic says still holds."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.directory.models import Clinic, ClinicOwner, ConfirmationReminder
from certificates.directory.services.mail import admin_url, send_or_keep

# days after the last confirmation, the furthest first
DISTANCES = (365, 270, 180)


def due_distance(today: dt.date, counted_from: dt.date) -> int | None:
    """The furthest distance that has been reached; None while the confirmation is fresh."""
    age = (today - counted_from).days
    return next((days for days in DISTANCES if age >= days), None)


def remind_clinics(*, today: dt.date, now: dt.datetime) -> int:
    """Remind the owners of every published clinic that was not confirmed for long; how many.

    Once at each distance: a reminder is claimed in a row of its own before it is sent.
    """
    sent = 0
    owners = ClinicOwner.objects.current().filter(user__is_active=True).exclude(user__email="")
    clinics = Clinic.objects.live().filter(pk__in=owners.values("clinic_id"))
    for clinic in clinics.iterator(chunk_size=200):
        counted_from = _counted_from(clinic, now)
        days = due_distance(today, counted_from)
        if days is None or not _claim(clinic, counted_from, days, now):
            continue
        to = list(owners.filter(clinic=clinic).values_list("user__email", flat=True))
        _send(clinic, to)
        sent += 1
    return sent


def _counted_from(clinic: Clinic, now: dt.datetime) -> dt.date:
    if clinic.last_confirmed_on:
        return clinic.last_confirmed_on
    return (clinic.first_published_at or now).date()


def _claim(clinic: Clinic, counted_from: dt.date, days: int, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            ConfirmationReminder.objects.create(
                clinic=clinic, counted_from=counted_from, days=days, claimed_at=now
            )
    except IntegrityError:
        return False
    return True


def _send(clinic: Clinic, to: list[str]) -> None:
    values = {
        "clinic": clinic,
        "address": admin_url(reverse("lms_directory:clinics")),
    }
    lines = [
        _("Does everything still hold that the directory says about %(clinic)s?") % values,
        _("Clients see the day it was last confirmed. One button does it: %(address)s") % values,
    ]
    for address in to:
        send_or_keep(_("Please confirm the entry of %(clinic)s") % values, lines, address)
