"""What is shown of the marking: the one place where screens ask a feedback matrix."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import wording
from assessments.enums import AttemptState
from assessments.feedback import (
    ANSWER,
    CLOSED,
    CORRECTNESS,
    GENERAL,
    Feedback,
    Situation,
    feedback_of,
)
from assessments.grading import mark_of
from assessments.models import Attempt, ExamException
from assessments.papers import Paper, PaperItem


@dataclass(frozen=True)
class CheckScreen:
    """A question of a practice paper: what was said of the checked answer, and the tries left.

    ``mark`` is "" and ``feedback`` None while there is nothing to say of the answer as it stands.
    """

    settled: bool = False
    tries: int = 0
    limit: int | None = None
    mark: str = ""
    notice: str = ""
    feedback: Feedback | None = None
    kind: Any = None

    @property
    def checked(self) -> bool:
        return self.feedback is not None

    @property
    def tries_text(self) -> str:
        if self.limit is None or self.settled:
            return ""
        left = max(0, self.limit - self.tries)
        return ngettext("%(n)s try left", "%(n)s tries left", left) % {"n": left}

    @property
    def settled_text(self) -> str:
        return _("This answer stays as it is.") if self.settled else ""


def check_screen(paper: Paper, item: PaperItem, version: Any, row: Any) -> CheckScreen:
    """The state of one question of a practice paper. No query.

    While there are tries left, the right answer and the explanation wait, whatever the matrix says.
    """
    if row is None or row.checked is None or row.checked != row.sequence:
        return CheckScreen(
            settled=bool(row and row.settled), tries=row.tries if row else 0, limit=paper.tries
        )
    aspects = paper.feedback.visible(Situation(handed_in=False))
    if not row.settled:
        aspects -= {ANSWER}
        if paper.tries is not None or CORRECTNESS in aspects:
            aspects -= {GENERAL}
    kind, spec = version.kind, item.spec_of(version)
    grade = kind.grade(spec, row.answer)
    known = CORRECTNESS in aspects
    mark = mark_of(grade.fraction, critical=item.critical) if known else ""
    return CheckScreen(
        settled=row.settled,
        tries=row.tries,
        limit=paper.tries,
        mark="wrong" if mark == "critical" else mark,
        notice=wording.notice(grade.note) if known else "",
        feedback=feedback_of(kind.key_view(spec, row.answer, item.choices), aspects),
        kind=kind,
    )


def situation_of(attempt: Attempt, paper: Paper, *, now: dt.datetime) -> Situation:
    """What is true of a closed attempt for its feedback. At most two queries."""
    return Situation(
        handed_in=attempt.state in (AttemptState.SUBMITTED, AttemptState.GRADED),
        passed=attempt.outcome == "pass",
        window_over=bool(paper.feedback.at(CLOSED)) and _window_is_over(attempt, now=now),
    )


def _window_is_over(attempt: Attempt, *, now: dt.datetime) -> bool:
    """Closed for everybody: also for those whom an exception gives longer, and for those whose
    attempt goes on because an exception was ended or the close moved forward meanwhile."""
    closes_at = attempt.exam.closes_at if attempt.exam else None
    if closes_at is None or now < closes_at:
        return False
    longest = (
        ExamException.objects.filter(exam_key=attempt.exam_key)
        .holding(now.date())
        .aggregate(longest=Max("closes_at"))["longest"]
    )
    if longest is not None and now < longest:
        return False
    return not Attempt.objects.running(now).filter(exam_key=attempt.exam_key).exists()
