"""Recording what an assessor saw of a practical, and correcting it. Nothing is overwritten."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import PracticalOutcome
from assessments.exceptions import PracticalRefused
from assessments.models import PracticalPage, PracticalResult
from assessments.pigments import Pigment
from courses.api import get_unit_access, record_unit_result
from lms.core import clock
from lms.core.digest import digest


def record_practical(
    practical: PracticalPage,
    *,
    user: Any,
    actor: Any,
    outcome: str,
    seen_on: dt.date,
    pigments: Sequence[Pigment] = (),
    words: str = "",
    case: uuid.UUID | None = None,
) -> PracticalResult:
    """Record what ``actor`` saw ``user`` do on the day ``seen_on``, and tell the course.

    ``case`` makes the same form sent twice one result. Raises PracticalRefused where the practical
    is not open to the person, for one's own work, a day to come, or pigment without a batch.
    """
    access = get_unit_access(user, practical)
    if not access.allowed or access.enrollment is None:
        why = " ".join(access.reasons) or _("This person is not enrolled in the course.")
        raise PracticalRefused(_("Nothing can be recorded for this person: %(why)s") % {"why": why})
    known = PracticalResult.objects.filter(case=case, sequence=0).first() if case else None
    return known or _append(
        PracticalResult(
            case=case or uuid.uuid4(),
            user=user,
            enrollment=access.enrollment,
            practical=practical,
            practical_key=practical.unit_key,
            practical_title=practical.title,
            digest=digest(practical.unit_rule()),
            outcome=outcome,
            seen_on=seen_on,
            pigments=[one.to_json() for one in pigments],
            words=words.strip(),
            judged_by=actor,
        ),
        needs_pigment=practical.with_pigment,
    )


def correct_practical(
    row: PracticalResult,
    *,
    actor: Any,
    outcome: str,
    seen_on: dt.date,
    pigments: Sequence[Pigment] = (),
    words: str = "",
    reason: str,
) -> PracticalResult:
    """Put another result of the same case in the place of ``row``, which stays on record.

    Raises PracticalRefused without a reason, when ``row`` was corrected already, and as recording
    does.
    """
    if not reason.strip():
        raise PracticalRefused(_("Say why. The reason is kept."))
    needs_pigment = row.practical.with_pigment if row.practical else bool(row.pigments)
    return _append(
        PracticalResult(
            case=row.case,
            sequence=row.sequence + 1,
            user=row.user,
            enrollment=row.enrollment,
            practical=row.practical,
            practical_key=row.practical_key,
            practical_title=row.practical_title,
            digest=row.digest,
            outcome=outcome,
            seen_on=seen_on,
            pigments=[one.to_json() for one in pigments],
            words=words.strip(),
            reason=reason.strip(),
            judged_by=actor,
        ),
        needs_pigment=needs_pigment and outcome != PracticalOutcome.VOID,
    )


def _append(row: PracticalResult, *, needs_pigment: bool) -> PracticalResult:
    now = clock.now()
    if row.user == row.judged_by:
        raise PracticalRefused(_("Somebody else has to judge your own work."))
    if row.seen_on > timezone.localdate(now):
        raise PracticalRefused(_("This day is still to come."))
    if needs_pigment and not row.pigments:
        raise PracticalRefused(_("Write down the name and batch number of every pigment."))
    row.at = now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record_unit_result(**_as_result(row))
    except IntegrityError as error:
        raise PracticalRefused(_("Somebody has recorded or corrected this meanwhile.")) from error
    return row


def _as_result(row: PracticalResult) -> dict[str, Any]:
    """What the course hears. The evidence names everybody who judged the case, and every batch
    that was ever written down for it: a recall rather finds one too many."""
    steps = list(PracticalResult.objects.filter(case=row.case).order_by("sequence"))
    batches = dict.fromkeys(one["batch"] for step in steps for one in step.pigments)
    judges = dict.fromkeys(str(step.judged_by_id) for step in steps)
    void = row.outcome == PracticalOutcome.VOID
    return {
        "enrollment_id": row.enrollment_id,
        "unit_key": row.practical_key,
        "unit_title": row.practical_title,
        "kind": PracticalPage.unit_kind,
        "source": f"practical:{row.case}",
        "sequence": row.sequence,
        "outcome": PracticalOutcome.FAIL if void else row.outcome,
        "evidence": {
            "kind": PracticalPage.unit_kind,
            "version_digest": row.digest,
            "judged_by": list(judges) if len(judges) > 1 else next(iter(judges)),
            "pigment_batches": list(batches),
            "seen_on": row.seen_on.isoformat(),
            **({"voided": True} if void else {}),
        },
        "at": row.at,
    }
