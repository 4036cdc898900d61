"""Making good what an interruption left out, at a cost that follows what has changed since.

A certificate is decided when something happens to its holder; a process that dies just then leaves
it undecided. So whoever something happened to since catching up last came to its end is decided
again, and everybody where an award was published since. Nobody is kept in memory: people are read
in pages.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from certificates.enums import BlockCause
from certificates.models import Award, CatchUp, Certificate, IdentityCheck, LedgerEvent
from certificates.queries import list_candidates, list_overdue_enrollments, list_waiting
from certificates.services.documents import draw_quietly
from certificates.services.erasure import delete_unnamed_files, delete_withheld_files
from certificates.services.issue import issue_for_candidate, issue_for_enrollment, retry_blocked
from certificates.services.ledger import note_expired
from certificates.services.reviews import review_results
from courses.api import last_result_id, list_changed_learners, list_revised_enrollments
from lms.core import clock

_PAGE = 500
# what was still being committed when the last run began is seen by the next
_OVERLAP = dt.timedelta(days=1)


def catch_up(*, everybody: bool = False) -> None:
    """Decide, review, draw, clean and note what was missed; safe at any time, also twice at once.

    ``everybody`` looks at every person there is, as the first run does.
    """
    mark = CatchUp(begun_at=clock.now(), last_result=last_result_id())
    last = None if everybody else _find_last(mark.begun_at)
    for page in _pages(list_revised_enrollments(after_result=last.last_result if last else 0)):
        review_results(page)
    changed = _list_changed(last)
    _decide(changed)
    undrawn = Certificate.objects.filter(documents__isnull=True).exclude(name="")
    for page in _pages(undrawn):
        for pk in page:
            draw_quietly(pk)
    delete_withheld_files()
    delete_unnamed_files()
    note_expired()
    CatchUp.objects.filter(begun_at__lt=mark.begun_at - 7 * _OVERLAP).delete()
    mark.save()


def _find_last(now: dt.datetime) -> CatchUp | None:
    """The run that what has changed is counted from; None where everybody has to be looked at."""
    found: CatchUp | None = CatchUp.objects.filter(begun_at__lte=now - _OVERLAP).first()
    if found and Award.objects.published().filter(last_published_at__gte=found.begun_at).exists():
        return None
    return found


def _list_changed(last: CatchUp | None) -> QuerySet[Any]:
    people = get_user_model()._default_manager.filter(erasure__isnull=True)
    if last is None:
        return people
    since = last.begun_at
    learners = list_changed_learners(after_result=last.last_result, since=since)
    checked = IdentityCheck.objects.filter(checked_at__gte=since)
    holders = LedgerEvent.objects.filter(at__gte=since)
    return people.filter(
        Q(pk__in=learners.values("pk"))
        | Q(pk__in=checked.values("user"))
        | Q(pk__in=holders.values("certificate__user"))
    )


def _decide(changed: QuerySet[Any]) -> None:
    """Decide again what these people may have earned, and what waits for other reasons."""
    # only its holder ends the wait for a name; a font or a design may end any other
    unchanged = ~Q(user__in=changed.values("pk"))
    waiting = list_waiting().exclude(unchanged, cause=BlockCause.NAME_UNCONFIRMED)
    for page in _pages(waiting):
        retry_blocked(list_waiting().filter(pk__in=page))
    for people in _pages(changed):
        for user_id in list_candidates(people):
            issue_for_candidate(user_id)
        for enrollment_id in list(list_overdue_enrollments(people)):
            issue_for_enrollment(enrollment_id)


def _pages(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """The keys of ``rows`` in order, page by page: rows may come and go meanwhile."""
    left = rows.order_by("pk").values_list("pk", flat=True)
    page = list(left[:_PAGE])
    while page:
        yield page
        page = list(left.filter(pk__gt=page[-1])[:_PAGE])
