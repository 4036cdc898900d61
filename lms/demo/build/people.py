"""Accounts of the demo academy. Everybody has the same password, which the command prints."""

import functools
from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask

from certificates.api import record_identity
from courses.api import set_learner_name
from lms.core import clock

PASSWORD = "stipple-demo"  # noqa: S105 (printed on purpose)
GROUPS = {
    "instructor": ["Instructors"],
    "assessor": ["Instructors", "Assessors"],
    "quality assurer": ["Quality assurers"],
    "registrar": ["Registrars"],
}


# what the command prints: whom to sign in as, and why
LOGINS = [
    ("noor", "a trainee in the middle of the course"),
    ("kwabena", "a trainee who is ready for the final exam"),
    ("marie-clemence", "a certified practitioner, who speaks for a clinic"),
    ("ruth", "an instructor"),
    ("tomasz", "the registrar"),
    ("admin", "the administrator"),
]


@functools.cache
def _hashed_password() -> str:
    # hashing is slow on purpose; everybody has the same password here, so once is enough
    return make_password(PASSWORD)


@transaction.atomic
def add_person(
    *,
    username: str,
    email: str,
    name: str,
    staff_groups: Sequence[str] = (),
    superuser: bool = False,
) -> Any:
    """The account ``username``, made when missing, with a verified e-mail address."""
    model = get_user_model()
    user = model.objects.filter(username=username).first()
    if user is None:
        first, _, last = name.partition(" ")
        user = model(
            username=username,
            email=email,
            first_name=first[:150],
            last_name=last[:150],
            is_staff=superuser,
            is_superuser=superuser,
            date_joined=clock.now(),
        )
        user.password = _hashed_password()
        user.save()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.groups.add(*Group.objects.filter(name__in=staff_groups))
    return user


def add_trainee(
    *, username: str, email: str, legal_name: str, preferred_name: str, misspelled: str = ""
) -> Any:
    """A trainee whose legal name is confirmed, so that certificates can be issued.

    A name that was ``misspelled`` at first is put right with the certificate it stands on.
    """
    user = add_person(username=username, email=email, name=preferred_name)
    if not (misspelled and user.certificates.exists()):
        name = misspelled or legal_name
        set_learner_name(user, legal_name=name, preferred_name=preferred_name, confirm=True)
    return user


def see_identity(user: Any, *, by: Any) -> None:
    """``by`` has seen the passport of ``user``, who is of age; once."""
    if not user.identity_checks.exists():
        record_identity(user, checked_by=by, document="passport", age=18)


def add_reviewers() -> None:
    """Let quality assurers answer what an author submits for moderation."""
    reviewers = Group.objects.get(name="Quality assurers")
    for task in GroupApprovalTask.objects.filter(active=True):
        task.groups.add(reviewers)
