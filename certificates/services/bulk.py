"""Doing something to many certificates: asked for once, worked through row by row, resumable.

Each row is one transaction that does its work and writes down what came of it, so a process may
die at any moment: what is written is done, what is not is done by whoever goes on.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from certificates.enums import BulkKind, ItemState, LedgerKind, Standing
from certificates.exceptions import StepRefused
from certificates.ledger import can_follow
from certificates.models import Award, BulkItem, BulkRun, Certificate
from certificates.rows import Row
from certificates.services.issue import issue_award
from certificates.services.standing import check_reason, suspend
from courses.api import hold_person
from lms.core import clock
from lms.core.exceptions import LmsError

logger = logging.getLogger("certificates.bulk")
_CHUNK = 500
_STEP = 50


class _Rehearsed(Exception):
    """Undoes what a dry run did to see whether it would work."""


# --- asking for it


def plan_issue_from_rows(
    rows: Sequence[Row], *, award: Award, title: str, actor: Any, is_dry_run: bool = True
) -> BulkRun:
    """A run that issues ``award`` to the people an uploaded list names.

    Rows that name nobody, several people, or somebody a second time are refused at once.
    """
    with transaction.atomic():
        run = _new_run(BulkKind.ISSUE, title=title, actor=actor, award=award, is_dry_run=is_dry_run)
        seen: set[Any] = set()
        for chunk in _chunks(rows):
            people = _find_people([row.text for row in chunk])
            _add(run, (_row_item(run, row, people, seen) for row in chunk))
        return _counted(run)


def plan_issue_to_people(
    user_ids: Iterable[Any], *, award: Award, title: str, actor: Any, is_dry_run: bool = True
) -> BulkRun:
    """A run that issues ``award`` to these people, such as the trainees of a cohort."""
    with transaction.atomic():
        run = _new_run(BulkKind.ISSUE, title=title, actor=actor, award=award, is_dry_run=is_dry_run)
        unique = dict.fromkeys(user_ids)
        numbered = enumerate(unique, start=1)
        _add(run, (BulkItem(run=run, position=place, user_id=pk) for place, pk in numbered))
        return _counted(run)


def plan_performance(rehearsal: BulkRun, *, actor: Any) -> BulkRun:
    """The run that does for real what a dry run found possible; the same one when asked again."""
    if not rehearsal.is_dry_run or rehearsal.finished_at is None:
        raise StepRefused(_("Wait until the dry run is finished."))
    try:
        with transaction.atomic():
            run = _new_run(
                BulkKind(rehearsal.kind),
                title=rehearsal.title,
                actor=actor,
                award=rehearsal.award,
                rehearsal=rehearsal,
            )
            possible = rehearsal.items.filter(state=ItemState.DONE).order_by("position")
            values = possible.values_list("position", "text", "user_id")
            _add(
                run,
                (
                    BulkItem(run=run, position=position, text=text, user_id=user_id)
                    for position, text, user_id in values.iterator(chunk_size=_CHUNK)
                ),
            )
            return _counted(run)
    except IntegrityError:  # a second click
        return BulkRun.objects.get(rehearsal=rehearsal)


def plan_suspension(
    certificates: Any, *, title: str, reason: str, note: str, actor: Any
) -> BulkRun:
    """A run that suspends every certificate of a queryset, each with its own ledger event."""
    check_reason(LedgerKind.SUSPENDED, reason)
    with transaction.atomic():
        run = _new_run(BulkKind.SUSPEND, title=title, actor=actor, reason=reason, note=note.strip())
        pks = certificates.order_by("pk").values_list("pk", flat=True)
        numbered = enumerate(pks.iterator(chunk_size=_CHUNK), start=1)
        _add(run, (BulkItem(run=run, position=place, certificate_id=pk) for place, pk in numbered))
        return _counted(run)


def _new_run(kind: BulkKind, *, title: str, **values: Any) -> BulkRun:
    return BulkRun.objects.create(kind=kind, title=title[:200], created_at=clock.now(), **values)


def _add(run: BulkRun, items: Iterable[BulkItem]) -> None:
    for chunk in _chunks(items):
        BulkItem.objects.bulk_create(chunk)


def _counted(run: BulkRun) -> BulkRun:
    run.total = run.items.count()
    run.save(update_fields=["total"])
    return run


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(values)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _find_people(texts: list[str]) -> dict[str, set[Any]]:
    """Accounts by user name and by address, in small letters."""
    users = get_user_model()._default_manager.filter(is_active=True)
    wanted = {text.lower() for text in texts}
    found: dict[str, set[Any]] = {}
    for column in (get_user_model().USERNAME_FIELD, "email"):
        rows = users.annotate(typed=Lower(column)).filter(typed__in=wanted)
        for typed, pk in rows.values_list("typed", "pk"):
            found.setdefault(typed, set()).add(pk)
    return found


def _row_item(run: BulkRun, row: Row, people: dict[str, set[Any]], seen: set[Any]) -> BulkItem:
    item = BulkItem(run=run, position=row.position, text=row.text)
    found = people.get(row.text.lower(), set())
    if not found:
        message = _("No account has this address or user name.")
    elif len(found) > 1:
        message = _("Several accounts have this address. Use the user name instead.")
    elif found <= seen:
        message = _("This person stands in an earlier row already.")
    else:
        (item.user_id,) = found
        seen.add(item.user_id)
        return item
    item.state, item.message, item.done_at = ItemState.REFUSED, message, clock.now()
    return item


# --- doing it


def work_on(run_id: int, *, seconds: float | None = None) -> BulkRun:
    """Work through what is waiting in a run, for at most ``seconds``, and return the run.

    Several processes may work on one run: a row is done by whoever holds it first.
    """
    stop_at = None if seconds is None else time.monotonic() + seconds
    run = BulkRun.objects.select_related("award", "actor").get(pk=run_id)
    waiting = run.items.waiting().order_by("position").values_list("pk", flat=True)
    while pks := list(waiting[:_STEP]):
        BulkRun.objects.filter(pk=run_id).update(seen_at=clock.now())
        for pk in pks:
            if stop_at is not None and time.monotonic() > stop_at:
                return run
            _work_on_item(run, pk)
    BulkRun.objects.filter(pk=run_id, finished_at__isnull=True).update(finished_at=clock.now())
    run.refresh_from_db()
    return run


def retry_failed(run: BulkRun) -> int:
    """Let the rows that broke wait again; returns how many."""
    with transaction.atomic():
        failed = run.items.filter(state=ItemState.FAILED)
        count: int = failed.update(state=ItemState.WAITING, message="", done_at=None)
        if count:
            BulkRun.objects.filter(pk=run.pk).update(finished_at=None)
    return count


def list_unfinished() -> list[int]:
    """Runs that have work left, the oldest first."""
    left = BulkRun.objects.filter(finished_at__isnull=True).order_by("pk")
    return list(left.values_list("pk", flat=True))


def _work_on_item(run: BulkRun, pk: int) -> None:
    try:
        with transaction.atomic():
            item = BulkItem.objects.select_for_update(of=("self",)).get(pk=pk)
            if item.state != ItemState.WAITING:
                return
            _settle(run, item)
            item.done_at = clock.now()
            item.save(update_fields=["state", "message", "certificate", "done_at"])
    except Exception:
        # one row that breaks must not keep the others waiting
        logger.exception("row %s of bulk run %s failed", pk, run.pk)
        BulkItem.objects.filter(pk=pk, state=ItemState.WAITING).update(
            state=ItemState.FAILED,
            message=_("Something went wrong here; the error log says what. Start it once more."),
            done_at=clock.now(),
        )


def _settle(run: BulkRun, item: BulkItem) -> None:
    """Do what one row asks for and say in it what came of that."""
    work = _issue if run.kind == BulkKind.ISSUE else _suspend
    try:
        with transaction.atomic():
            work(run, item)
            if run.is_dry_run:
                raise _Rehearsed
    except _Rehearsed:
        if item.state == ItemState.DONE:
            # what was tried is undone, and nothing may point at it
            item.certificate = None
    except LmsError as error:
        item.state, item.message = ItemState.REFUSED, str(error)


def _issue(run: BulkRun, item: BulkItem) -> None:
    assert run.award is not None
    # who else issues to this person has to be through before it is read what they hold
    hold_person(item.user_id)
    held = set(
        Certificate.objects.filter(user=item.user, award=run.award).values_list("pk", flat=True)
    )
    outcome = issue_award(item.user, run.award)
    item.certificate = outcome.certificate
    if outcome.certificate is None:
        item.state, item.message = ItemState.REFUSED, outcome.explanation
    elif outcome.certificate.pk in held:
        item.state, item.message = ItemState.ALREADY, _("Holds the certificate already.")
    else:
        item.state, item.message = ItemState.DONE, ""


def _suspend(run: BulkRun, item: BulkItem) -> None:
    certificate = Certificate.objects.select_for_update().get(pk=item.certificate_id)
    if certificate.standing == Standing.SUSPENDED:
        item.state, item.message = ItemState.ALREADY, _("Suspended already.")
        return
    if not can_follow(Standing(certificate.standing), LedgerKind.SUSPENDED):
        item.state = ItemState.ALREADY
        item.message = _("Not in force: %(standing)s.") % {
            "standing": Standing(certificate.standing).label.lower()
        }
        return
    suspend(certificate, actor=run.actor, reason=run.reason, note=run.note)
    item.state, item.message = ItemState.DONE, ""
