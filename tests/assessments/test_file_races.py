"""A file that arrives while its person is erased and the attempt is handed in."""

import io
import json
from typing import Any

import pytest

from assessments.answer_files import FileRefused
from assessments.exceptions import AttemptClosed
from assessments.models import AnswerFile, Attempt, AttemptEvent, GradeEvent
from assessments.models.answer_files import answer_storage
from assessments.services.answer_files import add_file
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from courses.api import erase_person
from courses.exceptions import PersonErased
from tests.assessments.test_answer_files import picture
from tests.assessments.test_craft_screens import raw
from tests.assessments.test_races import at_once
from tests.factories.assessments import make_exam, make_learner, make_question

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NAME = "Noor Haddad.jpg"


def send(attempt: Attempt) -> Any:
    data = picture()
    return add_file(
        attempt.uuid,
        user=attempt.user,
        position=1,
        name=NAME,
        source=io.BytesIO(data),
        size=len(data),
    )


def test_a_file_meets_the_hand_in_and_the_erasure_and_no_name_is_left() -> None:
    question = make_question("file_answer", raw=raw("file_answer"))
    exam = make_exam(questions=[question])
    for first in range(3):
        attempt = start_attempt(exam, user=make_learner(exam))
        # sent and left out again: erasure has something to take either way
        kept = send(attempt)
        save_response(
            attempt.uuid, user=attempt.user, position=1, answer=[], sequence=kept.sequence
        )

        def work(number: int, attempt: Attempt = attempt, first: int = first) -> Any:
            try:
                match (number + first) % 3:
                    case 0:
                        return send(attempt)
                    case 1:
                        return submit_attempt(attempt.uuid, user=attempt.user)
                return erase_person(attempt.user)
            except (FileRefused, PersonErased) as error:
                return error

        done = at_once(work, threads=9)
        refused = [one for one in done if isinstance(one, Exception)]
        assert all(isinstance(one, AttemptClosed | FileRefused | PersonErased) for one in refused)
        attempt.refresh_from_db()
        assert attempt.state in {"submitted", "graded"}
        assert GradeEvent.objects.filter(attempt=attempt).count() == 1
        rows = AnswerFile.objects.filter(attempt=attempt)
        events = AttemptEvent.objects.filter(attempt=attempt).values("data")
        answer = attempt.responses.get().answer
        assert "Haddad" not in json.dumps([answer, *events, *rows.values("name")])
        # what the answer names is there, and nothing else is kept
        named = {one["id"] for one in answer.get("files", ())}
        assert named == {str(one.token) for one in rows if one.file}
        assert all(answer_storage().exists(one.file.name) for one in rows if one.file)
