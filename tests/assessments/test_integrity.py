"""Notes on how an exam was taken: what chance gives is not noted, what was copied is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.integrity import find_shared_mistakes, find_unusual_times
from assessments.models import Attempt
from assessments.queries.statistics import exam_report
from tests.factories.assessments import make_exam, make_learner, make_question, take_exam


def crowd(count: int, questions: int, *, seed: int = 1) -> tuple[Any, Any]:
    """Answers of people who know a quarter and guess the rest; 1 is right."""
    answers = np.random.default_rng(seed).integers(1, 5, size=(count, questions))
    return answers, answers > 1


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.permutations(range(40)))
def test_a_copied_paper_is_noted_whatever_the_order_of_the_papers(
    seed: int, order: list[int]
) -> None:
    answers, wrong = crowd(40, 40, seed=seed)
    answers[7], wrong[7] = answers[3], wrong[3]
    (pair, *_others) = find_shared_mistakes(answers[order], wrong[order], people=range(40))
    assert {order[pair.first], order[pair.second]} == {3, 7}
    assert pair.shared == pair.both_wrong == int(wrong[3].sum())
    assert pair.expected < pair.shared / 2


def test_chance_gives_no_notes() -> None:
    assert find_shared_mistakes(*crowd(60, 40), people=range(60)) == []


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_right_answers_and_those_nobody_can_compare_are_no_mistakes(seed: int) -> None:
    answers, wrong = crowd(20, 30, seed=seed)
    assert find_shared_mistakes(np.full_like(answers, 9), ~wrong & wrong, people=range(20)) == []
    assert find_shared_mistakes(np.zeros_like(answers), wrong | ~wrong, people=range(20)) == []


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_shared_mistakes_equal_a_slow_count(seed: int) -> None:
    answers, wrong = crowd(12, 30, seed=seed)
    answers[1], wrong[1] = answers[0], wrong[0]
    for pair in find_shared_mistakes(answers, wrong, people=range(12)):
        one, other = answers[pair.first], answers[pair.second]
        both = wrong[pair.first] & wrong[pair.second]
        assert pair.both_wrong == both.sum()
        assert pair.shared == sum(
            a == b for a, b, here in zip(one, other, both, strict=True) if here
        )
        chances = []
        for place in np.flatnonzero(both):
            mistakes = answers[wrong[:, place], place].tolist()
            chances.append(
                sum((mistakes.count(each) / len(mistakes)) ** 2 for each in set(mistakes))
            )
        assert pair.expected == pytest.approx(sum(chances), rel=1e-4)


def test_nobody_is_compared_with_themselves() -> None:
    answers, wrong = crowd(60, 40)
    answers[7], wrong[7] = answers[3], wrong[3]
    people = list(range(60))
    people[7] = people[3]
    assert find_shared_mistakes(answers, wrong, people=people) == []


def test_times_much_under_and_much_over_most_are_noted_but_not_among_few() -> None:
    seconds = np.array([600.0] * 12 + [100.0, 150.0, np.nan, 1900.0, 9000.0])
    found = find_unusual_times(seconds)
    assert (found.fast, found.slow) == ((12, 13), (16, 15))
    few = find_unusual_times(seconds[-7:])
    assert (few.fast, few.slow) == ((), ())


@given(st.lists(st.floats(0, 1e5) | st.just(float("nan")), max_size=40), st.integers(1, 5))
def test_notes_of_times_are_few_and_apart(seconds: list[float], limit: int) -> None:
    found = find_unusual_times(np.array(seconds, dtype=np.float64), limit=limit)
    assert max(len(found.fast), len(found.slow)) <= limit
    assert not set(found.fast) & set(found.slow)
    known = sorted(one for one in seconds if one == one)
    for place in found.fast:
        assert sum(one > 2 * seconds[place] for one in known) >= len(known) / 2
    for place in found.slow:
        assert sum(one < seconds[place] / 2 for one in known) >= len(known) / 2


@pytest.mark.django_db
def test_equal_wrong_words_numbers_and_sets_of_options_count(monkeypatch: Any) -> None:
    types = ["numeric", "multiple", "numeric", "multiple", "single", "true_false"]
    exam = make_exam(questions=[make_question(name) for name in types], shuffle_questions=False)
    for _person in range(2):
        take_exam(exam, make_learner(exam), wrong=(1, 2, 3, 4, 5, 6))
    take_exam(exam, make_learner(exam))
    assert Attempt.objects.count() == 3
    monkeypatch.setattr("assessments.integrity.MIN_Z", -1)
    # two who agree on every mistake, and nobody else made any: it is all that chance gives
    (pair,) = exam_report(exam.translation_key).pairs
    assert (pair.shared, pair.both_wrong, pair.expected) == (6, 6, "6.0")
