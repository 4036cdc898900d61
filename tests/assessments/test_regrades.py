"""Regrades: compared first, applied as they were seen, each attempt exactly once."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from assessments.exceptions import RegradeRefused, RegradeStale
from assessments.models import Attempt, ExamPage, GradeEvent, Question, Regrade
from assessments.models.append_only import HistoryIsFixed
from assessments.queries.regrades import entries_of
from assessments.services import regrades
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.exceptions import void_attempt
from assessments.services.marking import mark_answer
from assessments.services.regrades import (
    discard_regrade,
    look_again,
    request_apply,
    request_regrade,
    run_comparison,
    run_regrade,
)
from courses.api import list_enrollments
from courses.models import UnitResult
from tests.factories.assessments import (
    choices,
    make_exam,
    make_learner,
    make_question,
    raw_question,
    take_exam,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


def keyed(*right: str) -> dict[str, Any]:
    """A raw question of three options whose ids stay, with these as the key."""
    options = choices(*((text, text in right) for text in ("Soap", "Alcohol", "Water")))
    return {"stem": "<p>What cleans a lens?</p>", "choices": options, "explanation": ""}


def correct(question: Question, *right: str) -> None:
    """Publish a version of ``question`` with another key."""
    block = question.content.stream_block.child_blocks["single"]
    question.content = [("single", block.to_python(keyed(*right)))]
    question.save_revision().publish()


@pytest.fixture
def instructor() -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return user


@pytest.fixture
def question() -> Question:
    return make_question("single", raw=keyed("Soap"))


@pytest.fixture
def exam(question: Question) -> ExamPage:
    return make_exam(questions=[question, make_question("true_false")], pass_mark=75)


def sit(exam: ExamPage, pick: str) -> Attempt:
    """Hand in the right answer to the second question, and ``pick`` at the first."""
    learner = make_learner(exam)
    attempt = start_attempt(exam, user=learner)
    for item in attempt.read_paper().items:
        version = Question.objects.get(key=item.question).versions.get(pk=item.version_id)
        answer: Any = version.kind.key_response(version.spec)
        if item.type == "single":
            if not pick:
                continue
            answer = {"picks": [one.id for one in version.spec.choices if one.text == pick]}
        save_response(attempt.uuid, user=learner, position=item.position, answer=answer, sequence=0)
    return submit_attempt(attempt.uuid, user=learner)


def ask(question: Question, actor: Any, *, way: str = "version", **more: Any) -> Regrade:
    """Request and compare; the first version is the wrong one."""
    versions = list(question.versions.order_by("number"))
    row = request_regrade(
        question,
        way=way,
        versions=versions[:1],
        version=versions[-1] if way == "version" else None,
        reason="The key was wrong.",
        actor=actor,
        **more,
    )
    run_comparison(row.pk)
    row.refresh_from_db()
    return row


def apply(row: Regrade, actor: Any) -> Regrade:
    request_apply(row, digest=row.digest, actor=actor)
    run_regrade(row.pk)
    row.refresh_from_db()
    return row


def outcome_of(attempt: Attempt) -> tuple[str, Decimal | None]:
    attempt.refresh_from_db()
    return attempt.outcome, attempt.score


def test_the_difference_is_seen_before_anything_changes(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    wronged, lucky = sit(exam, "Alcohol"), sit(exam, "Soap")
    other, blank = sit(exam, "Water"), sit(exam, "")
    correct(question, "Alcohol")
    row = ask(question, instructor)
    assert row.state == "ready"
    assert row.counts == {
        "total": 4,
        "changed": 2,
        "to_pass": 1,
        "to_fail": 1,
        "kept": 0,
        "dependents": 0,
    }
    seen = [
        (entry.attempt_id, entry.before_outcome, entry.after_outcome) for entry in entries_of(row)
    ]
    assert seen == [(lucky.pk, "pass", "fail"), (wronged.pk, "fail", "pass")]
    assert not row.entries.filter(attempt__in=[other, blank], changed=True).exists()
    assert GradeEvent.objects.filter(cause="regraded").count() == 0
    assert outcome_of(wronged) == ("fail", Decimal("0.5"))


def test_applying_appends_grades_and_tells_the_course(
    exam: ExamPage, question: Question, instructor: Any, django_capture_on_commit_callbacks: Any
) -> None:
    wronged, lucky = sit(exam, "Alcohol"), sit(exam, "Soap")
    completed = list_enrollments(lucky.user).get().completed_at
    assert completed
    correct(question, "Alcohol")
    row = ask(question, instructor)
    with django_capture_on_commit_callbacks(execute=True):
        apply(row, instructor)
    assert row.state == "done"
    assert row.counts["left_out"] == 0
    assert outcome_of(wronged) == ("pass", Decimal(1))
    assert outcome_of(lucky) == ("fail", Decimal("0.5"))
    first, second = wronged.grade_events.all()
    assert (first.outcome, second.outcome) == ("fail", "pass")
    assert (second.cause, second.sequence, second.regrade) == ("regraded", 1, row)
    assert (second.graded_by, second.reason) == (instructor, "The key was wrong.")
    results = UnitResult.objects.filter(source=f"attempt:{wronged.uuid}").order_by("sequence")
    assert [one.outcome for one in results] == ["fail", "pass"]
    assert results[1].evidence["judged_by"] == "automatic"
    # who passes now has completed the course; who had completed it stays so
    assert list_enrollments(wronged.user).get().state == "completed"
    kept = list_enrollments(lucky.user).get()
    assert (kept.state, kept.completed_at) == ("completed", completed)
    assert len(mail.outbox) == 2
    (message,) = [one for one in mail.outbox if one.to == [wronged.user.email]]
    assert "It was: Not passed. It is now: Passed." in message.body
    assert "The key was wrong." in message.body


def test_everyone_gets_the_mark_answered_or_not(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    attempts = [sit(exam, pick) for pick in ("Soap", "Water", "")]
    apply(ask(question, instructor, way="everyone"), instructor)
    assert [outcome_of(one) for one in attempts] == [("pass", Decimal(1))] * 3


def test_a_question_left_out_counts_neither_way(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    right, wrong = sit(exam, "Soap"), sit(exam, "Water")
    apply(ask(question, instructor, way="drop"), instructor)
    assert outcome_of(right) == outcome_of(wrong) == ("pass", Decimal(1))
    event = wrong.grade_events.last()
    assert event is not None
    assert (event.points, event.total) == (1, 1)


def test_leaving_out_the_only_question_is_not_possible(question: Question, instructor: Any) -> None:
    exam = make_exam(questions=[question])
    take_exam(exam, make_learner(exam))
    row = ask(question, instructor, way="drop")
    assert row.state == "failed"
    assert "no question at all" in row.problem
    with pytest.raises(RegradeRefused):
        request_apply(row, digest=row.digest, actor=instructor)


def test_a_second_look_finds_nothing_left(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    sit(exam, "Alcohol")
    correct(question, "Alcohol")
    apply(ask(question, instructor), instructor)
    assert ask(question, instructor).counts["changed"] == 0


def test_what_changed_since_has_to_be_looked_at_again(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    sit(exam, "Alcohol")
    correct(question, "Alcohol")
    row = ask(question, instructor)
    open_paper = Attempt.objects.get()
    void_attempt(open_paper.pk, actor=instructor, reason="Fire alarm")
    with pytest.raises(RegradeStale):
        request_apply(row, digest=row.digest, actor=instructor)
    again = look_again(row, actor=instructor)
    run_comparison(again.pk)
    again.refresh_from_db()
    assert again.counts["total"] == 0
    row.refresh_from_db()
    assert row.state == "discarded"
    with pytest.raises(RegradeRefused):
        request_apply(row, digest=row.digest, actor=instructor)


def test_the_digest_on_screen_must_be_the_one_that_is_stored(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    sit(exam, "Alcohol")
    row = ask(question, instructor, way="everyone")
    with pytest.raises(RegradeStale):
        request_apply(row, digest="0" * 64, actor=instructor)


def test_nobody_decides_about_their_own_mark(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    attempt = sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    with pytest.raises(RegradeRefused, match="your own"):
        request_apply(row, digest=row.digest, actor=attempt.user)


def test_a_paper_in_progress_is_graded_by_the_decision_when_handed_in(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    learner = make_learner(exam)
    attempt = start_attempt(exam, user=learner)
    for item in attempt.read_paper().items:
        version = Question.objects.get(key=item.question).versions.get()
        answer: Any = version.kind.key_response(version.spec)
        if item.type == "single":
            answer = {"picks": [one.id for one in version.spec.choices if one.text == "Alcohol"]}
        save_response(attempt.uuid, user=learner, position=item.position, answer=answer, sequence=0)
    correct(question, "Alcohol")
    apply(ask(question, instructor), instructor)
    submit_attempt(attempt.uuid, user=learner)
    assert outcome_of(attempt) == ("pass", Decimal(1))
    assert attempt.grade_events.count() == UnitResult.objects.count() == 1


def test_marks_of_people_survive_the_regrade_of_another_question(
    question: Question, instructor: Any
) -> None:
    essay = make_question(
        "essay", raw={"stem": "<p>Why?</p>", "guide": "", "explanation": "", "max_words": 100}
    )
    exam = make_exam(questions=[question, essay], pass_mark=75, shuffle_questions=False)
    learner = make_learner(exam)
    attempt = start_attempt(exam, user=learner)
    spec = question.versions.get().spec
    alcohol = next(one.id for one in spec.choices if one.text == "Alcohol")
    save_response(attempt.uuid, user=learner, position=1, answer={"picks": [alcohol]}, sequence=0)
    save_response(attempt.uuid, user=learner, position=2, answer={"text": "Because."}, sequence=0)
    submit_attempt(attempt.uuid, user=learner)
    assessor = make_user()
    mark_answer(attempt.pk, position=2, fraction=Decimal("0.5"), comment="", marker=assessor)
    correct(question, "Alcohol")
    apply(ask(question, instructor), instructor)
    assert outcome_of(attempt) == ("pass", Decimal("0.75"))
    result = UnitResult.objects.order_by("-sequence").first()
    assert result is not None
    assert (result.sequence, result.evidence["judged_by"]) == (2, str(assessor.pk))


def test_a_grade_that_changed_while_it_was_applied_is_left_out(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    first, second = sit(exam, "Water"), sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    request_apply(row, digest=row.digest, actor=instructor)
    void_attempt(second.pk, actor=instructor, reason="Fire alarm")
    run_regrade(row.pk)
    row.refresh_from_db()
    assert (row.state, row.counts["left_out"]) == ("done", 1)
    assert outcome_of(first)[0] == "pass"
    assert outcome_of(second) == ("", None)


def test_killed_in_the_middle_and_run_again_changes_nothing_twice(
    exam: ExamPage, question: Question, instructor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = [sit(exam, "Water") for _n in range(5)]
    row = request_regrade(
        question,
        way="everyone",
        versions=list(question.versions.all()),
        reason="Two are right.",
        actor=instructor,
    )

    def dies_after(count: int, work: Any) -> Any:
        calls = iter(range(count))

        def once(*args: Any, **kwargs: Any) -> Any:
            if next(calls, None) is None:
                raise KeyboardInterrupt
            return work(*args, **kwargs)

        return once

    with monkeypatch.context() as patch:
        patch.setattr(regrades, "_compare_chunk", dies_after(2, regrades._compare_chunk))
        with pytest.raises(KeyboardInterrupt):
            run_comparison(row.pk, chunk=1)
    assert row.entries.count() == 2
    run_comparison(row.pk, chunk=1)
    row.refresh_from_db()
    assert (row.state, row.entries.count()) == ("ready", 5)
    request_apply(row, digest=row.digest, actor=instructor)
    with monkeypatch.context() as patch:
        patch.setattr(regrades, "apply_entries", dies_after(3, regrades.apply_entries))
        with pytest.raises(KeyboardInterrupt):
            run_regrade(row.pk)
    assert row.grade_events.count() == 3
    run_regrade(row.pk)
    run_regrade(row.pk)
    assert row.grade_events.count() == 5
    assert [one.grade_events.count() for one in attempts] == [2] * 5
    assert UnitResult.objects.count() == 10


def test_one_exam_alone_can_be_regraded(question: Question, instructor: Any) -> None:
    one, other = make_exam(questions=[question]), make_exam(questions=[question])
    here, there = sit(one, "Water"), sit(other, "Water")
    row = ask(question, instructor, way="everyone", exam_key=one.translation_key)
    assert (row.exam_title, row.counts["total"]) == (one.title, 1)
    apply(row, instructor)
    assert (outcome_of(here)[0], outcome_of(there)[0]) == ("pass", "fail")
    assert outcome_of(sit(other, "Water"))[0] == "fail"
    assert outcome_of(sit(one, "Water"))[0] == "pass"


def test_what_cannot_be_asked_is_refused_with_a_sentence(
    question: Question, instructor: Any
) -> None:
    version = question.versions.get()
    with pytest.raises(RegradeRefused, match="Say why"):
        request_regrade(question, way="drop", versions=[version], reason=" ", actor=instructor)
    with pytest.raises(RegradeRefused, match="Choose the versions"):
        request_regrade(question, way="drop", versions=[], reason="x", actor=instructor)
    with pytest.raises(RegradeRefused, match="Publish it first"):
        request_regrade(question, way="version", versions=[version], reason="x", actor=instructor)
    with pytest.raises(RegradeRefused, match="need no regrade"):
        request_regrade(
            question,
            way="version",
            versions=[version],
            version=version,
            reason="x",
            actor=instructor,
        )
    block = question.content.stream_block.child_blocks["true_false"]
    question.content = [("true_false", block.to_python(raw_question("true_false")))]
    question.save_revision().publish()
    with pytest.raises(RegradeRefused, match="another type"):
        request_regrade(
            question,
            way="version",
            versions=[version],
            version=question.versions.order_by("-number")[0],
            reason="x",
            actor=instructor,
        )


def test_a_regrade_is_history(exam: ExamPage, question: Question, instructor: Any) -> None:
    sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    row.reason = "Something else"
    with pytest.raises(HistoryIsFixed):
        row.save()
    with pytest.raises(HistoryIsFixed):
        Regrade.objects.update(reason="Something else")
    with pytest.raises(HistoryIsFixed):
        row.delete()
    with pytest.raises(HistoryIsFixed):
        row.entries.update(changed=False)
    apply(row, instructor)
    discard_regrade(row)
    row.refresh_from_db()
    assert row.state == "done"


def test_who_was_right_gets_no_new_grade_from_a_mark_for_everyone(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    right, wrong = sit(exam, "Soap"), sit(exam, "Water")
    row = apply(ask(question, instructor, way="everyone"), instructor)
    assert row.counts["changed"] == 1
    assert (right.grade_events.count(), wrong.grade_events.count()) == (1, 2)
