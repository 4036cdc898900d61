"""The way of an attempt: start, answers, hand-in, result; and every way it can be refused."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.exceptions import AnswerStale, AttemptClosed, AttemptRefused, UnknownPosition
from assessments.models import Attempt, AttemptEvent, ExamPage
from assessments.models.attempts import grace_period
from assessments.services.answers import save_response
from assessments.services.attempts import close_expired, start_attempt, submit_attempt
from courses.api import list_enrollments
from courses.models import UnitResult
from tests.factories.assessments import (
    answer_all,
    course_of,
    key_answer,
    make_exam,
    make_learner,
    make_question,
    make_questions,
    take_exam,
    wrong_answer,
)
from tests.factories.courses import make_topic, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def exam() -> ExamPage:
    make_questions(6)
    return make_exam(count=4, pass_mark=75, time_limit=60, attempts_allowed=2, cooling_hours=72)


def test_start_freezes_a_paper_and_a_deadline(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    paper = attempt.read_paper()
    assert len(paper.items) == 4
    assert attempt.paper_digest == paper.digest
    assert attempt.deadline_at == NOW + HOUR
    assert attempt.number == 1
    assert (paper.pass_mark, paper.minutes) == (Decimal(75), 60)
    assert attempt.events.get().kind == "started"


def test_starting_again_continues_the_open_attempt(exam: ExamPage) -> None:
    user = make_learner(exam)
    assert start_attempt(exam, user=user) == start_attempt(exam, user=user)
    assert Attempt.objects.count() == 1


def test_editing_and_unpublishing_questions_changes_no_paper(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    before = attempt.paper_digest
    from assessments.models import Question

    for question in Question.objects.all():
        question.critical = True
        question.save_revision().publish()
        question.unpublish()
    answer_all(attempt)
    done = submit_attempt(attempt.uuid, user=attempt.user)
    assert (done.outcome, done.score, done.paper_digest) == ("pass", Decimal(1), before)


def test_a_pass_is_recorded_with_its_evidence(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=(1,))
    result = UnitResult.objects.get()
    assert (result.outcome, result.unit_key, result.kind) == ("pass", exam.translation_key, "exam")
    assert result.source == f"attempt:{attempt.uuid}"
    assert result.score == Decimal("0.75000")
    assert result.evidence == {
        "kind": "exam",
        "score": "0.75000",
        "pass_mark": "0.75",
        "version_digest": attempt.paper_digest,
        "judged_by": "automatic",
        "attempt": 1,
    }
    assert list_enrollments(user).get().state == "completed"


def test_handing_in_twice_grades_once(exam: ExamPage) -> None:
    attempt = take_exam(exam, make_learner(exam))
    again = submit_attempt(attempt.uuid, user=attempt.user)
    assert again.closed_at == attempt.closed_at
    assert attempt.grade_events.count() == 1
    assert UnitResult.objects.count() == 1


def test_a_wrong_critical_item_fails_a_good_paper() -> None:
    questions = [make_question("single", critical=n == 0) for n in range(5)]
    exam = make_exam(questions=questions, pass_mark=60, shuffle_questions=False)
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=(1,))
    assert (attempt.score, attempt.outcome) == (Decimal("0.8"), "fail")
    assert list_enrollments(user).get().state == "active"


def test_fixed_questions_keep_their_order_without_shuffling() -> None:
    questions = make_questions(5)
    exam = make_exam(questions=questions, shuffle_questions=False, shuffle_choices=False)
    paper = start_attempt(exam, user=make_learner(exam)).read_paper()
    assert [item.question for item in paper.items] == [one.key for one in questions]
    first = questions[0].versions.get().spec
    assert paper.items[0].choices == tuple(one.id for one in first.choices)


def test_a_second_paper_asks_other_questions_while_there_are_any() -> None:
    make_questions(8)
    exam = make_exam(count=4, pass_mark=100)
    user = make_learner(exam)
    first = take_exam(exam, user, wrong=(1,)).read_paper()
    second = start_attempt(exam, user=user).read_paper()
    assert not {one.question for one in first.items} & {one.question for one in second.items}


def test_random_sections_draw_by_topic_difficulty_and_tag() -> None:
    law = make_topic("law")
    wanted = make_question(topic=law, difficulty=3, tags=["PPM"])
    make_question(topic=law, difficulty=1, tags=["ppm"])
    make_question(topic=law, difficulty=3)
    make_question(difficulty=3, tags=["ppm"])
    make_question(topic=law, difficulty=3, tags=["ppm"], use="practice")
    make_question(topic=law, difficulty=3, tags=["ppm"], live=False)
    exam = make_exam(count=1)
    section = exam.sections.get()
    section.topic, section.difficulty, section.tag = law, 3, "ppm"
    section.save()
    exam = ExamPage.objects.get(pk=exam.pk)
    paper = start_attempt(exam, user=make_learner(exam)).read_paper()
    assert [item.question for item in paper.items] == [wanted.key]
    assert paper.items[0].topic == "law"


# --- answers


def test_answers_are_saved_one_by_one_and_leave_a_trace(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    answer = key_answer(attempt, 1)
    saved = save_response(attempt.uuid, user=attempt.user, position=1, answer=answer, sequence=0)
    assert (saved.sequence, saved.answered) == (1, True)
    wrong = wrong_answer(attempt, 1)
    save_response(attempt.uuid, user=attempt.user, position=1, answer=wrong, sequence=1)
    row = attempt.responses.get()
    assert (row.answer, row.sequence) == (wrong, 2)
    trace = attempt.events.filter(kind="answered")
    assert [event.data["answer"] for event in trace] == [answer, wrong]


def test_a_stale_tab_is_told_and_overwrites_nothing(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    answer, wrong = key_answer(attempt, 1), wrong_answer(attempt, 1)
    save_response(attempt.uuid, user=attempt.user, position=1, answer=answer, sequence=0)
    with pytest.raises(AnswerStale) as stale:
        save_response(attempt.uuid, user=attempt.user, position=1, answer=wrong, sequence=0)
    assert (stale.value.answer, stale.value.sequence) == (answer, 1)
    assert attempt.responses.get().answer == answer


def test_the_same_answer_sent_twice_is_one_save(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    answer = key_answer(attempt, 2)
    for _time in range(2):
        saved = save_response(
            attempt.uuid, user=attempt.user, position=2, answer=answer, sequence=0
        )
        assert saved.sequence == 1
    assert attempt.events.filter(kind="answered").count() == 1


def test_a_flag_is_kept_without_an_answer(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    saved = save_response(
        attempt.uuid, user=attempt.user, position=3, answer=None, sequence=0, flagged=True
    )
    assert (saved.flagged, saved.answered) == (True, False)
    assert attempt.events.get(position=3).kind == "flagged"
    cleared = save_response(
        attempt.uuid, user=attempt.user, position=3, answer=None, sequence=1, flagged=False
    )
    assert not cleared.flagged


def test_a_missing_unit_is_told_while_there_is_time() -> None:
    from tests.factories.assessments import raw_question

    raw = {**raw_question("numeric"), "unit_required": True}
    exam = make_exam(questions=[make_question("numeric", raw=raw)])
    attempt = start_attempt(exam, user=make_learner(exam))
    save = {"user": attempt.user, "position": 1}
    assert save_response(attempt.uuid, answer="9", sequence=0, **save).notice == "unit_missing"
    assert save_response(attempt.uuid, answer="9 kg", sequence=1, **save).notice == ""


def test_nobody_answers_for_somebody_else(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    with pytest.raises(Attempt.DoesNotExist):
        save_response(attempt.uuid, user=make_user(), position=1, answer=None, sequence=0)
    with pytest.raises(Attempt.DoesNotExist):
        submit_attempt(attempt.uuid, user=make_user())
    with pytest.raises(UnknownPosition):
        save_response(attempt.uuid, user=attempt.user, position=9, answer=None, sequence=0)


# --- time


def test_no_answer_is_taken_after_deadline_and_grace(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    save = {"user": attempt.user, "position": 1, "answer": key_answer(attempt, 1)}
    end = NOW + HOUR + grace_period()
    with pytest.raises(AttemptClosed, match="time is over"):
        save_response(attempt.uuid, now=end, sequence=0, **save)
    second = dt.timedelta(seconds=1)
    save_response(attempt.uuid, now=NOW + HOUR - second, sequence=0, **save)
    # it was on its way when the time ended: taken, and recorded as late
    save |= {"answer": wrong_answer(attempt, 1)}
    save_response(attempt.uuid, now=end - second, sequence=1, **save)
    late = [event.data.get("grace", False) for event in attempt.events.filter(kind="answered")]
    assert late == [False, True]


def test_the_closer_leaves_an_attempt_alone_until_the_grace_is_over(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    end = NOW + HOUR + grace_period()
    assert close_expired(now=end - dt.timedelta(seconds=1)) == 0
    assert close_expired(now=end) == 1
    attempt.refresh_from_db()
    assert (attempt.closed_by, attempt.closed_at) == ("deadline", NOW + HOUR)


def test_a_grace_of_no_seconds_is_none(exam: ExamPage, settings: Any) -> None:
    settings.LMS_EXAM_GRACE_SECONDS = 0
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    assert close_expired(now=NOW + HOUR) == 1
    assert attempt.events.count() == 1


def test_a_late_hand_in_grades_what_was_saved_in_time(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    answer_all(attempt, now=NOW + HOUR / 2)
    done = submit_attempt(attempt.uuid, user=attempt.user, now=NOW + 5 * HOUR)
    assert (done.closed_by, done.closed_at, done.outcome) == ("deadline", NOW + HOUR, "pass")
    assert attempt.grade_events.get(cause="timed_out").at == NOW + HOUR


def test_an_expired_attempt_is_closed_when_the_next_one_starts(exam: ExamPage) -> None:
    user = make_learner(exam)
    first = start_attempt(exam, user=user, now=NOW)
    with pytest.raises(AttemptRefused, match="opens on"):
        start_attempt(exam, user=user, now=NOW + 2 * HOUR)
    first.refresh_from_db()
    assert (first.state, first.outcome, first.score) == ("graded", "fail", Decimal(0))
    second = start_attempt(exam, user=user, now=NOW + HOUR + 72 * HOUR)
    assert second.number == 2


def test_the_command_closes_what_nobody_opens(
    exam: ExamPage, capsys: pytest.CaptureFixture
) -> None:
    start_attempt(exam, user=make_learner(exam), now=timezone.now() - 2 * HOUR)
    start_attempt(exam, user=make_learner(exam))
    call_command("close_expired_attempts")
    assert capsys.readouterr().out == "1 attempts closed\n"
    assert Attempt.objects.filter(state="graded", closed_by="deadline").count() == 1
    assert close_expired() == 0


# --- refusals


def test_attempts_run_out_and_the_refusal_says_so(exam: ExamPage) -> None:
    user = make_learner(exam)
    take_exam(exam, user, wrong=(1, 2), now=NOW)
    take_exam(exam, user, wrong=(1, 2), now=NOW + 73 * HOUR)
    with pytest.raises(AttemptRefused, match="all 2 attempts"):
        start_attempt(exam, user=user, now=NOW + 1000 * HOUR)


def test_a_passed_exam_is_not_started_again(exam: ExamPage) -> None:
    user = make_learner(exam)
    take_exam(exam, user)
    with pytest.raises(AttemptRefused, match="have passed"):
        start_attempt(exam, user=user)


def test_only_enrolled_people_start(exam: ExamPage) -> None:
    with pytest.raises(AttemptRefused, match="not enrolled"):
        start_attempt(exam, user=make_user())


def test_a_pool_that_is_too_small_refuses_without_using_up_an_attempt() -> None:
    make_questions(2)
    exam = make_exam(count=3)
    with pytest.raises(AttemptRefused, match="pool is too small"):
        start_attempt(exam, user=make_learner(exam))
    assert not Attempt.objects.exists()


def test_a_trainee_keeps_the_pass_mark_they_enrolled_under(exam: ExamPage) -> None:
    from courses.services.versions import publish_version

    user = make_learner(exam)
    exam.pass_mark = 100
    exam.save_revision().publish()
    publish_version(course_of(exam))
    exam = ExamPage.objects.get(pk=exam.pk)
    assert take_exam(exam, user, wrong=(1,)).outcome == "pass"
    assert take_exam(exam, make_learner(exam), wrong=(1,)).outcome == "fail"


def test_records_outlive_the_exam(exam: ExamPage) -> None:
    attempt = take_exam(exam, make_learner(exam))
    exam.delete()
    attempt.refresh_from_db()
    assert attempt.exam is None
    assert attempt.exam_title == exam.title
    assert AttemptEvent.objects.filter(attempt=attempt).exists()
