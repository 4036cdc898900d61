"""Appeals: a trainee asks once, somebody who did not mark decides, and nobody comes out lower."""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from assessments.enums import AppealDecision, AttemptOutcome, AttemptState, GradeCause
from assessments.exceptions import AppealRefused
from assessments.grading import ItemGrade, judge
from assessments.marks import appeal_ends
from assessments.models import Appeal, AppealOutcome, Attempt
from assessments.question_types.base import ONE, quantize
from assessments.question_types.fields import many_lines
from assessments.services.grades import NewGrade, record_grade
from assessments.wording import long_moment
from lms.core import clock
from lms.core.conf import lms_settings

logger = logging.getLogger("assessments.appeals")
MAX_REASON = 4000


def make_appeal(
    attempt_uuid: uuid.UUID, *, user: Any, reason: str, now: dt.datetime | None = None
) -> Appeal:
    """Ask for the result of one's own attempt to be looked at again.

    Raises AppealRefused without a reason, before there is a result, after the period, or when it
    was appealed before; Attempt.DoesNotExist.
    """
    now = now or clock.now()
    text = many_lines(reason, limit=MAX_REASON)
    if not text:
        raise AppealRefused(_("Say what should be looked at, and why."))
    again = AppealRefused(_("You have appealed this result already. One appeal is decided once."))
    try:
        with transaction.atomic():
            attempt = Attempt.objects.select_for_update(of=("self",)).get(
                uuid=attempt_uuid, user=user
            )
            if Appeal.objects.filter(attempt=attempt).exists():
                raise again
            if attempt.state != AttemptState.GRADED:
                raise AppealRefused(_("There is no result to appeal, or none any more."))
            latest = attempt.grade_events.order_by("-sequence")[0]
            ends = appeal_ends(attempt.read_paper().marking, latest.at)
            if ends is None:
                raise AppealRefused(_("Appeals are not taken for this exam. Ask your instructor."))
            if now > ends:
                raise AppealRefused(
                    _("This result could be appealed until %(end)s. Talk to your instructor.")
                    % {"end": long_moment(ends)}
                )
            appeal: Appeal = Appeal.objects.create(
                attempt=attempt, against=latest, reason=text, made_at=now
            )
    except IntegrityError:
        raise again from None
    return appeal


@transaction.atomic
def decide_appeal(
    appeal_id: int,
    *,
    actor: Any,
    marks: Mapping[int, Decimal],
    explanation: str,
    now: dt.datetime | None = None,
) -> AppealOutcome:
    """Uphold an appeal with new ``marks`` (position to fraction), or reject it without any.

    Upheld, the marks become a new grade event and the course hears of it. An appeal never lowers
    an answer. Raises AppealRefused without an explanation, for a lower mark, when nothing is
    raised, when the attempt is voided, when somebody decided already, or when ``actor`` sat the
    exam or marked any of it; Appeal.DoesNotExist.
    """
    now = now or clock.now()
    text = many_lines(explanation, limit=MAX_REASON)
    if not text:
        raise AppealRefused(_("Say why. The trainee reads it."))
    appeal = Appeal.objects.get(pk=appeal_id)
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=appeal.attempt_id)
    if AppealOutcome.objects.filter(appeal=appeal).exists():
        raise AppealRefused(_("This appeal was decided in the meantime."))
    if attempt.state != AttemptState.GRADED:
        raise AppealRefused(_("The attempt is voided; there is nothing to decide."))
    events = list(attempt.grade_events.order_by("sequence"))
    involved = {attempt.user_id, *(event.graded_by_id for event in events)}
    involved.update(attempt.marks.values_list("marker_id", flat=True))
    if actor.pk in involved:
        raise AppealRefused(_("You marked this attempt. Somebody else decides its appeal."))
    event = None
    if marks:
        grades = _raised([ItemGrade.from_json(one) for one in events[-1].items], marks)
        paper = attempt.read_paper()
        event = record_grade(
            NewGrade(
                attempt,
                paper,
                grades,
                judge(paper, grades),
                cause=GradeCause.APPEALED,
                at=now,
                sequence=events[-1].sequence + 1,
                graded_by=actor,
                reason=text,
            )
        )
    outcome: AppealOutcome = AppealOutcome.objects.create(
        appeal=appeal,
        decision=AppealDecision.UPHELD if event else AppealDecision.REJECTED,
        explanation=text,
        event=event,
        decided_by=actor,
        decided_at=now,
    )
    transaction.on_commit(partial(_tell_trainee, outcome.pk), robust=True)
    return outcome


def _raised(grades: list[ItemGrade], marks: Mapping[int, Decimal]) -> list[ItemGrade]:
    """The grades with the new marks. Raises AppealRefused unless they are higher."""
    known = {grade.position: grade.fraction or Decimal(0) for grade in grades}
    for position, fraction in marks.items():
        if position not in known or not known[position] <= fraction <= ONE:
            raise AppealRefused(
                _("Question %(n)s: an appeal never lowers a mark, and gives no more than all.")
                % {"n": position}
            )
    if all(quantize(fraction) == known[position] for position, fraction in marks.items()):
        raise AppealRefused(_("No mark is raised. Raise one, or reject the appeal."))
    return [
        replace(grade, fraction=quantize(marks[grade.position]), note="")
        if grade.position in marks
        else grade
        for grade in grades
    ]


def _tell_trainee(outcome_id: int) -> None:
    """Mail the decision; the result page says it in any case."""
    outcome = AppealOutcome.objects.select_related("appeal__attempt__user").get(pk=outcome_id)
    attempt = outcome.appeal.attempt
    if not attempt.user.email:
        return
    values = {"exam": attempt.exam_title, "n": attempt.number}
    if outcome.decision == AppealDecision.UPHELD:
        lines = [
            _("Your appeal against attempt %(n)s at “%(exam)s” is upheld.") % values,
            _("Your result is now: %(result)s.")
            % {"result": AttemptOutcome(attempt.outcome).label},
        ]
    else:
        lines = [
            _("Your appeal against attempt %(n)s at “%(exam)s” is rejected.") % values,
            _("Your result stays as it was."),
        ]
    lines.append(_("Why: %(reason)s") % {"reason": outcome.explanation})
    try:
        path = reverse("lms_assessments:result", args=[attempt.uuid])
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        lines.append(_("Your result: %(address)s") % {"address": f"{base}{path}"})
    except NoReverseMatch:
        logger.warning("the pages of exams have no address here")
    contact = str(lms_settings.LMS_ISSUER_CONTACT)
    message = EmailMessage(
        subject=_("Your appeal about “%(exam)s”") % {"exam": attempt.exam_title},
        body="\n\n".join(lines),
        to=[attempt.user.email],
        reply_to=[contact] if "@" in contact else None,
    )
    try:
        message.send()
    except OSError:
        logger.exception("the mail about appeal %s was not sent", outcome.appeal_id)
