"""What the directory does when something was published."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.signals import published

from certificates.directory.models import Clinic, Practitioner
from certificates.directory.tasks import prepare_clinic, prepare_practitioner


def on_clinic_published(sender: Any, instance: Clinic, **kwargs: Any) -> None:
    transaction.on_commit(partial(prepare_clinic.enqueue, instance.pk))


def on_practitioner_published(sender: Any, instance: Practitioner, **kwargs: Any) -> None:
    transaction.on_commit(partial(prepare_practitioner.enqueue, instance.pk))


def connect() -> None:
    """Listen; safe to call again."""
    published.connect(on_clinic_published, sender=Clinic, dispatch_uid="lms_directory.clinic")
    published.connect(
        on_practitioner_published, sender=Practitioner, dispatch_uid="lms_directory.practitioner"
    )
