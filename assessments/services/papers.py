"""Papers: drawn and put in order when an attempt starts, graded when it is handed in."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db.models import F

from assessments.admission import Reason
from assessments.drawing import Candidate, Draw, shuffled
from assessments.exceptions import AttemptRefused
from assessments.grading import ItemGrade
from assessments.models import QuestionVersion
from assessments.papers import Paper, PaperItem
from assessments.queries.bank import draw_for
from assessments.queries.regrades import standing_substitutions
from assessments.regrading import PaperEmptied, regrade
from assessments.rules import ExamRule
from assessments.wording import sentence


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
