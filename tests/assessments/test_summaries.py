"""The summary of an attempt says what paper, answers and steps say, whatever becomes of it."""

import datetime as dt
import itertools
import math
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Attempt, ExamPage
from assessments.queries.exam_data import load_attempts
from assessments.queries.statistics import exam_report
from assessments.question_types.registry import get_question_type
from assessments.rules import Allowance
from assessments.services.answers import Sheet, save_response, save_sheet
from assessments.services.attempts import close_if_over, start_attempt, submit_attempt
from assessments.services.breaks import begin_break, end_break
from assessments.services.exceptions import grant_exception, void_attempt
from assessments.services.marking import mark_answer
from assessments.services.summaries import verify_summaries
from assessments.summaries import (
    SLOT,
    Slot,
    code_of,
    is_same,
    options_of,
    read_summary,
    summarize,
    time_spent,
)
from courses.api import erase_person
from tests.assessments.test_regrades import apply, ask, correct, keyed
from tests.factories.assessments import (
    key_answer,
    make_exam,
    make_learner,
    make_question,
    raw_question,
)
from tests.factories.courses import make_user

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


# --- pure


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4)), max_size=12))
def test_time_goes_to_the_question_that_was_saved_at_its_end(steps: list[tuple[int, int]]) -> None:
    spent = time_spent((after(second), position) for second, position in steps)
    ordered = sorted(steps)
    for position in range(1, 5):
        slow = sum(
            end - begin
            for (begin, _before), (end, here) in itertools.pairwise(ordered)
            if here == position
        )
        assert spent.get(position, 0) == slow
    assert 0 not in spent
    if ordered:
        assert sum(spent.values()) <= ordered[-1][0] - ordered[0][0]


def test_the_first_of_answers_saved_at_once_has_the_time_before() -> None:
    assert time_spent([(after(60), 2), (after(0), 0), (after(60), 1)]) == {1: 60}


def spec_of(name: str, raw: dict[str, Any]) -> tuple[Any, Any]:
    kind = get_question_type(name)
    return kind, kind.from_raw(raw)


