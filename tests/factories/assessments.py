"""Questions, exams and attempts for tests, built through the services."""

import itertools
import uuid
from typing import Any

from assessments.models import (
    Attempt,
    ExamPage,
    ExamSection,
    ExamSectionQuestion,
    Question,
    QuestionVersion,
)
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from courses.services.enrollments import enroll
from courses.services.versions import publish_version
from tests.factories.courses import add_module, make_course, make_topic, make_user
from tests.factories.indexes import unindexed

_count = itertools.count(1)


def choices(*options: tuple[str, bool]) -> list[dict[str, Any]]:
    """Raw editor items; the feedback of each is a text that no learner may see early."""
    return [
        {
            "type": "item",
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, text)),
            "value": {"text": text, "correct": right, "feedback": f"SECRET feedback {text}"},
        }
        for text, right in options
    ]


def raw_question(type_name: str, *, n: int = 0) -> dict[str, Any]:
    """A complete raw value of the type."""
    stem = f"<p>Question {n} about safe work?</p>"
    explanation = f"<p>SECRET explanation {n}</p>"
    if type_name == "single":
        options = choices(("Wash your hands", True), ("Carry on", False), ("Wipe them", False))
        return {"stem": stem, "choices": options, "explanation": explanation}
    if type_name == "multiple":
        options = choices(("Mask", True), ("Gloves", True), ("Rings", False), ("Perfume", False))
        return {"stem": stem, "choices": options, "explanation": explanation}
    if type_name == "true_false":
        return {
            "stem": stem,
            "answer": "false",
            "feedback": "SECRET feedback",
            "explanation": explanation,
        }
    return {
        "stem": stem,
        "answer": "0.4375",
        "tolerance": "0.0123",
        "tolerance_kind": "absolute",
        "unit": "ml",
        "unit_required": False,
        "explanation": explanation,
    }


@unindexed()
def make_question(
    type_name: str = "single",
    *,
    raw: dict[str, Any] | None = None,
    live: bool = True,
    **fields: Any,
) -> Question:
    """A question, published (and frozen) unless ``live`` is False."""
    n = next(_count)
    tags = fields.pop("tags", [])
    fields = {"key": f"q{n}", "topic": fields.pop("topic", None) or make_topic(), **fields}
    question = Question(**fields)
    question.content = [
        (
            type_name,
            question.content.stream_block.child_blocks[type_name].to_python(
                raw or raw_question(type_name, n=n)
            ),
        )
    ]
    question.save()
    if tags:
        question.tags.add(*tags)
        question.save()
    if live:
        question.save_revision().publish()
        question.refresh_from_db()
    return question


@unindexed()
def make_questions(count: int, **fields: Any) -> list[Question]:
    """Published questions of all types in turn."""
    types = ["single", "multiple", "true_false", "numeric"]
    return [make_question(types[n % len(types)], **fields) for n in range(count)]


@unindexed()
def make_bank(count: int) -> None:
    """``count`` published questions for tests of size: one of each type, the others its copies."""
    originals = make_questions(min(count, 4))
    frozen = [question.versions.get() for question in originals]
    copies = [
        Question(
            key=f"copy{next(_count)}",
            title=original.title,
            content=original.content,
            topic=original.topic,
            live=True,
        )
        for original in (originals[n % 4] for n in range(count - len(originals)))
    ]
    for n, question in enumerate(Question.objects.bulk_create(copies)):
        version = frozen[n % 4]
        QuestionVersion.objects.create(
            question=question,
            number=1,
            type=version.type,
            payload=version.payload,
            digest=f"{version.digest[:56]}{n:08d}",
        )


@unindexed()
def make_exam(
    *, module: Any = None, count: int = 0, questions: list[Question] | None = None, **fields: Any
) -> ExamPage:
    """A published exam: ``count`` drawn at random, or these ``questions``, in a course."""
    n = next(_count)
    if module is None:
        module = add_module(make_course(version=False))
    exam = ExamPage(**{"title": f"Exam {n}", "slug": f"exam-{n}", **fields})
    exam.sections = (
        [ExamSection(kind="random", count=count, use="exam")]
        if questions is None
        else [ExamSection(kind="fixed")]
    )
    module.add_child(instance=exam)
    if questions:
        section = exam.sections.get()
        for place, question in enumerate(questions):
            section.questions.add(ExamSectionQuestion(question=question, sort_order=place))
        section.save()
    publish_version(course_of(exam))
    return ExamPage.objects.get(pk=exam.pk)


def course_of(exam: ExamPage) -> Any:
    return exam.get_parent().get_parent().specific


def make_learner(exam: ExamPage, **fields: Any) -> Any:
    """Somebody enrolled on the exam's course."""
    user = make_user(**fields)
    enroll(user, course_of(exam))
    return user


def key_answer(attempt: Attempt, position: int) -> Any:
    """A response worth full marks."""
    item = attempt.read_paper().by_position[position]
    version = QuestionVersion.objects.get(pk=item.version_id)
    return dict(version.kind.key_response(version.spec))


def wrong_answer(attempt: Attempt, position: int) -> Any:
    """An answered response worth nothing."""
    item = attempt.read_paper().by_position[position]
    version = QuestionVersion.objects.get(pk=item.version_id)
    spec = version.spec
    if item.type == "true_false":
        return {"value": "true" if spec.answer == "false" else "false"}
    if item.type == "numeric":
        return {"text": "99999"}
    return {"picks": [next(one.id for one in spec.choices if not one.correct)]}


def answer_all(attempt: Attempt, *, wrong: tuple[int, ...] = (), now: Any = None) -> Attempt:
    """Answer every question rightly, except those at ``wrong``."""
    for item in attempt.read_paper().items:
        make = wrong_answer if item.position in wrong else key_answer
        save_response(
            attempt.uuid,
            user=attempt.user,
            position=item.position,
            answer=make(attempt, item.position),
            sequence=0,
            now=now,
        )
    return attempt


def take_exam(
    exam: ExamPage, user: Any, *, wrong: tuple[int, ...] = (), now: Any = None
) -> Attempt:
    """A whole attempt, handed in."""
    attempt = start_attempt(exam, user=user, now=now)
    answer_all(attempt, wrong=wrong, now=now)
    return submit_attempt(attempt.uuid, user=user, now=now)
