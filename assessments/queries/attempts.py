"""Where a person stands with an exam."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from assessments.admission import Admission, PastAttempt, admit
from assessments.enums import AttemptState
from assessments.models import Attempt, ExamException, ExamPage, QuestionVersion, Regrade
from assessments.models.attempts import AttemptQuerySet
from assessments.papers import Paper
from assessments.queries.summaries import step_columns
from assessments.rules import Allowance, ExamRule, Granted, find_pinned_rule
from courses.api import UnitAccess, get_unit_access


@dataclass(frozen=True)
class Gate:
    """Whether a person may start: the rule that holds for them, their attempts, the decision."""

    access: UnitAccess
    rule: ExamRule
    attempts: tuple[Attempt, ...]
    admission: Admission
    allowance: Allowance = field(default_factory=Allowance)
    granted: tuple[Granted, ...] = ()

    @property
    def enrollment(self) -> Any:
        return self.access.enrollment

    @property
    def open_attempt(self) -> Attempt | None:
        return next((one for one in self.attempts if one.state == AttemptState.OPEN), None)

    @property
    def seen(self) -> frozenset[str]:
        """Questions of earlier papers, drawn again only when there are no others."""
        return frozenset(
            item["question"] for attempt in self.attempts for item in attempt.paper["items"]
        )


def rule_for(exam: ExamPage, enrollment: Any) -> ExamRule:
    """The exam's rule, with what the enrollment's course version pins of it."""
    return _pinned(exam.rule, exam, enrollment)


def limits_for(exam: ExamPage, enrollment: Any) -> ExamRule:
    """The same without the sections: who may start, and when. No query."""
    return _pinned(exam.limits, exam, enrollment)


def _pinned(rule: ExamRule, exam: ExamPage, enrollment: Any) -> ExamRule:
    if enrollment is None:
        return rule
    return rule.pinned_to(find_pinned_rule(enrollment.version.outline, str(exam.translation_key)))


def list_granted(user_id: int, exam_key: Any, *, now: dt.datetime) -> tuple[Granted, ...]:
    """What this person gets beyond the rule at this exam now, each with its last day. One query."""
    rows = ExamException.objects.filter(user=user_id, exam_key=exam_key).holding(now.date())
    return tuple(Granted(row.allowance, row.until) for row in rows)


def allowances_of(user: Any, *, now: dt.datetime) -> dict[Any, Allowance]:
    """The same for all exams at once, by exam key. One query."""
    found: dict[Any, list[Allowance]] = {}
    for row in ExamException.objects.filter(user=user).holding(now.date()):
        found.setdefault(row.exam_key, []).append(row.allowance)
    return {key: Allowance.combine(own) for key, own in found.items()}


def gate_for(user: Any, exam: ExamPage, *, now: dt.datetime) -> Gate:
    """Everything the exam's first page and the start need. A constant number of queries."""
    access = get_unit_access(user, exam, now=now)
    rule = rule_for(exam, access.enrollment)
    attempts: tuple[Attempt, ...] = ()
    allowance = Allowance()
    granted: tuple[Granted, ...] = ()
    if user.is_authenticated:
        granted = list_granted(user.pk, exam.translation_key, now=now)
        allowance = Allowance.combine(one.allowance for one in granted)
        rule = rule.allowing(allowance)
        attempts = tuple(
            Attempt.objects.filter(user=user, exam_key=exam.translation_key).order_by("number")
        )
    closed = access.reasons
    if access.allowed and access.enrollment is None:
        closed = (_("You see this exam as its author. Use the preview to see a paper."),)
    enrollment_id = access.enrollment.pk if access.enrollment else None
    admission = admit(
        rule,
        [as_past(attempt) for attempt in attempts],
        enrollment=enrollment_id,
        now=now,
        closed=closed,
    )
    return Gate(access, rule, attempts, admission, allowance, granted)


def as_past(attempt: Attempt) -> PastAttempt:
    """An attempt as the values admission takes."""
    return PastAttempt(
        number=attempt.number,
        state=attempt.state,
        outcome=attempt.outcome or None,
        started_at=attempt.started_at,
        closed_at=attempt.closed_at,
        enrollment=attempt.enrollment_id,
    )


def list_attempts(user: Any) -> AttemptQuerySet:
    """Every attempt of ``user``, the latest first, without papers."""
    return Attempt.objects.filter(user=user).without_paper().order_by("-started_at", "-pk")


def get_attempt(user: Any, attempt_uuid: Any) -> Attempt:
    """An attempt of ``user``. Raises Attempt.DoesNotExist, also for somebody else's."""
    return Attempt.objects.select_related("exam").get(uuid=attempt_uuid, user=user)


def read_answers(
    attempt: Attempt, paper: Paper, *, timed: bool = False
) -> dict[int, tuple[QuestionVersion, Mapping[str, Any]]]:
    """Version and saved answer of each question, by position. One query.

    Each version carries ``regrade_id``: the latest regrade of it that holds for this exam, if any;
    ``timed``, also what ``read_steps`` reads.
    """
    decisions = (
        Regrade.objects.standing()
        .filter(Q(exam_key=None) | Q(exam_key=attempt.exam_key), versions=OuterRef("pk"))
        .order_by("-applied_at", "-pk")
    )
    rows: Any = QuestionVersion.objects.filter(pk__in=paper.version_ids).annotate(
        mine=FilteredRelation("responses", condition=Q(responses__attempt=attempt)),
        mine_answer=F("mine__answer"),
        regrade_id=Subquery(decisions.values("pk")[:1]),
    )
    if timed:
        rows = rows.annotate(**step_columns(attempt))
    by_id = {row.pk: row for row in rows}
    return {
        item.position: (by_id[item.version_id], by_id[item.version_id].mine_answer or {})
        for item in paper.items
    }
