"""What summaries of attempts are made of: for one that is handed in, and for many again."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, Subquery

from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent
from assessments.papers import Paper
from assessments.queries.exam_sql import Joined, Moment
from assessments.question_types.registry import question_types
from assessments.summaries import summarize

# steps that end the time spent on a question, or begin it
TIMED = (
    EventKind.STARTED,
    EventKind.ANSWERED,
    EventKind.FLAGGED,
    EventKind.CHECKED,
    EventKind.BREAK_ENDED,
)
Models = Callable[[str], Any]


def step_columns(attempt: Attempt) -> dict[str, Subquery]:
    """Columns for a query of question versions that has the answers of ``attempt`` as ``mine``:
    when each was saved, and all other steps."""
    steps = AttemptEvent.objects.filter(attempt=attempt, kind__in=TIMED).order_by()

    def moments(**where: Any) -> Subquery:
        found = steps.filter(**where).values("attempt_id")
        return Subquery(found.annotate(moments=Joined(Moment("at"))).values("moments"))

    return {
        "saved_at": moments(position=OuterRef("mine__position")),
        "stepped_at": moments(position=None),
    }


def read_steps(answers: Mapping[int, tuple[Any, Any]]) -> list[tuple[dt.datetime, int]]:
    """When something was done, and at which position, of versions with ``step_columns``."""
    texts = {position: version.saved_at for position, (version, _answer) in answers.items()}
    version = next((version for version, _answer in answers.values()), None)
    texts[0] = version.stepped_at if version is not None else ""
    return [
        (dt.datetime.fromisoformat(text), position)
        for position, joined in texts.items()
        for text in (joined or "").split(",")
        if text
    ]


def current_models(name: str) -> Any:
    """The models as they are now; a migration has its own."""
    return apps.get_model("lms_assessments", name)


class Summarizer:
    """Makes summaries again, of what is stored. Remembers the question versions it has met."""

    def __init__(self, models: Models = current_models) -> None:
        self.models = models
        self.known: dict[int, Any] = {}

    def summarize(self, attempts: Sequence[Any]) -> dict[int, bytes]:
        """The summaries of some hundred closed attempts, by id. Three queries."""
        papers = {attempt.pk: Paper.from_json(attempt.paper) for attempt in attempts}
        self._learn(pk for paper in papers.values() for pk in paper.version_ids)
        answers: dict[int, dict[int, Any]] = {pk: {} for pk in papers}
        steps: dict[int, list[tuple[dt.datetime, int]]] = {pk: [] for pk in papers}
        rows = self.models("Response").objects.filter(attempt__in=list(papers))
        for pk, position, answer in rows.values_list("attempt_id", "position", "answer"):
            answers[pk][position] = answer
        rows = self.models("AttemptEvent").objects.filter(attempt__in=list(papers))
        rows = rows.filter(kind__in=TIMED).values_list("attempt_id", "at", "position")
        for pk, at, position in rows:
            steps[pk].append((at, position or 0))
        return {
            pk: summarize(paper, self._answers(paper, answers[pk]), steps[pk])
            for pk, paper in papers.items()
        }

    def _answers(self, paper: Paper, given: Mapping[int, Any]) -> dict[int, tuple[Any, Any]]:
        found = {}
        for item in paper.items:
            version = self.known[item.version_id]
            answer = given.get(item.position) if version.kind else None
            found[item.position] = (version, answer or {})
        return found

    def _learn(self, wanted: Iterable[int]) -> None:
        missing = set(wanted) - set(self.known)
        if missing:
            rows = self.models("QuestionVersion").objects.filter(pk__in=missing)
            for pk, name, payload in rows.values_list("pk", "type", "payload"):
                self.known[pk] = _Version(name, payload)


class _Version:
    """A question version of any time, as far as a summary asks.

    Answers of a type that is not installed any more can't be compared: it has no ``kind``.
    """

    def __init__(self, name: str, payload: Mapping[str, Any]) -> None:
        self.kind = question_types().get(name)
        self.spec = self.kind and self.kind.from_payload(payload)
