"""The question bank, as exams and self-checks need it."""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from assessments.drawing import Candidate, Draw, draw
from assessments.enums import EventKind
from assessments.models import Attempt, Question, QuestionPool, QuestionTag, QuestionVersion
from assessments.rules import SectionRule


def list_live_questions() -> QuerySet[Question]:
    """Published questions, each with its topic and ``current_version_id``."""
    return Question.objects.live().select_related("topic").with_current_version()


def _wanted(section: SectionRule) -> Q:
    if section.kind == "fixed":
        return Q(key__in=section.questions)
    match = Q()
    if section.topic:
        match &= Q(topic__slug=section.topic)
    if section.difficulty:
        match &= Q(difficulty=int(section.difficulty))
    if section.use:
        match &= Q(use=section.use)
    return match


def list_candidates(sections: Sequence[SectionRule]) -> list[Candidate]:
    """The published questions that any of ``sections`` may take.

    One query however many questions, and one more when a section asks for a tag.
    """
    if not sections:
        return []
    rows = list(
        QuestionVersion.objects.filter(
            pk__in=Question.objects.live()
            .filter(reduce(or_, map(_wanted, sections)))
            .with_current_version()
            .values("current_version_id")
        )
        .annotate(
            key=F("question__key"),
            topic=F("question__topic__slug"),
            difficulty=F("question__difficulty"),
            use=F("question__use"),
        )
        .values("pk", "digest", "question_id", "key", "topic", "difficulty", "use")
    )
    tags = _tags_of(section.tag for section in sections)
    return [
        Candidate(
            question=row["key"],
            version_id=row["pk"],
            version_digest=row["digest"],
            topic=row["topic"],
            difficulty=str(row["difficulty"]),
            use=row["use"],
            tags=tags.get(row["question_id"], frozenset()),
        )
        for row in rows
    ]


def _tags_of(names: Iterable[str]) -> dict[int, frozenset[str]]:
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    match = reduce(or_, (Q(tag__name__iexact=name) for name in wanted))
    found: dict[int, set[str]] = {}
    for question_id, name in QuestionTag.objects.filter(match).values_list(
        "content_object_id", "tag__name"
    ):
        found.setdefault(question_id, set()).add(name.casefold())
    return {question_id: frozenset(tags) for question_id, tags in found.items()}


def draw_for(sections: Sequence[SectionRule], *, seed: str, seen: Collection[str] = ()) -> Draw:
    """Draw a paper for ``sections`` from the published bank."""
    return draw(sections, list_candidates(sections), seed=seed, seen=seen)


def redraw(attempt: Attempt) -> Draw:
    """The draw of an attempt again, from its seed and the pool as it was, whatever the bank is now.

    Two queries. Raises QuestionPool.DoesNotExist for an attempt from before pools were kept.
    """
    paper = attempt.read_paper()
    started = attempt.events.filter(kind=EventKind.STARTED).values_list("data", flat=True).get()
    pool = QuestionPool.objects.get(digest=paper.pool_digest)
    return draw(
        [SectionRule.from_json(section) for section in started["sections"]],
        [Candidate.from_json(one) for one in pool.candidates],
        seed=paper.seed,
        seen=frozenset(started["seen"]),
    )
