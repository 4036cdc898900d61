"""The names a learner goes by."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.exceptions import CourseError
from courses.models import LearnerProfile
from courses.services.people import hold_person
from lms.core import clock
from lms.core.sanitize import clean_text


@dataclass(frozen=True)
class LearnerName:
    """``legal`` is printed on certificates once ``confirmed``; ``preferred`` is for screens."""

    legal: str
    preferred: str
    confirmed: bool


def get_learner_name(user: Any) -> LearnerName:
    """The names of ``user``; empty ones fall back on the account's."""
    profile = LearnerProfile.objects.filter(user=user).first()
    legal = profile.legal_name if profile else ""
    preferred = profile.preferred_name if profile else ""
    account = user.get_full_name()
    return LearnerName(
        legal=legal or account,
        preferred=preferred or legal or account or user.get_username(),
        confirmed=bool(profile and profile.legal_name and profile.legal_name_confirmed_at),
    )


def set_learner_name(
    user: Any,
    *,
    legal_name: str | None = None,
    preferred_name: str | None = None,
    confirm: bool = False,
    now: dt.datetime | None = None,
) -> LearnerName:
    """Change what is given. A changed legal name has to be confirmed again.

    Raises CourseError when asked to confirm an empty legal name, PersonErased after an erasure.
    """
    with transaction.atomic():
        hold_person(user.pk)
        profile, _created = LearnerProfile.objects.get_or_create(user=user)
        if legal_name is not None:
            legal_name = clean_text(legal_name)[:200]
            if legal_name != profile.legal_name:
                profile.legal_name = legal_name
                profile.legal_name_confirmed_at = None
        if preferred_name is not None:
            profile.preferred_name = clean_text(preferred_name)[:120]
        if confirm:
            if not profile.legal_name:
                raise CourseError(_("Write your legal name before you confirm it."))
            profile.legal_name_confirmed_at = now or clock.now()
        profile.save()
    return get_learner_name(user)
