"""Two people mark, appeal, decide or void at once: one of them does."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group

from assessments.exceptions import AppealRefused, ExceptionRefused, MarkRefused
from assessments.models import (
    AnswerFile,
    Appeal,
    AppealOutcome,
    Attempt,
    AttemptVoid,
    GradeEvent,
    Mark,
    MarkClaim,
)
from assessments.services.answers import save_response
from assessments.services.appeals import decide_appeal, make_appeal
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.exceptions import void_attempt
from assessments.services.marking import claim_answer, mark_answer
from courses.models import UnitResult
from tests.assessments.test_craft_screens import raw
from tests.assessments.test_races import at_once
from tests.factories.assessments import make_exam, make_learner, make_question
from tests.factories.courses import make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS = 8


def written(**fields: Any) -> Attempt:
    exam = make_exam(questions=[make_question("essay", raw=raw("essay"))], pass_mark=50, **fields)
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    save_response(attempt.uuid, user=user, position=1, answer="Words", sequence=0)
    return submit_attempt(attempt.uuid, user=user)


def people(group: str = "Assessors") -> list[Any]:
    found = [make_user() for _n in range(THREADS)]
    for user in found:
        user.groups.add(Group.objects.get(name=group))
    return found


def mark(attempt: Attempt, marker: Any, fraction: str = "1") -> Any:
    return mark_answer(
        attempt.pk, position=1, fraction=Decimal(fraction), comment="", marker=marker
    )


def test_many_markers_of_one_answer_make_one_mark_and_one_result() -> None:
    attempt, markers = written(), people()
    done = at_once(lambda n: mark(attempt, markers[n]).pk, threads=THREADS)
    assert sum(isinstance(one, int) for one in done) == 1
    assert sum(isinstance(one, MarkRefused) for one in done) == THREADS - 1
    assert Mark.objects.count() == 1
    assert GradeEvent.objects.filter(cause="marked").count() == 1
    assert UnitResult.objects.count() == 1


def test_with_two_markers_exactly_two_of_many_marks_count() -> None:
    attempt, markers = written(second_marker=True), people()
    at_once(lambda n: mark(attempt, markers[n]).pk, threads=THREADS)
    assert sorted(Mark.objects.values_list("role", flat=True)) == ["first", "second"]
    assert len(set(Mark.objects.values_list("marker", flat=True))) == 2
    assert GradeEvent.objects.filter(cause="marked").count() == 1


def test_one_marker_in_many_windows_marks_once() -> None:
    attempt, marker = written(second_marker=True), people()[0]
    done = at_once(lambda _n: mark(attempt, marker).pk, threads=THREADS)
    assert sum(isinstance(one, int) for one in done) == 1
    assert Mark.objects.get().role == "first"


def test_many_hands_reach_for_one_answer_and_one_has_it() -> None:
    attempt, markers = written(), people()
    done = at_once(
        lambda n: claim_answer(attempt.pk, position=1, marker=markers[n]).marker_id,
        threads=THREADS,
    )
    (winner,) = [one for one in done if isinstance(one, int)]
    assert MarkClaim.objects.get().marker_id == winner


def test_a_mark_meets_a_void_and_nothing_is_graded_after_it() -> None:
    for _round in range(3):
        attempt, markers = written(), people()

        def work(n: int, attempt: Attempt = attempt, markers: list[Any] = markers) -> Any:
            if n % 2:
                return void_attempt(attempt.pk, actor=markers[n], reason="Fire alarm").pk
            return mark(attempt, markers[n]).pk

        done = at_once(work, threads=THREADS)
        assert all(isinstance(one, int | MarkRefused | ExceptionRefused) for one in done)
        attempt.refresh_from_db()
        assert (attempt.state, attempt.outcome) == ("voided", "")
        assert AttemptVoid.objects.filter(attempt=attempt).count() == 1
        assert Mark.objects.filter(attempt=attempt).count() <= 1
        results = UnitResult.objects.filter(enrollment=attempt.enrollment).order_by("sequence")
        assert not results or results.last().outcome == "fail"


def test_many_appeals_are_one_and_many_decisions_are_one() -> None:
    attempt, deciders = written(), people("Quality assurers")
    mark(attempt, people()[0], "0")
    made = at_once(
        lambda _n: make_appeal(attempt.uuid, user=attempt.user, reason="Look").pk, threads=THREADS
    )
    assert sum(isinstance(one, int) for one in made) == 1
    assert sum(isinstance(one, AppealRefused) for one in made) == THREADS - 1
    appeal = Appeal.objects.get()

    def decide(n: int) -> Any:
        marks = {1: Decimal(1)} if n % 2 else {}
        return decide_appeal(appeal.pk, actor=deciders[n], marks=marks, explanation="Why").pk

    decided = at_once(decide, threads=THREADS)
    assert sum(isinstance(one, int) for one in decided) == 1
    outcome = AppealOutcome.objects.get()
    attempt.refresh_from_db()
    assert attempt.outcome == ("pass" if outcome.decision == "upheld" else "fail")
    assert GradeEvent.objects.filter(cause="appealed").count() == bool(outcome.event_id)


def test_files_sent_at_once_are_all_kept_up_to_the_limit() -> None:
    import io

    from assessments.answer_files import FileRefused
    from assessments.services.answer_files import add_file
    from tests.assessments.test_answer_files import picture

    exam = make_exam(questions=[make_question("file_answer", raw=raw("file_answer"))])
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    data = picture()

    def send(_n: int) -> Any:
        try:
            return add_file(
                attempt.uuid, user=user, position=1, name="a.jpg", source=io.BytesIO(data),
                size=len(data),
            ).sequence  # fmt: skip
        except FileRefused as refused:
            return refused

    done = at_once(send, threads=THREADS)
    assert sorted(one for one in done if isinstance(one, int)) == [1, 2]
    files = attempt.responses.get().answer["files"]
    assert {one["id"] for one in files} == {str(row.token) for row in AnswerFile.objects.all()}
    assert len(files) == 2
