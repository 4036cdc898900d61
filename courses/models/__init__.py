from courses.models.learning import (
    Cohort,
    CourseVersion,
    Enrollment,
    EnrollmentEvent,
    LearnerProfile,
    UnitProgress,
    UnitResult,
)
from courses.models.pages import (
    AssessmentRow,
    CatalogPage,
    CourseFact,
    CourseInstructor,
    CoursePage,
    LessonPage,
    ModulePage,
    Prerequisite,
    UnitPage,
)
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
