"""What is earned and cannot be issued yet waits, with what would change that."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.documents.text import MissingGlyphs
from certificates.eligibility import Reason
from certificates.enums import BlockCause
from certificates.models import Award, BlockedIssue
from certificates.models.wording import name_characters
from certificates.snapshot import Snapshot
from courses.api import hold_person
from lms.core import clock


def block_unprintable(
    user: Any,
    award: Award,
    enrollment_id: int,
    decision: Reason,
    draft: Snapshot,
    error: MissingGlyphs,
) -> BlockedIssue:
    values = {"characters": name_characters(error.characters)}
    if any(character in draft.name for character in error.characters):
        cause = BlockCause.NAME_UNPRINTABLE
        message = _(
            "Your name holds characters that this academy cannot print yet: %(characters)s. Give "
            "your name in the letters of your passport, or ask the registrar to add a font."
        )
    else:
        cause = BlockCause.PAGE_OVERFLOW
        message = _(
            "The award’s own text holds characters that no font here can print: %(characters)s. "
            "The registrar has been told."
        )
    return block(
        user,
        award,
        enrollment_id,
        decision,
        cause,
        message=message % values,
        characters=error.characters[:200],
    )


def block(
    user: Any,
    award: Award,
    enrollment_id: int,
    decision: Reason,
    cause: BlockCause,
    *,
    message: str,
    characters: str = "",
) -> BlockedIssue:
    with transaction.atomic():
        hold_person(user.pk)
        others = BlockedIssue.objects.waiting().filter(user=user, award=award)
        others.exclude(enrollment_id=enrollment_id).update(resolved_at=clock.now())
        blocked, _created = BlockedIssue.objects.update_or_create(
            user=user,
            award=award,
            enrollment_id=enrollment_id,
            defaults={
                "cause": cause,
                "message": message,
                "characters": characters,
                "decision": decision.as_json(),
                "resolved_at": None,
            },
            create_defaults={
                "cause": cause,
                "message": message,
                "characters": characters,
                "decision": decision.as_json(),
                "created_at": clock.now(),
            },
        )
    return blocked


def settle_blocked(user: Any, award: Award) -> None:
    """Nothing of this award waits any longer: it was issued, or is not earned any more."""
    waiting = BlockedIssue.objects.waiting().filter(user=user, award=award)
    waiting.update(resolved_at=clock.now())