@given(st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_answers_one_picks_have_a_bit_for_each_option(one: set[int], other: set[int]) -> None:
    kind, spec = spec_of("multiple", raw_question("multiple"))
    options = options_of(kind, spec)
    first, second = (
        code_of(kind, spec, kind.read([options[place] for place in picks]))
        for picks in (one, other)
    )
    assert (first == second) is (one == other)
    assert [place for place in range(4) if first >> place & 1] == sorted(one)


def test_true_and_false_are_options() -> None:
    kind, spec = spec_of("true_false", raw_question("true_false"))
    assert [code_of(kind, spec, {"value": value}) for value in ("true", "false")] == [1, 2]


def test_other_answers_are_equal_whatever_their_capitals_and_spaces() -> None:
    kind, spec = spec_of("numeric", raw_question("numeric"))
    codes = [code_of(kind, spec, {"text": text}) for text in ("0.4 ml", "0.4  ML", "0.5 ml", "")]
    assert codes[0] == codes[1] != codes[2]
    assert min(codes[:3]) > 0 < max(codes) < 2**63


@pytest.mark.parametrize("name", ["essay", "file_answer", "calculated"])
def test_answers_that_nobody_can_compare_have_no_number(name: str) -> None:
    kind = get_question_type(name)
    spec: Any = None
    assert kind.pattern(spec, {"text": "the same words"}) is None


@given(
    st.lists(
        st.builds(
            Slot,
            st.integers(1, 2**32 - 1),
            st.floats(0, 99),
            st.floats(0, 1e6, width=32) | st.just(math.nan),
            st.integers(0, 2**63 - 1),
        ),
        max_size=5,
    )
)
def test_a_summary_is_read_as_it_was_written(slots: list[Slot]) -> None:
    summary = b"".join(SLOT.pack(*slot) for slot in slots)
    assert repr(read_summary(summary)) == repr(slots)  # NaN is not equal to itself
    assert is_same(summary, summary)
    for place, slot in enumerate(slots):
        for changed in (
            slot._replace(given=slot.given ^ 1),
            slot._replace(version=slot.version ^ 1),
            slot._replace(seconds=0.0 if math.isnan(slot.seconds) else math.nan),
        ):
            others = [*slots[:place], changed, *slots[place + 1 :]]
            assert not is_same(summary, b"".join(SLOT.pack(*one) for one in others))
    assert not is_same(summary, summary + SLOT.pack(1, 1, 0, 0))


def test_an_empty_paper_has_an_empty_summary() -> None:
    paper: Any = SimpleNamespace(items=())
    assert summarize(paper, {}, []) == b""


# --- stored


@pytest.fixture
def exam() -> ExamPage:
    questions = [
        make_question("single", raw=keyed("Soap")),
        make_question("true_false"),
        make_question("essay", raw=essay()),
    ]
    return make_exam(questions=questions, shuffle_questions=False, time_limit=60)


def essay() -> dict[str, Any]:
    return {"stem": "<p>Why?</p>", "guide": "<p>Because.</p>", "marks": 4, "explanation": ""}


def in_agreement() -> bool:
    checked, wrong = verify_summaries()
    assert checked == Attempt.objects.filter(state__in=["submitted", "graded"]).count()
    return not wrong


def answer(attempt: Attempt, position: int, value: Any, *, at: float) -> None:
    save_response(
        attempt.uuid,
        user=attempt.user,
        position=position,
        answer=value,
        sequence=attempt.responses.filter(position=position).count(),
        now=after(at),
    )


def sat(exam: ExamPage) -> Attempt:
    """An attempt whose third answer waits for a marker; the second question took two looks."""
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    answer(attempt, 2, {"value": "true"}, at=10)
    answer(attempt, 1, key_answer(attempt, 1), at=40)
    answer(attempt, 2, key_answer(attempt, 2), at=45)
    answer(attempt, 3, "Because.", at=145)
    return submit_attempt(attempt.uuid, user=attempt.user, now=after(200))


@pytest.mark.django_db
def test_handing_in_keeps_what_was_answered_and_in_what_time(exam: ExamPage) -> None:
    attempt = sat(exam)
    attempt.refresh_from_db()
    slots = read_summary(attempt.summary)
    assert [slot.version for slot in slots] == attempt.read_paper().version_ids
    assert [slot.seconds for slot in slots] == [30, 15, 100]
    assert [slot.given for slot in slots] == [1, 2, 0]
    assert [slot.points for slot in slots] == [1, 1, 1]
    assert in_agreement()


@pytest.mark.django_db
def test_a_form_without_javascript_and_a_deadline(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    sheets = [
        Sheet(position, key_answer(attempt, position), 0, flagged=False) for position in (1, 2)
    ]
    save_sheet(attempt.uuid, sheets, user=attempt.user, now=after(90))
    closed = close_if_over(attempt, now=after(7200))
    assert closed.closed_by == "deadline"
    first, *others = read_summary(Attempt.objects.get(pk=attempt.pk).summary)
    assert first.seconds == 90
    assert all(math.isnan(one.seconds) for one in others)
    assert in_agreement()


@pytest.mark.django_db
def test_a_break_is_no_time_of_any_question(exam: ExamPage) -> None:
    user = make_learner(exam)
    allowance = Allowance(break_minutes=10)
    grant_exception(exam, user=user, allowance=allowance, actor=make_user(), reason="Letter")
    attempt = start_attempt(exam, user=user, now=NOW)
    answer(attempt, 1, key_answer(attempt, 1), at=20)
    begin_break(attempt.uuid, user=user, now=after(30))
    end_break(attempt.uuid, user=user, now=after(330))
    answer(attempt, 2, key_answer(attempt, 2), at=350)
    submit_attempt(attempt.uuid, user=user, now=after(360))
    attempt.refresh_from_db()
    assert [slot.seconds for slot in read_summary(attempt.summary)[:2]] == [20, 20]
    assert in_agreement()


@pytest.mark.django_db
def test_it_agrees_after_marks_regrades_erasure_and_voiding(
    exam: ExamPage, django_capture_on_commit_callbacks: Any
) -> None:
    attempt = sat(exam)
    before = bytes(Attempt.objects.get(pk=attempt.pk).summary)
    marker, instructor = make_user(), make_user()
    marker.groups.add(Group.objects.get(name="Assessors"))
    instructor.groups.add(Group.objects.get(name="Instructors"))
    mark_answer(attempt.pk, position=3, fraction=Decimal("0.75"), comment="", marker=marker)
    assert Attempt.objects.get(pk=attempt.pk).state == "graded"
    assert in_agreement()
    question = exam.sections.get().questions.all()[0].question
    correct(question, "Alcohol")
    apply(ask(question, instructor), instructor)
    assert exam_report(exam.translation_key).figures.mean == pytest.approx((0 + 1 + 0.75) / 3)
    assert in_agreement()
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(attempt.user)
    assert in_agreement()
    assert bytes(Attempt.objects.get(pk=attempt.pk).summary) == before
    assert load_attempts(exam.translation_key).seconds.tolist() == [[30, 15, 100]]
    void_attempt(attempt.pk, actor=instructor, reason="Somebody else sat it.")
    assert load_attempts(exam.translation_key).attempts == ()


@pytest.mark.django_db
def test_the_command_tells_and_repairs_what_differs(exam: ExamPage, capsys: Any) -> None:
    attempt = sat(exam)
    right = bytes(Attempt.objects.get(pk=attempt.pk).summary)
    call_command("verify_summaries")
    Attempt.objects.filter(pk=attempt.pk).update(summary=right[: SLOT.size])
    with pytest.raises(CommandError, match=f"1 of 1 summaries differ.*: {attempt.pk}\\."):
        call_command("verify_summaries")
    call_command("verify_summaries", fix=True)
    assert capsys.readouterr().out.endswith("1 summaries checked, 1 made again.\n")
    assert is_same(Attempt.objects.get(pk=attempt.pk).summary, right)
    call_command("verify_summaries")
