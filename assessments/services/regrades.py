"""Regrades: compare first, then apply what was seen, attempt by attempt, each exactly once.

Comparing writes entries and changes no grade. Applying goes through the entries; an attempt whose
grade changed since it was compared is left out. Both may be killed and run again at any time.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.enums import AttemptState, GradeCause, RegradeState, RegradeWay
from assessments.exceptions import RegradeRefused, RegradeStale
from assessments.models import (
    Attempt,
    ExamPage,
    Question,
    QuestionVersion,
    Regrade,
    RegradeEntry,
)
from assessments.queries.regrades import (
    Compared,
    basis_of,
    compare_attempts,
    digest_of,
    substitution_of,
    touched_attempts,
)
from assessments.regrading import Diff, PaperEmptied, Substitution
from assessments.services.grades import NewGrade, record_grades
from assessments.services.regrade_mail import tell_trainee
from lms.core import clock
from lms.core.hooks import Dependent, ResultRef, list_dependents

CHUNK = 200
OPEN_STATES = (RegradeState.COMPARING, RegradeState.READY)

logger = logging.getLogger("assessments.regrades")


@transaction.atomic
def request_regrade(
    question: Question,
    *,
    way: str,
    versions: Sequence[QuestionVersion],
    reason: str,
    actor: Any,
    version: QuestionVersion | None = None,
    exam_key: uuid.UUID | None = None,
    now: dt.datetime | None = None,
) -> Regrade:
    """Ask what ``way`` would change on papers with ``versions``; nothing is graded by this.

    ``version`` is the corrected one, for the way "version" alone; ``exam_key`` limits it to one
    exam. Raises RegradeRefused with what has to be said differently.
    """
    way = RegradeWay(way)
    if not reason.strip():
        raise RegradeRefused(_("Say why. Trainees whose mark changes read it."))
    if not versions or any(one.question_id != question.pk for one in versions):
        raise RegradeRefused(_("Choose the versions whose papers are looked at."))
    if way == RegradeWay.VERSION:
        if version is None or version.question_id != question.pk:
            raise RegradeRefused(_("Choose the corrected version. Publish it first."))
        if version in versions:
            raise RegradeRefused(
                _("Version %(n)s is the corrected one: its papers need no regrade.")
                % {"n": version.number}
            )
        if any(one.type != version.type for one in versions):
            raise RegradeRefused(
                _(
                    "The corrected version is of another type, so old answers cannot be read by "
                    "it. Give everyone the mark, or leave the question out."
                )
            )
    else:
        version = None
    title = ""
    if exam_key:
        exam = ExamPage.objects.filter(translation_key=exam_key).first()
        title = exam.title if exam else ""
        title = title or (
            Attempt.objects.filter(exam_key=exam_key)
            .order_by("-pk")
            .values_list("exam_title", flat=True)
            .first()
            or ""
        )
    row = Regrade.objects.create(
        question=question,
        way=way,
        version=version,
        exam_key=exam_key,
        exam_title=title,
        reason=reason.strip(),
        requested_by=actor,
        requested_at=now or clock.now(),
    )
    row.versions.set(versions)
    return row


def look_again(row: Regrade, *, actor: Any, now: dt.datetime | None = None) -> Regrade:
    """The same question asked anew, of what is there now; an open comparison is discarded."""
    discard_regrade(row)
    return request_regrade(
        row.question,
        way=row.way,
        versions=list(row.versions.all()),
        reason=row.reason,
        actor=actor,
        version=row.version,
        exam_key=row.exam_key,
        now=now,
    )


def discard_regrade(row: Regrade) -> None:
    """Put a comparison away. One that is applied, or being applied, stays as it is."""
    Regrade.objects.filter(pk=row.pk, state__in=OPEN_STATES).update(state=RegradeState.DISCARDED)


# --- compare


def run_comparison(regrade_id: int, *, chunk: int = CHUNK) -> None:
    """Write what would change for every attempt; safe to kill, run again, and run twice at once."""
    row = Regrade.objects.select_related("version", "question").get(pk=regrade_id)
    if row.state != RegradeState.COMPARING:
        return
    basis = basis_of(row)
    row.counts = {"total": len(basis)}
    row.save(update_fields=["counts"])
    change = substitution_of(row)
    done = set(row.entries.values_list("attempt_id", flat=True))
    todo = [pk for pk, _latest in basis if pk not in done]
    try:
        for start in range(0, len(todo), chunk):
            _compare_chunk(row, todo[start : start + chunk], change)
    except PaperEmptied:
        _fail(
            row,
            _(
                "Without this question, some papers would hold no question at all. Give everyone "
                "the mark instead."
            ),
        )
        return
    except (ArithmeticError, LookupError, TypeError, ValueError):
        logger.exception("regrade %s cannot be compared", row.pk)
        _fail(
            row,
            _(
                "The corrected version cannot grade the old answers, for example because it asks "
                "for numbers that were not drawn then. Give everyone the mark, or leave the "
                "question out."
            ),
        )
        return
    read = list(row.entries.order_by("attempt_id").values_list("attempt_id", "from_sequence"))
    # only while it is still being compared: meanwhile somebody may have discarded it
    Regrade.objects.filter(pk=row.pk, state=RegradeState.COMPARING).update(
        state=RegradeState.READY, counts=_count(row), digest=digest_of(row, read)
    )


def _fail(row: Regrade, problem: str) -> None:
    Regrade.objects.filter(pk=row.pk, state=RegradeState.COMPARING).update(
        state=RegradeState.FAILED, problem=problem
    )


def _compare_chunk(row: Regrade, ids: list[int], change: Substitution) -> None:
    attempts = list(Attempt.objects.filter(pk__in=ids).order_by("pk"))
    compared = compare_attempts(attempts, change)
    resting = _dependents_of(compared)
    RegradeEntry.objects.bulk_create(
        [_entry(row, one, resting.get(one.attempt.paper_digest, [])) for one in compared],
        ignore_conflicts=True,
    )


def _dependents_of(compared: Iterable[Compared]) -> dict[str, list[Dependent]]:
    """What rests on attempts whose result changes, by the digest of their paper."""
    refs = [
        ResultRef(one.attempt.enrollment_id, one.attempt.exam_key, one.attempt.paper_digest)
        for one in compared
        if one.diff.changes_result
    ]
    found: dict[str, list[Dependent]] = {}
    for dependent in list_dependents(refs):
        found.setdefault(dependent.result.version_digest, []).append(dependent)
    return found


def _entry(row: Regrade, one: Compared, resting: list[Dependent]) -> RegradeEntry:
    diff = one.diff
    return RegradeEntry(
        regrade=row,
        attempt=one.attempt,
        from_sequence=one.from_sequence,
        changed=diff.is_changed,
        kept=diff.kept[0] if diff.kept else "",
        before_score=diff.before.score,
        before_outcome=diff.before.outcome or "",
        after_score=diff.after.score,
        after_outcome=diff.after.outcome or "",
        dependents=[
            {"label": each.label, "state": each.state, "url": each.url} for each in resting
        ],
    )


def _count(row: Regrade) -> dict[str, int]:
    entries = row.entries
    changed = entries.filter(changed=True)
    resting = [len(found) for found in changed.values_list("dependents", flat=True)]
    return {
        "total": entries.count(),
        "changed": changed.count(),
        "to_pass": changed.filter(~Q(before_outcome="pass"), after_outcome="pass").count(),
        "to_fail": changed.filter(~Q(after_outcome="pass"), before_outcome="pass").count(),
        "kept": entries.exclude(kept="").count(),
        "dependents": sum(resting),
    }


# --- apply


def request_apply(
    row: Regrade, *, digest: str, actor: Any, now: dt.datetime | None = None
) -> Regrade:
    """Decide for a comparison; ``digest`` is the one that was on screen.

    From here on papers that are handed in are graded by the decision. Raises RegradeStale when
    anything changed since it was compared, RegradeRefused when it was decided already, another one
    for the question is being applied, or ``actor`` sat one of the attempts that change.
    """
    try:
        with transaction.atomic():
            locked = (
                Regrade.objects.select_for_update(of=("self",))
                .select_related("version", "question")
                .get(pk=row.pk)
            )
            if locked.state != RegradeState.READY:
                raise RegradeRefused(_("This regrade was applied or discarded already."))
            if locked.entries.filter(changed=True, attempt__user=actor).exists():
                raise RegradeRefused(
                    _("One of the marks that change is your own. Somebody else has to apply this.")
                )
            if not digest == locked.digest == digest_of(locked, basis_of(locked)):
                raise RegradeStale(
                    _("Something changed since this was compared. Look at the difference again.")
                )
            locked.state = RegradeState.APPLYING
            locked.applied_by = actor
            locked.applied_at = now or clock.now()
            locked.save(update_fields=["state", "applied_by", "applied_at"])
    except IntegrityError:
        raise RegradeRefused(
            _("Another regrade of this question is being applied. Wait for its end.")
        ) from None
    return locked


def run_regrade(regrade_id: int, *, chunk: int = CHUNK) -> None:
    """Apply what was decided; safe to kill, run again, and run twice at once.

    Grades that change no result are written ``chunk`` at a time. Those that turn one are written
    one by one, so that what follows from them (completions, certificates, mails) is never far
    behind a grade if the worker dies.
    """
    row = Regrade.objects.select_related("version", "question", "applied_by").get(pk=regrade_id)
    if row.state != RegradeState.APPLYING:
        return
    change = substitution_of(row)
    entries = list(row.entries.filter(changed=True).order_by("attempt_id").defer("dependents"))
    done = _written(row)
    todo = [entry for entry in entries if entry.attempt_id not in done]
    quiet = [entry for entry in todo if entry.before_outcome == entry.after_outcome]
    for start in range(0, len(quiet), chunk):
        apply_entries(row, quiet[start : start + chunk], change)
    for entry in todo:
        if entry.before_outcome != entry.after_outcome:
            apply_entries(row, [entry], change)
    _sweep(row, change)
    left_out = len({entry.attempt_id for entry in entries} - _written(row))
    Regrade.objects.filter(pk=row.pk, state=RegradeState.APPLYING).update(
        state=RegradeState.DONE,
        finished_at=clock.now(),
        counts={**row.counts, "left_out": left_out},
    )


def _written(row: Regrade) -> set[int]:
    """The attempts that have their new grade."""
    return set(row.grade_events.values_list("attempt_id", flat=True))


@transaction.atomic
def apply_entries(row: Regrade, entries: Sequence[RegradeEntry], change: Substitution) -> None:
    """The new grades of some attempts, all or none of them.

    An attempt whose grade is not the one that was compared is left out.
    """
    seen = {entry.attempt_id: entry.from_sequence for entry in entries}
    found = _compare_locked(list(seen), change)
    _write(row, [one for one in found if one.from_sequence == seen[one.attempt.pk]])


def _compare_locked(ids: list[int], change: Substitution) -> list[Compared]:
    """Hold these attempts, in one order, and compare those that are closed and graded."""
    held = Attempt.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    closed = AttemptState.CLOSED_STATES  # type: ignore[attr-defined]
    return compare_attempts([one for one in held if one.state in closed], change)


def _write(row: Regrade, found: Iterable[Compared]) -> None:
    now = clock.now()
    changed = [one for one in found if one.diff.is_changed]
    if not changed:
        return
    record_grades(
        [
            NewGrade(
                one.attempt,
                one.paper,
                one.diff.grades,
                one.diff.after,
                cause=GradeCause.REGRADED,
                at=now,
                sequence=one.from_sequence + 1,
                graded_by=row.applied_by,
                reason=row.reason,
                regrade=row,
            )
            for one in changed
        ]
    )
    for one in changed:
        _tell(one.attempt, one.diff, row)


def _tell(attempt: Attempt, diff: Diff, row: Regrade) -> None:
    if diff.changes_outcome and diff.after.outcome:
        send = partial(tell_trainee, attempt, before=diff.before.outcome or "", reason=row.reason)
        transaction.on_commit(send, robust=True)


def _sweep(row: Regrade, change: Substitution) -> None:
    """Attempts that the comparison did not see: handed in while the decision was made.

    A hand-in that had read its key before the decision holds its row until it is done, so waiting
    for the row of every such attempt finds them all; later ones read the decision themselves.
    """
    seen = row.entries.values("attempt_id")
    versions = list(change.versions)
    late = touched_attempts(versions, exam_key=row.exam_key).exclude(pk__in=seen)
    for pk in list(late.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            _write(row, _compare_locked([pk], change))
