"""A small academy for the browser: one course of two modules, an exam that can hurt, an award."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from assessments.models import ExamPage, Question
from certificates.models import Award
from courses.models import CoursePage, LessonPage
from lms.demo.build.media import Media
from lms.demo.build.stream import to_stream
from tests.factories.assessments import choices, make_exam, make_question
from tests.factories.certificates import make_award
from tests.factories.courses import add_lesson, add_module, make_course, make_topic, make_user

PASSWORD = "correct horse"
CRITICAL = "A needle pricks your finger. What do you do first?"
# what a trainee picks or types, by the first words of the stem
RIGHT_ANSWERS: dict[str, list[str]] = {
    "A needle pricks your finger": ["Let it bleed under running water"],
    "Which of these end a session": ["The client feels faint", "The skin swells at once"],
    "Pigment goes into the upper dermis": ["True"],
    "You mix 1 part of pigment": ["4"],
}

HANDS: list[tuple[str, Any]] = [
    ("rich_text", "<p>Everybody has a habit, and nearly every habit misses the thumbs.</p>"),
    ("heading", {"text": "Before you touch anybody"}),
    (
        "figure",
        {
            "image": "art:skin-section",
            "alt": "Layers of the skin in section.",
            "caption": "Where the dot belongs.",
            "points": [
                {"x": 30.0, "y": 20.0, "label": "Epidermis", "text": "Renews itself."},
                {"x": 60.0, "y": 55.0, "label": "Upper dermis", "text": "Keeps the dot."},
            ],
        },
    ),
    ("warning", {"title": "Gloves tear", "text": "<p>Change them after every interruption.</p>"}),
    ("self_check", {"title": "Try it", "questions": ["try-thumbs"]}),
]
SHARPS: list[tuple[str, Any]] = [
    ("rich_text", "<p>A cartridge goes into the container with your own hand, at once.</p>"),
    (
        "steps",
        {
            "title": "After a needlestick",
            "steps": [
                {
                    "title": "Let it bleed",
                    "text": "<p>Under running water.</p>",
                    "image": None,
                    "alt": "",
                },
                {"title": "Report it", "text": "<p>The same day.</p>", "image": None, "alt": ""},
            ],
        },
    ),
]


@dataclass(frozen=True)
class Academy:
    """Everything a story needs to know by name."""

    course: CoursePage
    hands: LessonPage
    sharps: LessonPage
    exam: ExamPage
    critical: Question
    award: Award
    instructor: Any
    registrar: Any


def build_academy(**exam_rules: Any) -> Academy:
    """Publish the course, its exam and its award; ``exam_rules`` are fields of the exam."""
    instructor = _staff("ruth", "Ruth", "Oyelaran", "Instructors")
    registrar = _staff("tomasz", "Tomasz", "Lis", "Registrars")
    make_topic("infection-control", title="Infection control")
    questions = _questions()
    course = make_course(
        version=False,
        title="Safe hands",
        slug="safe-hands",
        intro="Two lessons and an exam.",
        hours_theory=3,
        hours_practical=1,
        outcomes="Wash your hands\nAct after a needlestick",
    )
    first = add_module(course, title="Hands", topic=make_topic("infection-control"))
    second = add_module(course, title="Sharps")
    media = Media(owner=instructor)
    practice = make_question(
        "single",
        key="try-thumbs",
        use="practice",
        raw={
            "stem": "<p>What do most people miss?</p>",
            "choices": choices(("The thumbs", True), ("The palms", False)),
            "explanation": "<p>Thumbs and fingertips.</p>",
        },
    )
    hands, sharps = (
        add_lesson(
            module,
            title=title,
            minutes=10,
            body=to_stream(body, media=media, questions={practice.key: practice.pk}, scope=title),
        )
        for module, title, body in ((first, "Washing", HANDS), (second, "Needlesticks", SHARPS))
    )
    rules = {"pass_mark": 70, "cooling_hours": 0, "feedback": "after_submit", **exam_rules}
    exam = make_exam(module=second, questions=questions, title="Exam on hands", minutes=15, **rules)
    award = make_award(course, title="Certificate in Safe Hands", slug="safe-hands")
    return Academy(
        course=course,
        hands=hands,
        sharps=sharps,
        exam=exam,
        critical=questions[0],
        award=award,
        instructor=instructor,
        registrar=registrar,
    )


def _staff(username: str, first_name: str, last_name: str, group: str) -> Any:
    user = make_user(username, first_name=first_name, last_name=last_name)
    user.groups.add(Group.objects.get(name=group))
    return user


def _questions() -> list[Question]:
    """One question of each type; the first is a critical safety item."""
    return [
        make_question(
            "single",
            key="needlestick-first",
            critical=True,
            raw={
                "stem": f"<p>{CRITICAL}</p>",
                "choices": choices(
                    ("Let it bleed under running water", True),
                    ("Finish the row first", False),
                    ("Squeeze it hard", False),
                ),
                "explanation": "<p>Let it bleed, wash, cover, report.</p>",
            },
        ),
        make_question(
            "multiple",
            key="ends-session",
            raw={
                "stem": "<p>Which of these end a session at once?</p>",
                "choices": choices(
                    ("The client feels faint", True),
                    ("The skin swells at once", True),
                    ("The client asks for water", False),
                ),
                "explanation": "<p>Stop, and refer.</p>",
            },
        ),
        make_question(
            "true_false",
            key="upper-dermis",
            raw={
                "stem": "<p>Pigment goes into the upper dermis.</p>",
                "answer": "true",
                "feedback": "",
                "explanation": "<p>Deeper, it spreads.</p>",
            },
        ),
        make_question(
            "numeric",
            key="one-in-five",
            raw={
                "stem": "<p>You mix 1 part of pigment into 5 parts in all. How many are water?</p>",
                "answer": "4",
                "tolerance": "0",
                "tolerance_kind": "absolute",
                "unit": "",
                "unit_required": False,
                "explanation": "<p>Five less one.</p>",
            },
        ),
    ]
