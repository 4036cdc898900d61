"""What an owner sees of their clinics, and a person of their places and their training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import TaskState, WorkflowState

from certificates import api as certificates
from certificates.directory.enums import Side
from certificates.directory.models import (
    Clinic,
    ClinicOwner,
    ClinicPractitioner,
    PlaceRequest,
    Practitioner,
)
from certificates.directory.queries.values import TrainingLine
from certificates.directory.standing import list_competence
from certificates.enums import CertificateState


@dataclass(frozen=True)
class Owned:
    """One clinic of an owner: whether a change waits, or came back with a comment."""

    clinic: Clinic
    is_waiting: bool
    comment: str
    requests: tuple[PlaceRequest, ...]
    staff: tuple[ClinicPractitioner, ...]


def list_owned(user: Any) -> tuple[Owned, ...]:
    """The clinics ``user`` speaks for, in five queries however many."""
    pks = ClinicOwner.objects.current().filter(user=user).values("clinic_id")
    clinics = list(Clinic.objects.filter(pk__in=pks).order_by("name", "pk"))
    states = _newest_states(clinics)
    requests: dict[int, list[PlaceRequest]] = {}
    for request in PlaceRequest.objects.filter(
        clinic__in=clinics, side=Side.PRACTITIONER, answered_at__isnull=True
    ).select_related("practitioner"):
        requests.setdefault(request.clinic_id, []).append(request)
    staff: dict[int, list[ClinicPractitioner]] = {}
    for place in ClinicPractitioner.objects.filter(clinic__in=clinics).select_related(
        "practitioner"
    ):
        staff.setdefault(place.clinic_id, []).append(place)
    return tuple(
        Owned(
            clinic=clinic,
            is_waiting=states.get(str(clinic.pk), ("", ""))[0] == WorkflowState.STATUS_IN_PROGRESS,
            comment=states.get(str(clinic.pk), ("", ""))[1],
            requests=tuple(requests.get(clinic.pk, ())),
            staff=tuple(staff.get(clinic.pk, ())),
        )
        for clinic in clinics
    )


def _newest_states(clinics: Iterable[Clinic]) -> dict[str, tuple[str, str]]:
    """The state of the newest proposal of each clinic, and what came back with it."""
    rows = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Clinic),
        workflow_state__object_id__in=[str(clinic.pk) for clinic in clinics],
    ).order_by("pk")
    found: dict[str, tuple[str, str]] = {}
    for object_id, state, task, comment in rows.values_list(
        "workflow_state__object_id", "workflow_state__status", "status", "comment"
    ):
        found[object_id] = (state, comment if task == TaskState.STATUS_REJECTED else "")
    return found


def count_photos(draft: Clinic) -> int:
    """How many photos a version of a clinic shows."""
    return int(draft.photo_id is not None) + len(draft.photos.all())


def count_people(clinic: Clinic) -> int:
    """How many people are shown at a clinic."""
    return ClinicPractitioner.objects.filter(clinic=clinic).count()


def list_training_choices(user: Any) -> list[tuple[str, str]]:
    """The certificates of ``user`` they may show, by number; revoked ones are no training."""
    return [
        (row.number, f"{row.title}, {row.printed_number}")
        for row in certificates.certificates_of(user)
        if row.state not in (CertificateState.REVOKED, CertificateState.SUPERSEDED)
    ]


def read_training(practitioner: Practitioner) -> tuple[TrainingLine, ...]:
    """What the person chose to show, as the register has it today."""
    chosen = [row.number for row in practitioner.training.all()]
    if not chosen or practitioner.user_id is None:
        return ()
    rows = certificates.certificates_of(practitioner.user_id).filter(number__in=chosen)
    return tuple(
        TrainingLine(
            title=row.title,
            issued_on=row.issued_on,
            state=str(row.state.label),
            is_valid=row.state == CertificateState.VALID,
        )
        for row in rows
        if row.state not in (CertificateState.REVOKED, CertificateState.SUPERSEDED)
    )


def find_clinic_by_words(words: str) -> Clinic | None:
    """The published clinic with this address or, if there is only one, this name."""
    live = Clinic.objects.live()
    found: Clinic | None = live.filter(slug=words.strip().lower()).first()
    if found is None:
        named = list(live.filter(name__iexact=words.strip())[:2])
        found = named[0] if len(named) == 1 else None
    return found


def find_practitioner_by_number(words: str, *, now: Any) -> Practitioner | None:
    """Whose entry the valid certificate with this number belongs to."""
    number = certificates.read_number(words)
    if not number:
        return None
    entries = Practitioner.objects.filter(user__isnull=False)
    holders = list_competence(entries.values("user_id"), now).filter(number=number)
    found: Practitioner | None = entries.filter(user_id__in=holders.values("user_id")).first()
    return found
