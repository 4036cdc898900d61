"""The clinics of the demo and who works there."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from certificates.directory.models import (
    Clinic,
    ClinicAccess,
    ClinicCheck,
    ClinicHours,
    ClinicLanguage,
    ClinicPigment,
    ClinicPractitioner,
    ClinicService,
    Practitioner,
    PractitionerLanguage,
)
from certificates.directory.services import ensure_practitioner, set_consents
from lms.demo.build.media import Media

CONSENTS = {"listed", "name", "photo"}


def add_clinic(data: Mapping[str, Any], *, media: Media, today: dt.date, author: Any) -> Clinic:
    """The clinic of ``data``; made when missing, published as a registrar would."""
    found = Clinic.objects.filter(slug=data["slug"]).first()
    if found:
        return found
    same = (
        "slug name type street town postcode country phone email website opening_hours description "
        "price_words free_consultation payment_plans hygiene_statement sterilization_statement "
        "pigment_statement registration_number registration_authority"
    )
    clinic = Clinic(
        **{name: data[name] for name in same.split()},
        photo=media.image(data["image"]),
        photo_alt=data["image_alt"],
        last_confirmed_on=today - dt.timedelta(days=data["confirmed_days_ago"]),
        live=False,
    )
    clinic.services = [ClinicService(**service) for service in data["services"]]
    clinic.hours = [
        ClinicHours(
            day=day,
            opens=dt.time.fromisoformat(opens) if opens else None,
            closes=dt.time.fromisoformat(closes) if closes else None,
            by_appointment=not opens,
        )
        for days, opens, closes in data["hours"]
        for day in days
    ]
    clinic.spoken = [ClinicLanguage(code=code) for code in data["languages"]]
    clinic.access = [ClinicAccess(feature=feature) for feature in data["access"]]
    clinic.pigments = [ClinicPigment(**pigment) for pigment in data["pigments"]]
    clinic.checks = [
        ClinicCheck(
            kind=check["kind"],
            checked_on=today - dt.timedelta(days=check["days_ago"]),
            checked_by="Registrar of Kestrel Lane Academy",
            finding=check["finding"],
        )
        for check in data["checks"]
    ]
    with transaction.atomic():
        clinic.save()
        clinic.save_revision(user=author, log_action=True).publish(user=author)
    clinic.refresh_from_db()
    return clinic


@transaction.atomic
def add_practitioner(
    data: Mapping[str, Any],
    *,
    user: Any,
    trainee: Mapping[str, Any],
    clinic: Clinic,
    media: Media,
    now: dt.datetime,
) -> Practitioner:
    """The directory entry of ``user`` at ``clinic``, with the consents that listing needs."""
    if not Practitioner.objects.filter(user=user).exists():
        practitioner = ensure_practitioner(user, display_name=trainee["legal_name"])
        practitioner.bio = data["bio"]
        practitioner.spoken = [PractitionerLanguage(code=code) for code in data["languages"]]
        practitioner.practicing_since = now.year - data["years_in_practice"]
        if trainee["portrait"]:
            practitioner.photo = media.image(trainee["portrait"])
        practitioner.save()
        practitioner.save_revision().publish()
        set_consents(practitioner, kinds=CONSENTS, actor=user, at=now - dt.timedelta(days=1))
    practitioner = Practitioner.objects.get(user=user)
    if not practitioner.places.filter(clinic=clinic).exists():
        practitioner.places.add(ClinicPractitioner(clinic=clinic, role=data["role"]))
        practitioner.save()
        practitioner.save_revision().publish()
    return practitioner
