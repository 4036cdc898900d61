"""Which columns hold personal data, what it is, and how long it is kept.

Export and erasure are built from this list; a test fails on a column that is not on it.
"""

KEPT_WITH_ENROLLMENT = (
    "As long as the enrollment: it is the evidence a result and a certificate stand on."
)
KEPT_WITH_RECORD = "As long as the record; pseudonymized with the account."

PERSONAL_DATA: dict[str, dict[str, tuple[str, str]]] = {
    "lms_assessments.Attempt": {
        "user": ("Who took the exam", KEPT_WITH_RECORD),
        "enrollment": ("On which enrollment", KEPT_WITH_ENROLLMENT),
        "paper": ("What was asked", KEPT_WITH_ENROLLMENT),
        "started_at": ("When the person was at work", KEPT_WITH_ENROLLMENT),
        "closed_at": ("When the person handed in", KEPT_WITH_ENROLLMENT),
        "score": ("How well the person did", KEPT_WITH_ENROLLMENT),
        "outcome": ("Whether the person passed", KEPT_WITH_ENROLLMENT),
        "result_seen_at": ("When the person read the result", KEPT_WITH_ENROLLMENT),
    },
    "lms_assessments.Response": {
        "answer": ("What the person answered", KEPT_WITH_ENROLLMENT),
        "flagged": ("What the person was unsure about", KEPT_WITH_ENROLLMENT),
        "saved_at": ("When the person answered", KEPT_WITH_ENROLLMENT),
    },
    "lms_assessments.AttemptEvent": {
        "data": ("Each answer as it was saved", KEPT_WITH_ENROLLMENT),
        "at": ("When the person was at work", KEPT_WITH_ENROLLMENT),
    },
    "lms_assessments.GradeEvent": {
        "items": ("How well the person did, by question", KEPT_WITH_ENROLLMENT),
        "points": ("How well the person did", KEPT_WITH_ENROLLMENT),
        "score": ("How well the person did", KEPT_WITH_ENROLLMENT),
        "outcome": ("Whether the person passed", KEPT_WITH_ENROLLMENT),
        "graded_by": ("Who marked", KEPT_WITH_RECORD),
        "reason": ("What the marker wrote", KEPT_WITH_ENROLLMENT),
    },
}

NOT_PERSONAL: dict[str, frozenset[str]] = {
    "lms_assessments.Attempt": frozenset(
        {
            "id",
            "uuid",
            "exam",
            "exam_key",
            "exam_title",
            "number",
            "presentation",
            "state",
            "paper_digest",
            "deadline_at",
            "closed_by",
        }
    ),
    "lms_assessments.Response": frozenset({"id", "attempt", "position", "version", "sequence"}),
    "lms_assessments.AttemptEvent": frozenset({"id", "attempt", "kind", "position", "sequence"}),
    "lms_assessments.GradeEvent": frozenset({"id", "attempt", "sequence", "total", "at"}),
}

# Written by staff as teaching material, about nobody.
CONTENT_MODELS = frozenset(
    {
        "lms_assessments.Question",
        "lms_assessments.QuestionTag",
        "lms_assessments.QuestionVersion",
        "lms_assessments.ExamPage",
        "lms_assessments.ExamSection",
        "lms_assessments.ExamSectionQuestion",
    }
)
