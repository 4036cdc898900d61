"""Which clinics and practitioners a search finds."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from certificates.directory.enums import ConsentKind
from certificates.directory.models import (
    Clinic,
    ClinicPractitioner,
    ClinicService,
    Practitioner,
)
from certificates.directory.search import Search
from certificates.directory.standing import consenting, list_listed


def find_clinics(search: Search, now: dt.datetime) -> QuerySet[Clinic]:
    """Published clinics where at least one listed practitioner works and ``search`` holds."""
    listed = list_listed(now)
    found = _narrow(Clinic.objects.live(), search).filter(
        pk__in=ClinicPractitioner.objects.filter(practitioner__in=listed.values("pk")).values(
            "clinic_id"
        )
    )
    if search.q:
        named = listed.filter(consenting(ConsentKind.NAME, now), display_name__icontains=search.q)
        found = found.filter(
            Q(name__icontains=search.q)
            | Q(town__icontains=search.q)
            | Q(
                pk__in=ClinicPractitioner.objects.filter(
                    practitioner__in=named.values("pk")
                ).values("clinic_id")
            )
        )
    return found.order_by("name", "town", "pk")


def find_people(search: Search, now: dt.datetime) -> QuerySet[Practitioner]:
    """Listed practitioners who show their name, at clinics for which the filters hold."""
    found = list_listed(now).filter(consenting(ConsentKind.NAME, now))
    narrows = search.town or search.techniques or search.types or search.free_consultation
    if narrows:
        clinics = _narrow(Clinic.objects.live(), search)
        found = found.filter(
            pk__in=ClinicPractitioner.objects.filter(clinic__in=clinics.values("pk")).values(
                "practitioner_id"
            )
        )
    if search.q:
        at_clinic = Clinic.objects.live().filter(
            Q(name__icontains=search.q) | Q(town__icontains=search.q)
        )
        found = found.filter(
            Q(display_name__icontains=search.q)
            | Q(
                pk__in=ClinicPractitioner.objects.filter(clinic__in=at_clinic.values("pk")).values(
                    "practitioner_id"
                )
            )
        )
    return found.order_by("display_name", "pk")


def _narrow(clinics: QuerySet[Clinic], search: Search) -> QuerySet[Clinic]:
    if search.town:
        clinics = clinics.filter(
            Q(town__icontains=search.town) | Q(postcode__istartswith=search.town)
        )
    if search.types:
        clinics = clinics.filter(type__in=search.types)
    if search.free_consultation:
        clinics = clinics.filter(free_consultation=True)
    for technique in sorted(search.techniques):
        clinics = clinics.filter(
            pk__in=ClinicService.objects.filter(technique=technique).values("clinic_id")
        )
    return clinics
