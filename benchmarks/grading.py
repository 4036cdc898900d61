"""Pure grading: how many answers one core reads and grades in a second."""

import itertools
from typing import Any

from assessments.question_types.registry import get_question_type
from benchmarks.timing import in_turns

CHOICES = [
    {"type": "item", "id": str(number), "value": {"text": f"Choice {number}", "correct": right}}
    for number, right in enumerate((True, False, True, False, False))
]
ONE_RIGHT = [CHOICES[0], CHOICES[1], CHOICES[3], CHOICES[4]]
QUESTIONS: dict[str, dict[str, Any]] = {
    "single": {"stem": "<p>Which?</p>", "choices": ONE_RIGHT, "explanation": ""},
    "multiple": {"stem": "<p>Which ones?</p>", "choices": CHOICES, "explanation": ""},
    "true_false": {"stem": "<p>So?</p>", "answer": "true", "explanation": ""},
    "numeric": {
        "stem": "<p>How much?</p>",
        "answer": "12.5",
        "tolerance": "0.5",
        "tolerance_kind": "absolute",
        "unit": "ml",
        "explanation": "",
    },
}
ROUNDS, ANSWERS = 9, 5000


def measure(*, rounds: int = ROUNDS) -> dict[str, float]:
    """Answers per second by question type, and for "mixed": every type in turn."""
    work = {}
    for name, raw in QUESTIONS.items():
        kind = get_question_type(name)
        spec = kind.from_raw(raw)
        right = kind.key_response(spec)
        if not kind.grade(spec, right).is_right:
            raise ValueError(f"the key of {name} is not graded as right")
        work[name] = (kind, spec, right)

    def grade(*names: str) -> None:
        for name in itertools.islice(itertools.cycle(names), ANSWERS):
            kind, spec, response = work[name]
            kind.grade(spec, response)

    subjects = {name: (lambda name=name: grade(name)) for name in work}
    subjects["mixed"] = lambda: grade(*work)
    seconds = in_turns(subjects, rounds=rounds)
    return {name: ANSWERS / value for name, value in seconds.items()}
