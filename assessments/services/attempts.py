"""Attempts: start, save an answer, submit, close. Each is safe against its twin.

Two starts meet at the unique constraint on open attempts; everything after the start holds the
attempt's row while it writes.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from assessments.admission import Admission, Reason
from assessments.drawing import Candidate, Draw, pool_json, shuffled
from assessments.enums import AttemptState, ClosedBy, EventKind, GradeCause
from assessments.exceptions import (
    AnswerSettled,
    AnswerStale,
    AttemptClosed,
    AttemptRefused,
    OnBreak,
    UnknownPosition,
)
from assessments.grading import ItemGrade, judge
from assessments.models import (
    Attempt,
    AttemptEvent,
    ExamPage,
    Exposure,
    QuestionPool,
    QuestionVersion,
    Response,
)
from assessments.models.attempts import CLOCK_COLUMNS
from assessments.papers import Paper, PaperItem, deadline_for, is_over
from assessments.queries.answer_files import read_answer
from assessments.queries.attempts import Gate, gate_for, read_answers
from assessments.queries.bank import draw_for
from assessments.queries.regrades import standing_substitutions
from assessments.question_types.registry import get_question_type
from assessments.regrading import PaperEmptied, regrade
from assessments.rules import ExamRule
from assessments.services.breaks import finish_break
from assessments.services.grades import NewGrade, record_grade
from assessments.wording import sentence
from lms.core import chance, clock

START_TRIES = 3


@dataclass(frozen=True)
class Saved:
    """What is stored after a save. ``notice`` is the code of a hint to the trainee."""

    position: int
    sequence: int
    saved_at: dt.datetime
    answered: bool
    flagged: bool
    notice: str = ""


# --- start


def start_attempt(exam: ExamPage, *, user: Any, now: dt.datetime | None = None) -> Attempt:
    """The open attempt of ``user`` at ``exam``, made now if there is none.

    The paper, its order and its deadline are frozen here. Raises AttemptRefused with the reasons.
    """
    now = now or clock.now()
    for _try in range(START_TRIES):
        gate = gate_for(user, exam, now=now)
        if gate.open_attempt is not None:
            if not gate.open_attempt.is_over(now):
                return gate.open_attempt
            close_if_over(gate.open_attempt, now=now)
            continue
        _check(gate.admission)
        try:
            return _create(exam, user, gate, now=now)
        except IntegrityError:
            continue  # a twin on another connection won: read again
    raise AttemptRefused((_("The exam could not be started. Try again."),))


def _check(admission: Admission) -> None:
    if not admission.allowed:
        raise AttemptRefused(tuple(sentence(reason) for reason in admission.reasons))


def _create(exam: ExamPage, user: Any, gate: Gate, *, now: dt.datetime) -> Attempt:
    drawn, paper = draw_paper(gate.rule, seed=chance.token_hex(16), seen=gate.seen)
    assert gate.enrollment is not None
    with transaction.atomic():
        if not QuestionPool.objects.filter(digest=paper.pool_digest).exists():
            pool = QuestionPool(
                digest=paper.pool_digest, candidates=pool_json(drawn.pool), first_used_at=now
            )
            QuestionPool.objects.bulk_create([pool], ignore_conflicts=True)
        attempt = Attempt.objects.create(
            uuid=chance.new_uuid(),
            user=user,
            enrollment=gate.enrollment,
            exam=exam,
            exam_key=exam.translation_key,
            exam_title=exam.title,
            number=gate.admission.number,
            kind=paper.result_kind,
            presentation=exam.presentation,
            paper=paper.to_json(),
            paper_digest=paper.digest,
            asked=paper.asked,
            started_at=now,
            deadline_at=deadline_for(now, minutes=paper.minutes, closes_at=gate.rule.closes_at),
        )
        Exposure.objects.bulk_create(
            Exposure(attempt=attempt, version_id=key) for key in paper.version_ids
        )
        AttemptEvent.objects.create(
            attempt=attempt,
            kind=EventKind.STARTED,
            data={
                "paper": paper.digest,
                "pool": paper.pool_digest,
                "sections": [section.to_json() for section in gate.rule.sections],
                "seen": sorted(gate.seen),
            },
            at=now,
        )
    return attempt


def compose_paper(rule: ExamRule, *, seed: str) -> Paper:
    """A paper for ``rule`` that nobody takes. Raises AttemptRefused when the pool is too small."""
    return draw_paper(rule, seed=seed)[1]


def draw_paper(
    rule: ExamRule, *, seed: str, seen: frozenset[str] = frozenset()
) -> tuple[Draw, Paper]:
    """Draw and order a paper for ``rule``. Raises AttemptRefused when the pool is too small."""
    drawn = draw_for(rule.sections, seed=seed, seen=seen)
    if drawn.shortages or not drawn.questions:
        missing = sum(shortage.missing for shortage in drawn.shortages)
        raise AttemptRefused((sentence(Reason("not_ready", {"missing": missing})),))
    places: list[tuple[int, Candidate]] = drawn.questions
    if rule.shuffle_questions:
        order = shuffled((one.question for _, one in places), seed=seed, purpose="questions")
        rank = {key: place for place, key in enumerate(order)}
        places = sorted(places, key=lambda pair: rank[pair[1].question])
    # the topic's two columns, and not the question, whose editable content is large
    versions = QuestionVersion.objects.annotate(
        topic_slug=F("question__topic__slug"), topic_title=F("question__topic__title")
    ).in_bulk([one.version_id for _, one in places])
    items = [
        _item(position, section, one, versions[one.version_id], rule, seed=seed)
        for position, (section, one) in enumerate(places, 1)
    ]
    return drawn, Paper.of(rule, items, seed=seed, pool_digest=drawn.pool_digest)


def _item(
    position: int,
    section: int,
    one: Candidate,
    version: Any,
    rule: ExamRule,
    *,
    seed: str,
) -> PaperItem:
    kind, spec = version.kind, version.spec
    options = list(kind.options(spec))
    if rule.shuffle_choices:
        options = shuffled(options, seed=seed, purpose=f"options:{one.question}")
    return PaperItem(
        position=position,
        section=section,
        question=one.question,
        version_id=version.pk,
        version_digest=version.digest,
        type=version.type,
        topic=version.topic_slug,
        topic_title=version.topic_title,
        critical=version.critical,
        choices=tuple(options),
        facts={**kind.facts(spec), **kind.draw(spec, seed=f"{seed}:{one.question}")},
    )


# --- save


def save_response(
    attempt_uuid: uuid.UUID,
    *,
    user: Any,
    position: int,
    answer: Any,
    sequence: int,
    flagged: bool | None = None,
    now: dt.datetime | None = None,
) -> Saved:
    """Keep the answer to one question.

    ``sequence`` is the number of the save this one builds on (0: none yet). The same answer sent
    twice is one save. Raises Attempt.DoesNotExist, UnknownPosition, AttemptClosed (submitted, or
    the time is over), OnBreak and AnswerStale (a newer answer is there; nothing is written).
    """
    now = now or clock.now()
    try:
        return _save(
            attempt_uuid,
            user=user,
            position=position,
            answer=answer,
            sequence=sequence,
            flagged=flagged,
            now=now,
        )
    except IntegrityError:
        # another tab wrote the first answer between our read and our write
        return _save(
            attempt_uuid,
            user=user,
            position=position,
            answer=answer,
            sequence=sequence,
            flagged=flagged,
            now=now,
        )


@transaction.atomic
def _save(
    attempt_uuid: uuid.UUID,
    *,
    user: Any,
    position: int,
    answer: Any,
    sequence: int,
    flagged: bool | None,
    now: dt.datetime,
) -> Saved:
    attempt: Any = (
        Attempt.objects.select_for_update(of=("self",))
        .annotate(
            mine=FilteredRelation("responses", condition=Q(responses__position=position)),
            mine_id=F("mine__pk"),
            mine_answer=F("mine__answer"),
            mine_flagged=F("mine__flagged"),
            mine_sequence=F("mine__sequence"),
            mine_saved_at=F("mine__saved_at"),
            mine_checked=F("mine__checked"),
            mine_settled=F("mine__settled"),
        )
        .get(uuid=attempt_uuid, user=user)
    )
    check_open(attempt, now=now)
    item = attempt.read_paper().by_position.get(position)
    if item is None:
        raise UnknownPosition(_("This paper has no question %(n)s.") % {"n": position})
    kind = get_question_type(item.type)
    cleaned = read_answer(answer, attempt_id=attempt.pk, item=item)
    known_sequence = attempt.mine_sequence or 0
    known_answer = attempt.mine_answer or {}
    known_flag = bool(attempt.mine_flagged)
    flag = known_flag if flagged is None else bool(flagged)
    result = partial(
        Saved,
        position=position,
        answered=kind.is_answered(cleaned),
        flagged=flag,
        notice=kind.notice(item.facts, cleaned),
    )
    if cleaned == known_answer and flag == known_flag:
        return result(sequence=known_sequence, saved_at=attempt.mine_saved_at or now)
    if sequence != known_sequence:
        raise stale(known_answer, known_sequence, known_flag)
    if attempt.mine_settled and cleaned != known_answer:
        raise AnswerSettled(_("This answer was checked for the last time. It stays as it is."))
    fields: dict[str, Any] = {
        "answer": cleaned,
        "flagged": flag,
        "sequence": sequence + 1,
        "saved_at": now,
    }
    if cleaned == known_answer and attempt.mine_checked == known_sequence:
        fields["checked"] = sequence + 1  # only the flag moved: what was said of it still holds
    if attempt.mine_id is None:
        Response.objects.create(
            attempt_id=attempt.pk, position=position, version_id=item.version_id, **fields
        )
    elif not Response.objects.filter(pk=attempt.mine_id, sequence=sequence).update(**fields):
        # on PostgreSQL the joined row may be older than the lock
        newer = Response.objects.get(pk=attempt.mine_id)
        raise stale(newer.answer, newer.sequence, newer.flagged)
    AttemptEvent.objects.create(
        attempt_id=attempt.pk,
        kind=EventKind.ANSWERED if cleaned != known_answer else EventKind.FLAGGED,
        position=position,
        sequence=sequence + 1,
        data=event_data(attempt, cleaned, flag, now=now),
        at=now,
    )
    return result(sequence=sequence + 1, saved_at=now)


def event_data(
    attempt: Attempt, answer: Mapping[str, Any], flagged: bool, *, now: dt.datetime
) -> dict[str, Any]:
    """What the event of a save keeps; one that came after the deadline says so."""
    late = {"grace": True} if attempt.is_in_grace(now) else {}
    return {"answer": answer, "flagged": flagged, **late}


def stale(answer: dict[str, Any], sequence: int, flagged: bool) -> AnswerStale:
    return AnswerStale(
        _("This answer was changed in another window. Nothing is lost: choose which one counts."),
        answer=answer,
        sequence=sequence,
        flagged=flagged,
    )


def check_open(attempt: Attempt, *, now: dt.datetime) -> None:
    """Raise AttemptClosed or OnBreak unless the attempt takes answers."""
    if attempt.state != AttemptState.OPEN:
        raise AttemptClosed(_("This attempt is handed in. Answers can no longer be changed."))
    if attempt.is_over(now):
        raise AttemptClosed(
            _("The time is over. The answers that were saved until then are being graded.")
        )
    if attempt.is_on_break(now):
        raise OnBreak(_("You are on a break. Go on with the exam first; nothing is lost."))


# --- submit and close


def submit_attempt(
    attempt_uuid: uuid.UUID, *, user: Any, now: dt.datetime | None = None
) -> Attempt:
    """Hand the attempt in and grade it; handing in twice changes nothing.

    After the deadline the attempt is closed with what was saved until then. Raises
    Attempt.DoesNotExist.
    """
    now = now or clock.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).get(uuid=attempt_uuid, user=user)
        if attempt.state == AttemptState.OPEN:
            _close(attempt, now=now)
    return attempt


def close_if_up(attempt: Attempt, *, now: dt.datetime | None = None) -> Attempt:
    """Close ``attempt`` without its grace: the trainee asks for the result, so nothing is coming.

    An attempt whose deadline is not over is returned as it is.
    """
    now = now or clock.now()
    if attempt.state == AttemptState.OPEN and is_over(attempt.deadline_at, now=now):
        return _close_locked(attempt, now=now)
    return attempt


def close_if_over(attempt: Attempt, *, now: dt.datetime | None = None) -> Attempt:
    """Close and grade ``attempt`` when time and grace are over; otherwise return it as it is."""
    now = now or clock.now()
    return _close_locked(attempt, now=now) if attempt.is_over(now) else attempt


def _close_locked(attempt: Attempt, *, now: dt.datetime) -> Attempt:
    with transaction.atomic():
        locked = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        # it may have been given more time, or closed, since it was read
        if locked.state == AttemptState.OPEN and is_over(locked.deadline_at, now=now):
            _close(locked, now=now)
    return locked


def close_expired(*, now: dt.datetime | None = None) -> int:
    """Close every attempt whose time is over; returns how many."""
    now = now or clock.now()
    closed = 0
    for attempt in Attempt.objects.overdue(now).without_paper().order_by("pk").iterator():
        before = attempt.state
        closed += close_if_over(attempt, now=now).state != before
    return closed


def _close(attempt: Attempt, *, now: dt.datetime) -> None:
    """Grade a locked open attempt with the answers that are saved."""
    if finish_break(attempt, now=now):
        attempt.save(update_fields=CLOCK_COLUMNS)
    over = is_over(attempt.deadline_at, now=now)
    at = attempt.deadline_at if over and attempt.deadline_at else now
    paper = attempt.read_paper()
    answers = read_answers(attempt, paper)
    grades = by_standing_decisions(paper, grade_paper(paper, answers), answers)
    verdict = judge(paper, grades)
    attempt.closed_at = at
    attempt.closed_by = ClosedBy.DEADLINE if over else ClosedBy.LEARNER
    cause = GradeCause.TIMED_OUT if over else GradeCause.SUBMITTED
    record_grade(NewGrade(attempt, paper, grades, verdict, cause=cause, at=at))


def grade_paper(
    paper: Paper, answers: Mapping[int, tuple[QuestionVersion, Mapping[str, Any]]]
) -> list[ItemGrade]:
    """Grade every question of a paper against its frozen version."""
    grades = []
    for item in paper.items:
        version, answer = answers[item.position]
        kind = version.kind
        grade = kind.grade(item.spec_of(version), answer)
        grades.append(ItemGrade.of(item.position, grade, answered=kind.is_answered(answer)))
    return grades


def by_standing_decisions(
    paper: Paper,
    grades: list[ItemGrade],
    answers: Mapping[int, tuple[QuestionVersion, Mapping[str, Any]]],
) -> list[ItemGrade]:
    """The same after every regrade that was applied while the paper was being answered."""
    changes = standing_substitutions(version for version, _answer in answers.values())
    if not changes:
        return grades
    given = {position: answer for position, (_version, answer) in answers.items()}
    with suppress(PaperEmptied):
        return list(regrade(paper, grades, given, changes).grades)
    return grades


# --- the form without JavaScript


@dataclass(frozen=True)
class Sheet:
    """One row of the whole form: what the page held when it was sent."""

    position: int
    answer: Any
    sequence: int
    flagged: bool


@dataclass(frozen=True)
class SheetResult:
    """Which positions were saved, and which were not because a newer answer is there."""

    saved: tuple[int, ...]
    stale: tuple[int, ...]


@transaction.atomic
def save_sheet(
    attempt_uuid: uuid.UUID, sheets: list[Sheet], *, user: Any, now: dt.datetime | None = None
) -> SheetResult:
    """Keep a whole form of answers; only what changed is written.

    Raises Attempt.DoesNotExist, AttemptClosed and OnBreak.
    """
    now = now or clock.now()
    attempt = Attempt.objects.select_for_update(of=("self",)).get(uuid=attempt_uuid, user=user)
    check_open(attempt, now=now)
    items = attempt.read_paper().by_position
    rows = {row.position: row for row in attempt.responses.all()}
    new: list[Response] = []
    changed: list[Response] = []
    stale: list[int] = []
    kinds: dict[int, EventKind] = {}
    for sheet in sheets:
        item = items.get(sheet.position)
        if item is None:
            continue
        answer = read_answer(sheet.answer, attempt_id=attempt.pk, item=item)
        row = rows.get(sheet.position) or Response(
            attempt=attempt, position=sheet.position, version_id=item.version_id, sequence=0
        )
        if answer == row.answer and sheet.flagged == row.flagged:
            continue
        if sheet.sequence != row.sequence:
            stale.append(sheet.position)
            continue
        same = answer == row.answer
        if row.settled and not same:
            continue  # a form from before the last check
        if same and row.checked == row.sequence:
            row.checked += 1
        kinds[sheet.position] = EventKind.FLAGGED if same else EventKind.ANSWERED
        row.answer, row.flagged, row.saved_at = answer, sheet.flagged, now
        row.sequence += 1
        (changed if row.pk else new).append(row)
    Response.objects.bulk_create(new)
    Response.objects.bulk_update(changed, ["answer", "checked", "flagged", "saved_at", "sequence"])
    AttemptEvent.objects.bulk_create(
        AttemptEvent(
            attempt=attempt,
            kind=kinds[row.position],
            position=row.position,
            sequence=row.sequence,
            data=event_data(attempt, row.answer, row.flagged, now=now),
            at=now,
        )
        for row in [*new, *changed]
    )
    return SheetResult(tuple(sorted(kinds)), tuple(stale))


def mark_result_seen(attempt: Attempt, *, now: dt.datetime | None = None) -> None:
    """Remember that the trainee has read the result."""
    if attempt.result_seen_at is None:
        attempt.result_seen_at = now or clock.now()
        Attempt.objects.filter(pk=attempt.pk, result_seen_at=None).update(
            result_seen_at=attempt.result_seen_at
        )
