"""Which columns hold data about people, and for how long they are kept.

Export and erasure are built from this list; a test fails on a column that is not on it. "With the
enrollment" means: it is the evidence that a result, and a certificate, stand on.
"""

PERSONAL_DATA: dict[str, dict[str, str]] = {
    "Mark": {
        "fraction": "how well the person did; with the enrollment",
        "comment": "what the marker wrote; with the enrollment",
        "marker": "who marked; for good, as an account without personal data once erased",
        "at": "when it was marked; with the enrollment",
    },
    "MarkClaim": {
        "marker": "who has the answer at hand; until it is marked",
        "until": "until when; until it is marked",
    },
    "Appeal": {
        "reason": "why the person appealed; with the enrollment",
        "made_at": "when the person appealed; with the enrollment",
    },
    "AppealOutcome": {
        "decision": "what was decided; with the enrollment",
        "explanation": "why; with the enrollment",
        "decided_by": "who decided; for good, as an account without personal data once erased",
        "decided_at": "when; with the enrollment",
    },
    "Attempt": {
        "user": "who took the exam; for good, as an account without personal data once erased",
        "enrollment": "on which enrollment; with the enrollment",
        "paper": "what was asked; with the enrollment",
        "summary": "what was asked and answered, and in what time; with the enrollment",
        "started_at": "when the person was at work; with the enrollment",
        "closed_at": "when the person handed in; with the enrollment",
        "break_used": "how long the person rested; may tell of a disability; with the enrollment",
        "break_since": "when a break began; until it is over",
        "break_until": "when a break ends by itself; until it is over",
        "score": "how well the person did; with the enrollment",
        "outcome": "whether the person passed; with the enrollment",
        "result_seen_at": "when the person read the result; with the enrollment",
    },
    "Response": {
        "answer": "what the person answered; with the enrollment",
        "flagged": "what the person was unsure about; with the enrollment",
        "saved_at": "when the person answered; with the enrollment",
        "tries": "how often the person checked the answer; with the enrollment",
    },
    "AnswerFile": {
        "name": "what the person called the file; until erasure",
        "file": "what the person handed in, without place and camera; with the enrollment, and "
        "until erasure where no result rests on it",
        "added_at": "when the person was at work; with the enrollment",
    },
    "Exposure": {"version": "what the person was asked; with the enrollment"},
    "AttemptEvent": {
        "data": "each answer as it was saved; with the enrollment",
        "at": "when the person was at work; with the enrollment",
    },
    "GradeEvent": {
        "items": "how well the person did, by question; with the enrollment",
        "points": "how well the person did; with the enrollment",
        "score": "how well the person did; with the enrollment",
        "outcome": "whether the person passed; with the enrollment",
        "graded_by": "who marked; for good, as an account without personal data once erased",
        "reason": "what the marker wrote; with the enrollment",
    },
    "ExamException": {
        "user": "who was given more than the rule; with the enrollment",
        "time_factor": "how much more time; may tell of a disability; with the enrollment",
        "extra_minutes": "minutes for breaks; may tell of a disability; with the enrollment",
        "break_minutes": "minutes of rest; may tell of a disability; with the enrollment",
        "extra_attempts": "how many more attempts; with the enrollment",
        "waive_wait": "whether the wait was waived; with the enrollment",
        "closes_at": "until when the person could take the exam; with the enrollment",
        "until": "until when it held; with the enrollment",
        "reason": "why; may tell of a disability; with the enrollment",
        "granted_by": "who decided; for good, as an account without personal data once erased",
        "granted_at": "when it was decided; with the enrollment",
    },
    "ExamExceptionEnd": {
        "ended_by": "who ended it; for good, as an account without personal data once erased",
        "ended_at": "when it was ended; with the enrollment",
        "reason": "why; with the enrollment",
    },
    "AttemptVoid": {
        "voided_by": "who decided; for good, as an account without personal data once erased",
        "voided_at": "when it was decided; with the enrollment",
        "reason": "why the attempt does not count; with the enrollment",
    },
    "PracticalResult": {
        "user": "whose work it is; for good, as an account without personal data once erased",
        "enrollment": "on which enrollment; with the enrollment",
        "outcome": "whether the person passed; with the enrollment",
        "seen_on": "when the person was at work; with the enrollment",
        "words": "what the assessor wrote; with the enrollment",
        "reason": "why it was corrected; with the enrollment",
        "judged_by": "who judged; for good, as an account without personal data once erased",
        "at": "when it was recorded; with the enrollment",
    },
    "Regrade": {
        "reason": "why the key was wrong, read by trainees; with the enrollments",
        "requested_by": "who asked; for good, as an account without personal data once erased",
        "requested_at": "when it was asked; with the enrollments",
        "applied_by": "who decided; for good, as an account without personal data once erased",
        "applied_at": "when it was decided; with the enrollments",
    },
    "RegradeEntry": {
        "before_score": "how well the person did; with the enrollment",
        "before_outcome": "whether the person passed; with the enrollment",
        "after_score": "how well the person did; with the enrollment",
        "after_outcome": "whether the person passed; with the enrollment",
        "dependents": "which certificates rest on it; with the enrollment",
    },
}
NOT_PERSONAL: dict[str, frozenset[str]] = {
    "Mark": frozenset(["attempt", "id", "position", "role"]),
    "MarkClaim": frozenset(["attempt", "id", "position"]),
    "Appeal": frozenset(["against", "attempt", "id"]),
    "AppealOutcome": frozenset(["appeal", "event", "id"]),
    "AnswerFile": frozenset(
        [
            "attempt",
            "content_type",
            "digest",
            "extension",
            "height",
            "id",
            "position",
            "size",
            "token",
            "width",
        ]
    ),
    "Attempt": frozenset(
        [
            "break_before",
            "closed_by",
            "deadline_at",
            "exam",
            "exam_key",
            "exam_title",
            "id",
            "kind",
            "number",
            "paper_digest",
            "presentation",
            "state",
            "uuid",
        ]
    ),
    "Response": frozenset(
        ["attempt", "checked", "id", "position", "sequence", "settled", "version"]
    ),
    "Exposure": frozenset(["attempt", "id"]),
    "AttemptEvent": frozenset(["attempt", "id", "kind", "position", "sequence"]),
    "ExamException": frozenset(["exam", "exam_key", "exam_title", "id"]),
    "ExamExceptionEnd": frozenset(["exception", "id"]),
    "AttemptVoid": frozenset(["attempt", "id"]),
    "GradeEvent": frozenset(["at", "attempt", "cause", "id", "regrade", "sequence", "total"]),
    "PracticalResult": frozenset(
        [
            "case",
            "digest",
            "id",
            "pigments",
            "practical",
            "practical_key",
            "practical_title",
            "sequence",
        ]
    ),
    "Regrade": frozenset(
        [
            "counts",
            "digest",
            "exam_key",
            "exam_title",
            "finished_at",
            "id",
            "problem",
            "question",
            "state",
            "version",
            "way",
        ]
    ),
    "RegradeEntry": frozenset(["attempt", "changed", "from_sequence", "id", "kept", "regrade"]),
}
# Written by staff as teaching material, about nobody.
CONTENT_MODELS = frozenset(
    [
        "ExamPage",
        "ExamSection",
        "ExamSectionQuestion",
        "PracticalPage",
        "Question",
        "QuestionPool",
        "QuestionTag",
        "QuestionVersion",
    ]
)
# how each model leads to the person it is about
SUBJECTS = {
    "AnswerFile": "attempt__user",
    "Mark": "attempt__user",
    "MarkClaim": "attempt__user",
    "Appeal": "attempt__user",
    "AppealOutcome": "appeal__attempt__user",
    "Attempt": "user",
    "Exposure": "attempt__user",
    "Response": "attempt__user",
    "AttemptEvent": "attempt__user",
    "GradeEvent": "attempt__user",
    "ExamException": "user",
    "ExamExceptionEnd": "exception__user",
    "AttemptVoid": "attempt__user",
    "PracticalResult": "user",
    "RegradeEntry": "attempt__user",
}
