"""Who somebody is: a member of staff has seen a document, which is not kept."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.enums import IdentityDocument
from certificates.exceptions import IdentityRefused, StepRefused
from certificates.models import IdentityCheck
from certificates.services.issue import issue_for_person
from courses.api import hold_person
from lms.core import clock


def record_identity(
    user: Any, *, checked_by: Any, document: str, age: int | None = None
) -> IdentityCheck:
    """Say that ``checked_by`` saw a document of ``user`` now, in place of an earlier one.

    ``age`` is an age the person has reached at least. The same again within a minute is the same
    check. Raises IdentityRefused for one's own identity, an unknown kind or an impossible age.
    """
    if user.pk == checked_by.pk:
        raise IdentityRefused(_("Somebody else has to check your own identity."))
    if document not in IdentityDocument.values:
        raise IdentityRefused(_("Choose the kind of document you saw."))
    if age is not None and not 1 <= age <= 120:
        raise IdentityRefused(_("An age lies between 1 and 120 years."))
    now = clock.now()
    with transaction.atomic():
        hold_person(user.pk)
        before: IdentityCheck | None = IdentityCheck.objects.standing().filter(user=user).first()
        if before and _is_same(before, checked_by, document, age, now):
            return before
        if before:
            _withdraw(before, checked_by, now)
        check: IdentityCheck = IdentityCheck.objects.create(
            user=user, checked_by=checked_by, document=document, age=age, checked_at=now
        )
        transaction.on_commit(lambda: issue_for_person(user.pk), robust=True)
    return check


def withdraw_identity(check: IdentityCheck, *, actor: Any) -> IdentityCheck:
    """Take back a check that was a mistake; certificates that were issued stay.

    Raises StepRefused when it was withdrawn already.
    """
    with transaction.atomic():
        locked: IdentityCheck = IdentityCheck.objects.select_for_update().get(pk=check.pk)
        if locked.withdrawn_at:
            raise StepRefused(_("This check has been withdrawn already."))
        _withdraw(locked, actor, clock.now())
    return locked


def _is_same(before: Any, checked_by: Any, document: str, age: int | None, now: Any) -> bool:
    same = (before.checked_by_id, before.document, before.age) == (checked_by.pk, document, age)
    return same and (now - before.checked_at).total_seconds() < 60


def _withdraw(check: IdentityCheck, actor: Any, now: Any) -> None:
    check.withdrawn_at, check.withdrawn_by = now, actor
    check.save(update_fields=["withdrawn_at", "withdrawn_by"])
