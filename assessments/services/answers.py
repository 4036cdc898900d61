"""Answers: saved one by one, or as the whole form of those without JavaScript.

Each save holds the attempt's row while it writes.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from assessments.enums import AttemptState, EventKind
from assessments.exceptions import (
    AnswerSettled,
    AnswerStale,
    AttemptClosed,
    OnBreak,
    UnknownPosition,
)
from assessments.models import Attempt, AttemptEvent, Response
from assessments.queries.answer_files import read_answer
from assessments.question_types.registry import get_question_type
from lms.core import clock


@dataclass(frozen=True)
class Saved:
    """What is stored after a save. ``notice`` is the code of a hint to the trainee."""

    position: int
    sequence: int
    saved_at: dt.datetime
    answered: bool
    flagged: bool
    notice: str = ""


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
