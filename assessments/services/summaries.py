"""Summaries of attempts that are handed in: made where there is none yet, and checked."""

from collections.abc import Iterator
from typing import Any

from assessments.enums import AttemptState
from assessments.queries.summaries import Models, Summarizer, current_models
from assessments.summaries import is_same

CHUNK = 200


def make_missing_summaries(models: Models = current_models) -> int:
    """Summarize what was handed in before there were summaries; returns how many attempts.

    Safe to stop and run again: each chunk is saved by itself. A migration names its ``models``.
    """
    attempts = models("Attempt").objects
    made = 0
    for group, found in _summarized(attempts.filter(summary=b""), models):
        for attempt in group:
            attempt.summary = found[attempt.pk]
        made += attempts.bulk_update(group, ["summary"])
    return made


def verify_summaries(*, fix: bool = False) -> tuple[int, list[int]]:
    """How many summaries there are, and the ids of attempts whose summary says something else
    than paper, answers and steps; with ``fix``, it is put right."""
    attempts = current_models("Attempt").objects
    checked, wrong = 0, []
    for group, found in _summarized(attempts.all(), current_models):
        checked += len(group)
        differ = [one for one in group if not is_same(bytes(one.summary), found[one.pk])]
        wrong += [attempt.pk for attempt in differ]
        for attempt in differ:
            attempt.summary = found[attempt.pk]
        if fix:
            attempts.bulk_update(differ, ["summary"])
    return checked, wrong


def _summarized(attempts: Any, models: Models) -> Iterator[tuple[list[Any], dict[int, bytes]]]:
    """Closed attempts in groups, each with what their summaries should be."""
    closed = AttemptState.CLOSED_STATES  # type: ignore[attr-defined]
    rows = attempts.filter(state__in=closed).only("paper", "summary").order_by("pk")
    summarizer, last = Summarizer(models), 0
    while group := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield group, summarizer.summarize(group)
        last = group[-1].pk
