"""Papers are drawn reproducibly, without repeats, and filled whenever they can be filled."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.drawing import Candidate, draw, matches, pool_digest, pool_json, shuffled
from assessments.models import Exposure, Question, QuestionPool
from assessments.models.append_only import HistoryIsFixed
from assessments.queries.bank import redraw
from assessments.rules import SectionRule
from tests.factories.assessments import (
    make_exam,
    make_learner,
    make_question,
    make_questions,
    take_exam,
)


def candidate(number: int, **kwargs: Any) -> Candidate:
    return Candidate(
        question=f"q{number}",
        version_id=number,
        version_digest=f"d{number}",
        **{"topic": "depth", "difficulty": "1", **kwargs},
    )


pools = st.lists(
    st.builds(
        lambda n, topic, difficulty: candidate(n, topic=topic, difficulty=difficulty),
        st.integers(0, 60),
        st.sampled_from(["depth", "law"]),
        st.sampled_from(["1", "2"]),
    ),
    max_size=30,
    unique_by=lambda one: one.question,
)
sections = st.lists(
    st.builds(
        SectionRule,
        kind=st.just("random"),
        count=st.integers(1, 8),
        topic=st.sampled_from(["", "depth", "law"]),
        difficulty=st.sampled_from(["", "1", "2"]),
    ),
    min_size=1,
    max_size=4,
)


@given(sections, pools, st.text(max_size=8))
def test_a_question_is_never_drawn_twice_and_always_matches(
    rules: list[SectionRule], pool: list[Candidate], seed: str
) -> None:
    drawn = draw(rules, pool, seed=seed)
    keys = [one.question for _, one in drawn.questions]
    assert len(keys) == len(set(keys))
    for place, one in drawn.questions:
        assert matches(rules[place], one)
    for rule, found in zip(rules, drawn.sections, strict=True):
        assert len(found) <= rule.count
    assert draw(rules, list(reversed(pool)), seed=seed) == drawn


def _most(rules: list[SectionRule], pool: list[Candidate]) -> int:
    """The size of the fullest paper, by brute force over the slots (Hall's theorem)."""
    slots = [rule for rule in rules for _ in range(rule.count)]
    groups = {}
    for rule in slots:
        groups[(rule.topic, rule.difficulty)] = groups.get((rule.topic, rule.difficulty), 0) + 1
    kinds = list(groups)
    best_missing = 0
    for mask in range(1, 2 ** len(kinds)):
        chosen = [kind for bit, kind in enumerate(kinds) if mask >> bit & 1]
        demand = sum(groups[kind] for kind in chosen)
        supply = sum(
            any(matches(SectionRule("random", 1, *kind), one) for kind in chosen) for one in pool
        )
        best_missing = max(best_missing, demand - supply)
    return len(slots) - best_missing


@given(sections, pools)
def test_a_paper_is_as_full_as_it_can_be(rules: list[SectionRule], pool: list[Candidate]) -> None:
    drawn = draw(rules, pool, seed="s")
    assert len(drawn.questions) == _most(rules, pool)
    missing = sum(rule.count for rule in rules) - len(drawn.questions)
    assert sum(one.missing for one in drawn.shortages) == missing


def test_fixed_questions_come_first_and_are_not_drawn_again() -> None:
    rules = [
        SectionRule("random", count=2),
        SectionRule("fixed", questions=("q1", "q9")),
    ]
    drawn = draw(rules, [candidate(n) for n in range(3)], seed="s")
    assert {one.question for one in drawn.sections[0]} == {"q0", "q2"}
    assert [one.question for one in drawn.sections[1]] == ["q1"]
    (shortage,) = drawn.shortages
    assert (shortage.section, shortage.missing, shortage.missing_keys) == (1, 1, ("q9",))


def test_questions_seen_before_are_drawn_only_when_there_are_no_others() -> None:
    pool = [candidate(n) for n in range(6)]
    drawn = draw([SectionRule("random", count=4)], pool, seed="s", seen={"q0", "q1", "q2"})
    keys = {one.question for one in drawn.sections[0]}
    assert {"q3", "q4", "q5"} < keys
    assert len(keys) == 4


def test_tags_and_use_narrow_a_pool() -> None:
    pool = [candidate(1, tags=frozenset({"ppm"})), candidate(2), candidate(3, use="practice")]
    assert [
        one.question
        for one in draw([SectionRule("random", 1, tag="ppm")], pool, seed="").sections[0]
    ] == ["q1"]
    assert draw([SectionRule("random", 3)], pool, seed="").shortages[0].found == 2


def test_another_seed_gives_another_order_and_the_digest_names_the_pool() -> None:
    pool = [candidate(n) for n in range(30)]
    rules = [SectionRule("random", count=10)]
    assert draw(rules, pool, seed="a").sections != draw(rules, pool, seed="b").sections
    assert pool_digest(pool) == pool_digest(reversed(pool))
    assert pool_digest(pool) != pool_digest(pool[1:])
    assert shuffled("abcdef", seed="x", purpose="p") == shuffled("fedcba", seed="x", purpose="p")


@given(sections, pools, st.sets(st.integers(0, 60)))
def test_no_question_comes_back_while_the_pool_has_others(
    rules: list[SectionRule], pool: list[Candidate], earlier: set[int]
) -> None:
    seen = {f"q{number}" for number in earlier}
    drawn = draw(rules, pool, seed="s", seen=seen)
    fresh = [one for _, one in drawn.questions if one.question not in seen]
    # as many new ones as any paper could have, and it is as full as ever
    assert len(fresh) == _most(rules, [one for one in pool if one.question not in seen])
    assert len(drawn.questions) == _most(rules, pool)


@given(pools)
def test_a_pool_survives_json(pool: list[Candidate]) -> None:
    stored = json.loads(json.dumps(pool_json(pool)))
    again = [Candidate.from_json(one) for one in stored]
    assert pool_digest(again) == pool_digest(pool)
    assert {one.question for one in again} == {one.question for one in pool}


def test_the_digest_names_everything_that_decides_a_draw() -> None:
    pool = [candidate(n) for n in range(3)]
    for change in ({"topic": "law"}, {"difficulty": "2"}, {"tags": frozenset({"ppm"})}):
        assert pool_digest([*pool[:2], candidate(2, **change)]) != pool_digest(pool)


@pytest.mark.django_db
def test_every_paper_of_a_trainee_can_be_drawn_again_after_the_bank_has_changed() -> None:
    make_questions(9)
    exam = make_exam(count=4, pass_mark=100)
    user = make_learner(exam)
    attempts = [take_exam(exam, user, wrong=(1,)) for _n in range(3)]
    papers = [attempt.read_paper() for attempt in attempts]
    asked = [{item.question for item in paper.items} for paper in papers]
    assert not asked[0] & asked[1]
    assert len(asked[2] - asked[0] - asked[1]) == 1
    for question in Question.objects.all()[:5]:
        question.live = False
        question.save()
    make_questions(3)
    for attempt, paper in zip(attempts, papers, strict=True):
        again = redraw(attempt)
        assert {one.version_id for _, one in again.questions} == set(paper.version_ids)
    assert QuestionPool.objects.count() == 1


@pytest.mark.django_db
def test_each_paper_exposes_its_questions_once() -> None:
    make_questions(4)
    exam = make_exam(count=3, pass_mark=100)
    users = [make_learner(exam) for _n in range(2)]
    attempts = [take_exam(exam, user, wrong=(1,)) for user in users for _n in range(2)]
    shown = Counter(key for attempt in attempts for key in attempt.read_paper().version_ids)
    assert Counter(Exposure.objects.values_list("version_id", flat=True)) == shown
    with pytest.raises(HistoryIsFixed):
        Exposure.objects.all().delete()


@pytest.mark.django_db
def test_the_list_of_questions_says_on_how_many_papers_each_was(admin_client: Client) -> None:
    question = make_question(key="shown-twice")
    exam = make_exam(questions=[question], pass_mark=100)
    for _n in range(2):
        take_exam(exam, make_learner(exam), wrong=(1,))
    url = reverse("wagtailsnippets_lms_assessments_question:list")
    html = admin_client.get(url, {"ordering": "-papers"}).content.decode()
    assert "On papers" in html
    row = next(one for one in html.split("<tr") if "shown-twice" in one)
    assert re.search(r"<td[^>]*>\s*2\s*</td>", row)
