"""Which columns hold data about people, and for how long they are kept.

Export and erasure are built from this list; a test fails on a column that is not on it. "With the
enrollment" means: it is the evidence that a completion, and a certificate, stand on.
"""

_ENROLLMENT = "with the enrollment"
_STAFF = "for good, as an account without personal data once erased"

PERSONAL_DATA: dict[str, dict[str, str]] = {
    "LearnerProfile": {
        "user": f"whose names these are; {_STAFF}",
        "legal_name": "printed on certificates; until changed or the account is erased",
        "legal_name_confirmed_at": "when the person confirmed it; with the legal name",
        "preferred_name": "shown on screen; until changed or the account is erased",
    },
    "Enrollment": {
        "user": f"who learns; {_STAFF}",
        "cohort": f"with whom the person learns; {_ENROLLMENT}",
        "state": f"where the person stands; {_ENROLLMENT}",
        "applied_at": f"when the person applied; {_ENROLLMENT}",
        "started_at": f"when the person began; {_ENROLLMENT}",
        "completed_at": f"when the person finished; {_ENROLLMENT}",
        "expires_on": f"until when the person has access; {_ENROLLMENT}",
        "unit_outcomes": f"how the person did; {_ENROLLMENT}",
        "required_done": f"how far the person is; {_ENROLLMENT}",
    },
    "EnrollmentEvent": {
        "actor": f"who acted; {_STAFF}",
        "reason": f"what was written about the person; {_ENROLLMENT}",
        "details": f"what the step changed; {_ENROLLMENT}",
        "at": f"when; {_ENROLLMENT}",
    },
    "UnitProgress": {
        "first_opened_at": "when the person was at work; until two years after the enrollment ends",
        "last_opened_at": "when the person was at work; until two years after the enrollment ends",
        "position": "where the person stopped reading; until two years after the enrollment ends",
    },
    "UnitResult": {
        "outcome": f"how the person did; {_ENROLLMENT}",
        "score": f"how well the person did; {_ENROLLMENT}",
        "evidence": f"who judged it and against what; {_ENROLLMENT}",
        "at": f"when; {_ENROLLMENT}",
    },
    "Erasure": {
        "user": f"whose data was erased; {_STAFF}",
        "at": "when it was erased; for good, as proof",
        "actor": f"who erased it; {_STAFF}",
        "reference": "where the request is filed; for good, as proof",
    },
    "Cohort": {
        "instructors": "who teaches; until changed",
    },
    "CourseInstructor": {
        "name": "who teaches, shown to the public; until the page is changed",
        "text": "about the person, shown to the public; until the page is changed",
        "photo": "of the person, shown to the public; until the page is changed",
    },
}
NOT_PERSONAL: dict[str, frozenset[str]] = {
    "LearnerProfile": frozenset(["id"]),
    "Enrollment": frozenset(
        ["id", "course", "course_key", "course_title", "version", "required_total"]
    ),
    "EnrollmentEvent": frozenset(["id", "enrollment", "action", "from_state", "to_state"]),
    "UnitProgress": frozenset(["id", "enrollment", "unit_key"]),
    "UnitResult": frozenset(
        ["id", "uuid", "enrollment", "unit_key", "unit_title", "kind", "source", "sequence"]
    ),
    "Cohort": frozenset(
        [
            "id",
            "course",
            "title",
            "starts_on",
            "ends_on",
            "access_until",
            "capacity",
            "place",
        ]
    ),
    "CourseInstructor": frozenset(["id", "sort_order", "page"]),
    "Erasure": frozenset(["id"]),
}
# how each model leads to the person it is about; the others are about colleagues, by name
SUBJECTS = {
    "LearnerProfile": "user",
    "Enrollment": "user",
    "EnrollmentEvent": "enrollment__user",
    "UnitProgress": "enrollment__user",
    "UnitResult": "enrollment__user",
    "Erasure": "user",
}
EMPTIED = {
    "LearnerProfile": {"legal_name": "", "legal_name_confirmed_at": None, "preferred_name": ""},
}
# when somebody was at work proves nothing that a certificate needs
DELETED = frozenset(["UnitProgress"])
# Written by staff as teaching material, about nobody.
CONTENT_MODELS = frozenset(
    [
        "AssessmentRow",
        "CatalogPage",
        "CourseFact",
        "CoursePage",
        "CourseVersion",
        "LessonPage",
        "ModulePage",
        "Prerequisite",
        "Topic",
    ]
)
