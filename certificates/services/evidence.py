"""What is known of one person, in a fixed number of queries, and what an award rests on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.eligibility import (
    Facts,
    HoursHeld,
    IdentityHeld,
    Reason,
    ResultHeld,
    counting_hours,
    counting_results,
    decide,
)
from certificates.models import AwardVersion, IdentityCheck
from certificates.queries import list_valid_certificates
from certificates.requirements import (
    AllOf,
    CourseRequired,
    HoursRequired,
    NameConfirmed,
    Requirement,
    ResultRequired,
    SomeOf,
    from_json,
)
from courses.api import CompletionFacts, ResultFact, get_learner_name, list_learning_facts
from lms.core import clock


@dataclass(frozen=True)
class Evidence:
    """Everything an award can be decided on: the learning itself, and the facts it amounts to."""

    learning: tuple[CompletionFacts, ...]
    facts: Facts
    since: dt.datetime | None = None

    def results(self) -> Iterator[tuple[CompletionFacts, ResultHeld, ResultFact]]:
        """Every result that counts by its time: where it was reached, as a fact, and as it is."""
        yield from _results_since(self.learning, self.since)


def gather(
    user: Any, *, since: dt.datetime | None = None, held_awards: frozenset[str] | None = None
) -> Evidence:
    """Read what is known of ``user``; of learning only what happened after ``since``.

    Five queries, whatever the person has done; four where the keys of ``held_awards`` are known.
    """
    now = clock.now()
    learning = tuple(_after(since, item) for item in list_learning_facts(user))
    return Evidence(
        learning,
        Facts(
            today=timezone.localdate(now),
            completed_on={
                key: timezone.localdate(item.completed_at)
                for key, item in latest_by_course(learning).items()
            },
            lapsed=frozenset(
                str(item.course_key)
                for item in learning
                if item.completed_at is not None and not item.stands
            ),
            name_confirmed=get_learner_name(user).confirmed,
            results=tuple(result for _item, result, _row in _results_since(learning, since)),
            hours=tuple(_hours_of(item) for item in latest_by_course(learning).values()),
            awards_held=_held_by(user, now) if held_awards is None else held_awards,
            identity=_identity_of(user),
        ),
        since,
    )


def _after(since: dt.datetime | None, item: CompletionFacts) -> CompletionFacts:
    if since is None or item.completed_at is None or item.completed_at > since:
        return item
    return replace(item, completed_at=None)


def latest_by_course(learning: tuple[CompletionFacts, ...]) -> dict[str, CompletionFacts]:
    """The latest completion of each course that still stands, by its key."""
    found: dict[str, CompletionFacts] = {}
    done = [item for item in learning if item.completed_at is not None and item.stands]
    for item in sorted(done, key=lambda item: (item.completed_at, item.enrollment_id)):
        found[str(item.course_key)] = item
    return found


def _results_since(
    learning: tuple[CompletionFacts, ...], since: dt.datetime | None
) -> Iterator[tuple[CompletionFacts, ResultHeld, ResultFact]]:
    for item in learning:
        for row in item.results:
            if since is None or row.at > since:
                result = ResultHeld(
                    course_key=str(item.course_key),
                    unit_key=str(row.unit_key),
                    kind=row.kind,
                    outcome=str(row.outcome),
                    score=row.score,
                    on=timezone.localdate(row.at),
                )
                yield item, result, row


def _hours_of(item: CompletionFacts) -> HoursHeld:
    return HoursHeld(
        theory=Decimal(item.hours_theory),
        practical=Decimal(item.hours_practical),
        on=timezone.localdate(item.completed_at),
    )


def _held_by(user: Any, now: dt.datetime) -> frozenset[str]:
    valid = list_valid_certificates([user.pk], now).values_list("award__key", flat=True)
    return frozenset(str(key) for key in valid)


def _identity_of(user: Any) -> IdentityHeld | None:
    check = IdentityCheck.objects.standing().filter(user=user).select_related("checked_by").first()
    if check is None:
        return None
    return IdentityHeld(
        on=timezone.localdate(check.checked_at),
        by=check.checked_by.get_full_name() or _("a member of staff"),
        document=str(check.get_document_display()),
        age=check.age,
    )


# --- trees of an award


def tree_of(version: AwardVersion) -> AllOf:
    """What the award takes for the first time; the name always has to be confirmed."""
    return _with_name(from_json(version.payload["requirements"]))


def renewal_tree_of(version: AwardVersion) -> AllOf:
    """What renewing it takes; the same once more, where the award says nothing else."""
    renewal = version.payload.get("renewal")
    return _with_name(from_json(renewal)) if renewal else tree_of(version)


def _with_name(tree: Requirement) -> AllOf:
    parts = tree.parts if isinstance(tree, AllOf) else (tree,)
    return AllOf((*parts, NameConfirmed()))


def decide_award(version: AwardVersion, evidence: Evidence) -> Reason:
    """The tree of reasons for the first certificate of an award."""
    return decide(tree_of(version), evidence.facts)


# --- what a decision rests on


@dataclass(frozen=True)
class Basis:
    """The learning that an award was earned with: whole courses, and single results besides."""

    completed: tuple[CompletionFacts, ...]
    results: tuple[tuple[CompletionFacts, ResultFact], ...]

    @property
    def enrollment_id(self) -> int:
        """The enrollment with the latest learning, which a certificate is entered under."""
        moments = [(item.completed_at, item.enrollment_id) for item in self.completed]
        moments += [(row.at, item.enrollment_id) for item, row in self.results]
        return max(moments)[1]


def basis_of(tree: Requirement, evidence: Evidence) -> Basis | None:
    """The learning that counts in a tree, in its order; None where there is none yet."""
    latest = latest_by_course(evidence.learning)
    completed: dict[int, CompletionFacts] = {}
    single: dict[tuple[int, str], tuple[CompletionFacts, ResultFact]] = {}

    def visit(part: Requirement) -> None:
        if isinstance(part, AllOf | SomeOf):
            for child in part.parts:
                if decide(child, evidence.facts).met:
                    visit(child)
        elif isinstance(part, CourseRequired):
            item = latest[part.course_key]
            completed[item.enrollment_id] = item
        elif isinstance(part, HoursRequired):
            counting = counting_hours(part, evidence.facts)
            for item in latest.values():
                if _hours_of(item) in counting:
                    completed[item.enrollment_id] = item
        elif isinstance(part, ResultRequired):
            results = counting_results(part, evidence.facts)
            for item, result, row in evidence.results():
                if result in results:
                    single[item.enrollment_id, result.unit_key] = (item, row)

    visit(tree)
    rest = tuple(pair for (pk, _key), pair in single.items() if pk not in completed)
    if not completed and not rest:
        return None
    return Basis(tuple(completed.values()), rest)
