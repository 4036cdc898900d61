"""What a person may ask of the academy: a copy of their data, and its erasure."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from courses.exceptions import ErasureRefused, PersonErased
from courses.models import Enrollment, Erasure
from courses.services import steps
from lms.core import clock
from lms.core.privacy import erase_holding, export_holding, list_holdings

_ACCOUNT = ("username", "email", "first_name", "last_name", "date_joined", "last_login")
_ADMIN = "wagtailadmin.access_admin"


def hold_person(user_id: Any) -> None:
    """Hold a person's account to the end of the transaction, so that nobody erases them meanwhile.

    Whoever writes a person's name into a new row calls this first. Raises PersonErased.
    """
    # no key changes, so rows that refer to the account can still be written
    get_user_model()._default_manager.select_for_update(no_key=True).get(pk=user_id)
    if Erasure.objects.filter(user_id=user_id).exists():
        raise PersonErased(_("The data of this person was erased at their request."))


def find_erasure_obstacle(user: Any) -> str:
    """Why ``user`` cannot be erased now, as a sentence; empty when nothing is in the way."""
    if user.is_superuser or user.has_perm(_ADMIN):
        return _("This account works in the admin. Take it out of its groups first, then erase it.")
    return ""


def erase_person(user: Any, *, actor: Any = None, reference: str = "") -> Erasure:
    """Erase what nobody needs any more about ``user``, in every room, in one transaction.

    Results and certificates stay as evidence of what was done, on an account that names nobody.
    Doing it again changes nothing. Raises ErasureRefused for staff.
    """
    with transaction.atomic():
        locked = get_user_model()._default_manager.select_for_update(no_key=True).get(pk=user.pk)
        if done := Erasure.objects.filter(user=locked).first():
            return done
        if obstacle := find_erasure_obstacle(locked):
            raise ErasureRefused(obstacle)
        for holding in list_holdings():
            erase_holding(holding, locked)
        # last: who records a result holds their own record first, and the enrollment after it
        _end_enrollments(locked)
        _empty_account(locked)
        return Erasure.objects.create(
            user=locked, at=clock.now(), actor=actor, reference=reference.strip()[:80]
        )


def export_person(user: Any) -> dict[str, Any]:
    """A copy of everything held about ``user``, and why and for how long, ready for JSON."""
    holdings = list_holdings()
    account = {
        name: str(getattr(user, name)) for name in _ACCOUNT if getattr(user, name, None) is not None
    }
    return {
        "made_at": clock.now().isoformat(),
        "account": account | {"groups": [group.name for group in user.groups.order_by("name")]},
        "data": {one.app_label: export_holding(one, user) for one in holdings},
        "reasons": {
            one.app_label: {name: dict(one.columns[name]) for name in one.subjects}
            for one in holdings
        },
    }


def _end_enrollments(user: Any) -> None:
    now = clock.now()
    for enrollment in Enrollment.objects.open().filter(user=user).select_for_update(of=("self",)):
        # access that ran out is written down as that
        action = "withdraw" if steps.state_of(enrollment, now=now) == enrollment.state else "expire"
        steps.take(enrollment, action, actor=None, reason="", now=now)


def _empty_account(user: Any) -> None:
    """Leave the row, which records point at, with nothing in it that says whose it was."""
    user.set_unusable_password()
    user.is_active = False
    setattr(user, user.USERNAME_FIELD, f"erased-{user.pk}")
    for name in ("email", "first_name", "last_name"):
        if hasattr(user, name) and name != user.USERNAME_FIELD:
            setattr(user, name, "")
    if hasattr(user, "last_login"):
        user.last_login = None
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    if apps.is_installed("wagtail.users"):
        for profile in apps.get_model("wagtailusers", "UserProfile").objects.filter(user=user):
            if profile.avatar:
                profile.avatar.delete(save=False)
            profile.delete()
    forget_label(user)


def forget_label(instance: Any) -> None:
    """Take the name of an erased object out of the admin's log; what was done to it stays there."""
    kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(instance.pk))
    entries.update(label=_("Erased"), data={})
