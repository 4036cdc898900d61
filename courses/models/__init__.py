from courses.models.course_page import (
    AssessmentRow,
    CourseFact,
    CourseInstructor,
    CoursePage,
    Prerequisite,
)
from courses.models.learning import (
    Cohort,
    CourseVersion,
    Enrollment,
    EnrollmentEvent,
    LearnerProfile,
    UnitProgress,
    UnitResult,
)
from courses.models.pages import CatalogPage, LessonPage, ModulePage, UnitPage
from courses.models.people import Erasure
from courses.models.topics import Topic

__all__ = [
    "AssessmentRow",
    "CatalogPage",
    "Cohort",
    "CourseFact",
    "CourseInstructor",
    "CoursePage",
    "CourseVersion",
    "Enrollment",
    "EnrollmentEvent",
    "Erasure",
    "LearnerProfile",
    "LessonPage",
    "ModulePage",
    "Prerequisite",
    "Topic",
    "UnitPage",
    "UnitProgress",
    "UnitResult",
]
