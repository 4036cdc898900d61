"""Topics, questions and course pages of the demo academy."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.enums import (
    Behavior,
    FeedbackPreset,
    Presentation,
    QuestionUse,
    SectionKind,
)
from assessments.models import ExamPage, ExamSection, ExamSectionQuestion, PracticalPage
from courses.enums import EnrollmentPolicy, UnlockPolicy
from courses.models import (
    AssessmentRow,
    CatalogPage,
    CourseFact,
    CourseInstructor,
    CoursePage,
    LessonPage,
    ModulePage,
    Topic,
)
from lms.demo.build.bank import SAFETY_TAG, add_questions
from lms.demo.build.media import Media
from lms.demo.build.site import child, draft, publish
from lms.demo.build.stream import to_stream
from lms.demo.content import papers, refresher
from lms.demo.content.academy import ACADEMY
from lms.demo.content.foundation import MODULES
from lms.site.models import HomePage

TOPICS = {
    "law": "Law and professional practice",
    "infection-control": "Infection control",
    "consultation": "Consultation and contraindications",
    "hairline-design": "Hairline design",
    "depth": "Needles, depth and dots",
    "pigment": "Pigment and color",
    "sessions": "Sessions and layering",
    "healing": "Healing, aftercare and adverse events",
    "records": "Records and photography",
}
FINAL_EXAM = "final-exam"
PRACTICED, PRACTICE = "pigment-and-color", "practice-mixing-and-color"
SHOWN, PRACTICAL = "sessions-and-layering", "hairline-on-practice-skin"
MARKED = "hairline-design"
PRACTICE_IS_OPEN = dt.timedelta(weeks=26)
FOUNDATION = "foundation-certificate"
REFRESHER = "infection-control-refresher"


def _assessment(what: str, how: str, to_pass: str) -> AssessmentRow:
    return AssessmentRow(what=what, how=how, to_pass=to_pass)


def add_topics() -> dict[str, Topic]:
    """The nine topics and that of the case paper, from which no other exam draws; by slug."""
    for order, (slug, title) in enumerate([*TOPICS.items(), papers.TOPIC]):
        Topic.objects.get_or_create(slug=slug, defaults={"title": title, "sort_order": order})
    return {topic.slug: topic for topic in Topic.objects.all()}


class Teaching:
    """Builds the catalog below the home page; what exists already is left as it is."""

    def __init__(self, *, home: HomePage, media: Media, author: Any, now: dt.datetime) -> None:
        self.media, self.author, self.now = media, author, now
        self.topics = add_topics()
        everything = [q for module in MODULES for q in module["questions"]] + papers.QUESTIONS
        everything += [q for module in refresher.COURSE["modules"] for q in module["questions"]]
        self.questions = add_questions(everything, topics=self.topics, author=author)
        self.catalog = child(home, "courses") or publish(
            CatalogPage(
                title="Courses",
                slug="courses",
                show_in_menus=True,
                intro="Two courses that lead somewhere: one to begin, one to stay safe.",
            ),
            parent=home,
            user=author,
        )

    def add_refresher(self) -> CoursePage:
        """The short course everybody repeats."""
        data = refresher.COURSE
        course = child(self.catalog, REFRESHER)
        if course is None:
            course = CoursePage(
                title=data["title"],
                slug=REFRESHER,
                intro=data["summary"],
                audience="everybody who works with needles, once a year",
                level="Refresher",
                outcomes="\n".join(data["outcomes"]),
                hours_theory=Decimal(4),
                hours_practical=Decimal(0),
                image=self.media.image("course-refresher"),
                enrollment_policy=EnrollmentPolicy.OPEN,
                unlock_policy=UnlockPolicy.IN_ORDER,
                access_days=90,
            )
            course.assessment_rows = [
                _assessment("Quiz", "6 questions, as often as you like", "70 percent")
            ]
            course.instructors = self._instructors("Piet Verhoeven")
            draft(course, parent=self.catalog, user=self.author)
        for module in data["modules"]:
            self._module(course, module)
        return self._open(course)

    def add_foundation(self) -> CoursePage:
        """The nine modules and the final exam."""
        course = child(self.catalog, FOUNDATION)
        if course is None:
            course = CoursePage(
                title="Foundation Certificate in Scalp Micropigmentation",
                slug=FOUNDATION,
                intro=(
                    "Plan a hairline that suits the face and the years ahead, place dots in the "
                    "right layer of skin, and know when to say no."
                ),
                audience="barbers, tattooists and career changers",
                level="Foundation",
                outcomes="\n".join(
                    [
                        "Take a consultation and act on every contraindication",
                        "Set up, work and clean down without breaking asepsis",
                        "Design a hairline and justify its height, angle and softness",
                        "Place even dots in the upper dermis, on any scalp",
                        "Dilute pigment with sterile water and record batch and ratio",
                        "Plan sessions from the healed result, never over scabs",
                        "Recognize an adverse reaction, stop, and refer",
                        "Keep records and photographs that stand up to an audit",
                    ]
                ),
                hours_theory=Decimal(42),
                hours_practical=Decimal(58),
                image=self.media.image("course-hero"),
                enrollment_policy=EnrollmentPolicy.APPROVAL,
                unlock_policy=UnlockPolicy.IN_ORDER,
                access_days=270,
            )
            course.facts = [
                CourseFact(label="Group size", value="8"),
                CourseFact(label="Minimum age", value="18"),
                CourseFact(label="Certificate valid", value="2 years"),
            ]
            course.assessment_rows = [
                _assessment(
                    "Nine module quizzes", "8 questions each, as often as you like", "70 percent"
                ),
                _assessment(
                    "Final exam",
                    "40 questions, 60 minutes, 3 attempts",
                    "80 percent and every critical safety item",
                ),
            ]
            course.instructors = self._instructors("Ruth Oyelaran", "Piet Verhoeven")
            draft(course, parent=self.catalog, user=self.author)
        for module in MODULES:
            page = self._module(course, module)
        self._final_exam(page)
        return self._open(course)

    def _open(self, course: CoursePage) -> CoursePage:
        """Publish the course once everything in it is: so it has one version, not one per unit."""
        if not course.live:
            with transaction.atomic():
                course.save_revision(user=self.author, log_action=True).publish(user=self.author)
            course.refresh_from_db()
        return course

    def _instructors(self, *names: str) -> list[CourseInstructor]:
        return [
            CourseInstructor(
                name=person["name"],
                text=person["bio"],
                photo=self.media.image(person["portrait"]) if person.get("portrait") else None,
            )
            for person in ACADEMY["staff"]
            if person["name"] in names
        ]

    def _module(self, course: CoursePage, data: Mapping[str, Any]) -> ModulePage:
        module = child(course, data["slug"]) or publish(
            ModulePage(
                title=data["title"],
                slug=data["slug"],
                topic=self.topics[data["topic"]],
                summary=data["summary"],
                outcomes="\n".join(data["outcomes"]),
            ),
            parent=course,
            user=self.author,
        )
        for lesson in data["lessons"]:
            if child(module, lesson["slug"]) is None:
                publish(
                    LessonPage(
                        title=lesson["title"],
                        slug=lesson["slug"],
                        summary=lesson["summary"],
                        minutes=lesson["minutes"],
                        required=lesson["required"],
                        body=to_stream(
                            lesson["body"],
                            media=self.media,
                            questions=self.questions,
                            scope=f"{data['slug']}/{lesson['slug']}",
                        ),
                    ),
                    parent=module,
                    user=self.author,
                )
        self._quiz(module, data)
        if data["slug"] == PRACTICED:
            self._practice(module)
        if data["slug"] == SHOWN:
            self._practical(module)
        if data["slug"] == MARKED:
            self._case_paper(module)
        return module

    def _quiz(self, module: ModulePage, data: Mapping[str, Any]) -> None:
        quiz = data["quiz"]
        if child(module, quiz["slug"]):
            return
        page = ExamPage(
            title=quiz["title"],
            slug=quiz["slug"],
            minutes=quiz["minutes"],
            intro="<p>Take it as often as you need. Each time the questions are drawn again.</p>",
            pass_mark=Decimal(quiz["pass_mark"]),
            critical_must_be_right=False,
            feedback=FeedbackPreset.AFTER_SUBMIT,
            presentation=Presentation.ALL,
        )
        page.sections = [
            ExamSection(
                kind=SectionKind.RANDOM,
                count=quiz["question_count"],
                topic=self.topics[data["topic"]],
                tag=quiz.get("tag", ""),
            )
        ]
        publish(page, parent=module, user=self.author)

    def _practice(self, module: ModulePage) -> None:
        """Questions that no exam draws, checked one by one; optional, and open for the term."""
        if child(module, PRACTICE):
            return
        page = ExamPage(
            title="Practice: mixing and color",
            slug=PRACTICE,
            minutes=10,
            required=False,
            intro=(
                "<p>Check each answer as you go, and try again where it was not right. "
                "This is training: no certificate looks at it.</p>"
            ),
            pass_mark=Decimal(75),
            critical_must_be_right=False,
            behavior=Behavior.PRACTICE,
            tries=2,
            feedback=FeedbackPreset.PRACTICE,
            retake=True,
            closes_at=self.now + PRACTICE_IS_OPEN,
            presentation=Presentation.ALL,
        )
        page.sections = [
            ExamSection(
                kind=SectionKind.RANDOM,
                count=4,
                topic=self.topics["pigment"],
                use=QuestionUse.PRACTICE,
            )
        ]
        publish(page, parent=module, user=self.author)

    def _practical(self, module: ModulePage) -> None:
        """Optional work on practice skin: an assessor watches, and writes down the bottle."""
        if child(module, PRACTICAL):
            return
        page = PracticalPage(
            title="Practical: a hairline on practice skin",
            slug=PRACTICAL,
            minutes=90,
            required=False,
            task=(
                "<p>Draw a hairline on practice skin and place its first session, while an "
                "assessor watches.</p><h3>What the assessor looks for</h3><ul>"
                "<li>Set-up and clean-down without breaking asepsis</li>"
                "<li>A hairline that you can give reasons for</li>"
                "<li>Dots of one size, apart from each other, fading at the edge</li></ul>"
            ),
        )
        publish(page, parent=module, user=self.author)

    def _case_paper(self, module: ModulePage) -> None:
        """A text and a photograph that two people mark without names; optional."""
        if child(module, papers.SLUG):
            return
        page = ExamPage(
            title=papers.PAPER["title"],
            slug=papers.SLUG,
            minutes=papers.PAPER["minutes"],
            intro=papers.PAPER["intro"],
            required=False,
            pass_mark=Decimal(60),
            critical_must_be_right=False,
            shuffle_questions=False,
            time_limit=90,
            attempts_allowed=2,
            cooling_hours=24,
            feedback=FeedbackPreset.AFTER_SUBMIT,
            presentation=Presentation.ALL,
            second_marker=True,
        )
        section = ExamSection(kind=SectionKind.FIXED)
        section.questions = [
            ExamSectionQuestion(question_id=self.questions[question["key"]])
            for question in papers.QUESTIONS
        ]
        page.sections = [section]
        publish(page, parent=module, user=self.author)

    def _final_exam(self, module: ModulePage) -> None:
        """Four questions of each topic, and four more that are critical safety items."""
        if child(module, FINAL_EXAM):
            return
        page = ExamPage(
            title="Final exam: Foundation Certificate",
            slug=FINAL_EXAM,
            minutes=60,
            intro=(
                "<p>Forty questions from all nine modules. Critical safety items are marked in "
                "the bank, not on your paper: one of them wrong fails the exam, because the "
                "mistake would hurt somebody.</p>"
            ),
            pass_mark=Decimal(80),
            critical_must_be_right=True,
            time_limit=60,
            attempts_allowed=3,
            cooling_hours=24,
            feedback=FeedbackPreset.SCORE,
            presentation=Presentation.ONE,
        )
        page.sections = [
            ExamSection(title="Safety", kind=SectionKind.RANDOM, count=4, tag=SAFETY_TAG),
            *(
                ExamSection(title=title, kind=SectionKind.RANDOM, count=4, topic=self.topics[slug])
                for slug, title in TOPICS.items()
            ),
        ]
        publish(page, parent=module, user=self.author)
