"""Two markers, one deciding mark, nobody twice; each answer in one pair of hands at a time."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.exceptions import MarkRefused
from assessments.marks import (
    AGREED,
    FIRST,
    SECOND,
    GivenMark,
    MarkingRule,
    decided,
    next_role,
    within,
)
from assessments.models import Attempt, GradeEvent, Mark, MarkClaim
from assessments.queries.marking_queue import Turns
from assessments.services.answers import save_response
from assessments.services.appeals import decide_appeal, make_appeal
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.marking import HELD_FOR, claim_answer, mark_answer
from certificates.enums import GroundKind
from certificates.recall_queries import find_recalled
from certificates.services.issue import issue_for_enrollment
from courses.api import set_learner_name
from courses.models import UnitResult
from lms.core import clock
from tests.assessments.test_answer_files import send_json
from tests.assessments.test_budgets import exactly
from tests.assessments.test_craft_screens import raw
from tests.factories.assessments import make_exam, make_learner, make_question
from tests.factories.certificates import make_award
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
fractions = st.decimals(0, 1, places=5)


# --- the rule


@given(fractions, fractions, fractions, st.decimals(0, 100, places=2), st.booleans())
def test_a_decision_lies_between_the_marks_it_is_made_of(
    one: Decimal, other: Decimal, third: Decimal, tolerance: Decimal, second: bool
) -> None:
    rule = MarkingRule(second=second, tolerance=tolerance)
    first, later = GivenMark(FIRST, one, 1), GivenMark(SECOND, other, 2)
    assert next_role(rule, []) == FIRST
    assert decided(rule, []) is None
    if not second:
        assert decided(rule, [first]) == one
        return
    assert next_role(rule, [first]) == SECOND
    assert decided(rule, [first]) is None
    swapped = [GivenMark(FIRST, other, 2), GivenMark(SECOND, one, 1)]
    assert decided(rule, [first, later]) == decided(rule, swapped)
    if within(rule, one, other):
        agreed = decided(rule, [first, later])
        assert agreed is not None
        assert min(one, other) <= agreed <= max(one, other)
    else:
        assert next_role(rule, [first, later]) == AGREED
        assert decided(rule, [first, later, GivenMark(AGREED, third, 3)]) == third


@given(st.booleans(), st.booleans(), st.decimals(0, 100, places=2), st.integers(0, 365))
def test_a_paper_keeps_the_rule(blind: bool, second: bool, tolerance: Decimal, days: int) -> None:
    rule = MarkingRule(blind, second, tolerance, days)
    assert MarkingRule.from_json(rule.to_json()) == rule


# --- the queue


def person(group: str, **fields: Any) -> Any:
    user = make_user(**fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def assessor() -> Any:
    return person("Assessors")


@pytest.fixture
def other() -> Any:
    return person("Assessors")


@pytest.fixture
def quality() -> Any:
    return person("Quality assurers")


def written(text: str = "One two three", exam: Any = None, **fields: Any) -> Attempt:
    """An attempt at an essay out of ten marks that waits to be marked."""
    if exam is None:
        exam = make_exam(
            questions=[make_question("essay", raw=raw("essay"))], pass_mark=50, **fields
        )
    user = make_learner(exam, first_name="Noor", last_name="Haddad")
    attempt = start_attempt(exam, user=user)
    save_response(attempt.uuid, user=user, position=1, answer=text, sequence=0)
    return submit_attempt(attempt.uuid, user=user)


def mark(attempt: Attempt, marker: Any, fraction: str, comment: str = "") -> Mark:
    return mark_answer(
        attempt.pk, position=1, fraction=Decimal(fraction), comment=comment, marker=marker
    )


def roles(user: Any) -> list[str]:
    return [turn.role for turn in Turns(user, now=clock.now())[:99]]


def test_two_marks_within_the_tolerance_are_agreed_by_rule(assessor: Any, other: Any) -> None:
    attempt = written(second_marker=True, marking_tolerance=20)
    assert roles(assessor) == ["first"]
    mark(attempt, assessor, "0.5", "Short")
    attempt.refresh_from_db()
    assert attempt.state == "submitted"
    assert (roles(assessor), roles(other)) == ([], ["second"])
    with pytest.raises(MarkRefused, match="You have marked"):
        mark(attempt, assessor, "0.6")
    mark(attempt, other, "0.7", "Fair")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.outcome) == ("graded", Decimal("0.6"), "pass")
    event = attempt.grade_events.last()
    assert event.reason == "Question 1, two marks agreed by rule: Short; Fair"
    assert [one.role for one in Mark.objects.all()] == ["first", "second"]
    assert roles(other) == []


def test_marks_beyond_the_tolerance_are_decided_by_quality_assurance(
    assessor: Any, other: Any, quality: Any
) -> None:
    attempt = written(second_marker=True, marking_tolerance=10)
    assert roles(quality) == []
    mark(attempt, assessor, "0.2")
    assert roles(quality) == ["second"]
    mark(attempt, other, "0.9")
    third = person("Assessors")
    assert (roles(third), roles(quality)) == ([], ["agreed"])
    with pytest.raises(MarkRefused, match="Quality assurance decides"):
        mark(attempt, third, "0.5")
    mark(attempt, quality, "0.6")
    attempt.refresh_from_db()
    assert (attempt.score, attempt.outcome) == (Decimal("0.6"), "pass")


def test_who_marked_second_does_not_decide(assessor: Any, quality: Any) -> None:
    attempt = written(second_marker=True, marking_tolerance=0)
    mark(attempt, assessor, "0.2")
    mark(attempt, quality, "0.9")
    assert roles(quality) == []
    with pytest.raises(MarkRefused, match="You have marked"):
        mark(attempt, quality, "0.9")


def test_the_rule_of_the_start_holds(assessor: Any) -> None:
    attempt = written()
    type(attempt.exam).objects.update(second_marker=True)
    mark(attempt, assessor, "1")
    attempt.refresh_from_db()
    assert attempt.state == "graded"


def test_an_answer_is_in_one_pair_of_hands_until_its_time_runs_out(
    assessor: Any, other: Any
) -> None:
    attempt = written()
    now = clock.now()
    claim_answer(attempt.pk, position=1, marker=assessor, now=now)
    for act in (
        lambda: claim_answer(attempt.pk, position=1, marker=other, now=now),
        lambda: mark(attempt, other, "1"),
    ):
        with pytest.raises(MarkRefused, match="at hand until"):
            act()
    turns = Turns(other, now=now)
    (turn,) = turns[:9]
    assert (turn.is_free, turn.taken_until, turns.first_free) == (False, now + HELD_FOR, None)
    (mine,) = Turns(assessor, now=now)[:9]
    assert mine.is_free
    assert Turns(other, now=now + HELD_FOR).first_free == mine
    claim_answer(attempt.pk, position=1, marker=assessor, now=now + dt.timedelta(minutes=1))
    assert MarkClaim.objects.get().until == now + dt.timedelta(minutes=1) + HELD_FOR
    later = now + dt.timedelta(minutes=2) + HELD_FOR
    claim_answer(attempt.pk, position=1, marker=other, now=later)
    assert MarkClaim.objects.get().marker == other
    mark_answer(attempt.pk, position=1, fraction=Decimal(1), comment="", marker=other, now=later)
    assert not MarkClaim.objects.exists()


# --- on screen


def url(attempt: Attempt) -> str:
    return reverse("lms_mark", args=[attempt.uuid, 1])


def test_the_second_marker_sees_nothing_of_the_first_and_whoever_decides_sees_both(
    assessor: Any, other: Any, quality: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = written(second_marker=True)
    signed_in(assessor).post(url(attempt), {"mark": "2", "comment": "FIRSTWORDS"})
    html = signed_in(other).get(url(attempt)).content.decode()
    assert "One two three" in html
    assert "SECRET guide" in html
    assert "FIRSTWORDS" not in html
    assert "2 / 10" not in html
    signed_in(other).post(url(attempt), {"mark": "9", "comment": "SECONDWORDS"})
    html = signed_in(quality).get(url(attempt)).content.decode()
    for text in ("FIRSTWORDS", "SECONDWORDS", "2 / 10", "9 / 10", "Yours decides."):
        assert text in html
    assert (
        "decided by quality assurance"
        in signed_in(person("Assessors")).get(url(attempt)).content.decode()
    )
    page = signed_in(quality).post(url(attempt), {"mark": "11"}).content.decode()
    assert "more than the question is worth: 10" in page


def test_blind_marking_names_nobody_anywhere(
    assessor: Any, signed_in: Callable[[Any], Client]
) -> None:
    questions = [make_question(name, raw=raw(name)) for name in ("essay", "file_answer")]
    exam = make_exam(questions=questions, shuffle_questions=False)
    user = make_learner(exam, first_name="Noor", last_name="Haddad", username="nhaddad")
    attempt = start_attempt(exam, user=user)
    save_response(attempt.uuid, user=user, position=1, answer="Words of mine", sequence=0)
    client = signed_in(user)
    place = reverse("lms_assessments:files", args=[attempt.uuid, 2])
    assert send_json(client, attempt).status_code == 404
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.assessments.test_answer_files import picture

    file = SimpleUploadedFile("Noor Haddad.jpg", picture())
    client.post(place, {"file": file})
    submit_attempt(attempt.uuid, user=user)
    staff = signed_in(assessor)
    names = ("noor", "haddad")
    pages = [reverse("lms_marking"), url(attempt), reverse("lms_mark", args=[attempt.uuid, 2])]
    for address in pages:
        page = staff.get(address)
        shown = (address + page.content.decode().split("<main", 1)[1]).lower()
        assert [name for name in names if name in shown] == []
    row = attempt.files.get()
    page = staff.get(reverse("lms_assessments:file", args=[row.token]))
    assert "haddad" not in str(page.headers).lower()
    assert b"".join(page.streaming_content)
    # beside the name the answer is not shown until it is marked
    record = reverse("lms_assessments_attempts:inspect", args=[attempt.pk])
    html = staff.get(record).content.decode()
    assert "Haddad" in html
    assert "Words of mine" not in html
    assert "marked without names" in html
    mark_answer(attempt.pk, position=1, fraction=Decimal(1), comment="", marker=assessor)
    mark_answer(attempt.pk, position=2, fraction=Decimal(1), comment="", marker=assessor)
    assert "Words of mine" in staff.get(record).content.decode()


def test_an_exam_that_is_not_blind_names_the_person(
    assessor: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = written(blind_marking=False)
    html = signed_in(assessor).get(url(attempt)).content.decode()
    assert "Given by Noor Haddad." in html


def test_save_and_next_brings_nothing_of_the_last_answer(
    assessor: Any, signed_in: Callable[[Any], Client]
) -> None:
    exam = make_exam(questions=[make_question("essay", raw=raw("essay"))])
    first, second = written("FIRSTANSWER", exam), written("SECONDANSWER", exam)
    client = signed_in(assessor)
    page = client.post(url(first), {"mark": "7", "comment": "FIRSTCOMMENT"}, follow=True)
    assert page.redirect_chain[-1][0] == url(second)
    html = page.content.decode()
    assert "SECONDANSWER" in html
    assert "FIRST" not in html
    assert 'value="7"' not in html
    assert "no-store" in page["Cache-Control"]
    # put back, it is free for others
    client.post(url(second), {"release": "1"})
    assert not MarkClaim.objects.exists()


def test_opening_an_answer_that_somebody_has_says_so(
    assessor: Any, other: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = written()
    assert signed_in(assessor).get(url(attempt)).status_code == 200
    html = signed_in(other).get(url(attempt)).content.decode()
    assert "Somebody else has this answer at hand" in html
    assert "One two three" not in html
    queue = signed_in(other).get(reverse("lms_marking")).content.decode()
    assert "in somebody else’s hands" in queue
    assert "Start marking" not in queue


@pytest.mark.parametrize("count", [1, 20, 200])
def test_the_queue_takes_the_same_queries_however_many_wait(
    count: int, assessor: Any, other: Any
) -> None:
    exam = make_exam(questions=[make_question("essay", raw=raw("essay"))], second_marker=True)
    first = written(exam=exam)
    clone(first, times=count - 1)
    claim_answer(first.pk, position=1, marker=other)
    assessor = type(assessor).objects.get(pk=assessor.pk)
    assert assessor.has_perm("lms_assessments.add_gradeevent")
    turns = Turns(assessor, now=clock.now())
    with exactly(1):
        assert turns.count() == turns.by_role["first"] == count
    with exactly(3):
        listed = turns[:50]
    assert len(listed) == min(count, 50)
    assert [turn.is_free for turn in listed] == [False] + [True] * (len(listed) - 1)
    with exactly(2 if count > 1 else 1):
        assert turns.first_free == (listed[1] if count > 1 else None)


@pytest.mark.parametrize("count", [1, 60, 200])
def test_the_queue_is_paged_and_counts_every_answer(
    count: int, assessor: Any, signed_in: Callable[[Any], Client]
) -> None:
    exam = make_exam(questions=[make_question("essay", raw=raw("essay"))])
    clone(written(exam=exam), times=count - 1)
    client = signed_in(assessor)
    client.get(reverse("lms_marking"))
    with CaptureQueriesContext(connection) as captured:
        html = client.get(reverse("lms_marking")).content.decode()
    about = [one for one in captured.captured_queries if "lms_assessments_" in one["sql"]]
    # what ran out, how many, two for the first that is free, two for one page, and its topics
    assert len(about) == 7
    said = f"{count} answers wait" if count > 1 else "1 answer waits"
    assert f"{said} for a mark of yours" in html
    assert html.count('<td class="title">') == min(count, 50)
    rest = client.get(reverse("lms_marking"), {"p": 9}).content.decode()
    assert rest.count('<td class="title">') == {1: 1, 60: 10, 200: 50}[count]


def clone(attempt: Attempt, *, times: int) -> None:
    """As many attempts more that wait like this one."""
    event = attempt.grade_events.get()
    copies = [
        Attempt(
            **{
                field.attname: getattr(attempt, field.attname)
                for field in Attempt._meta.concrete_fields
                if field.attname not in {"id", "uuid", "number"}
            },
            number=number + 2,
        )
        for number in range(times)
    ]
    Attempt.objects.bulk_create(copies)
    GradeEvent.objects.bulk_create(
        GradeEvent(
            attempt=one,
            cause=event.cause,
            items=event.items,
            points=event.points,
            total=event.total,
        )
        for one in copies
    )


def test_a_trainee_reads_what_waits_and_how_it_is_marked(
    signed_in: Callable[[Any], Client],
) -> None:
    attempt = written(second_marker=True)
    html = (
        signed_in(attempt.user)
        .get(reverse("lms_assessments:result", args=[attempt.uuid]))
        .content.decode()
    )
    for text in ("1 answer waits for a marker, since", "not see your name", "Two people mark it"):
        assert text in html


def test_the_home_page_counts_what_waits(
    quality: Any, assessor: Any, other: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = written(second_marker=True)
    home = reverse("wagtailadmin_home")
    assert "1 answer waits for a mark of yours" in signed_in(assessor).get(home).content.decode()
    mark(attempt, assessor, "0")
    mark(attempt, other, "1")
    html = signed_in(quality).get(home).content.decode()
    assert "1 of them has two marks that differ" in html
    assert "0 appeals wait for a decision" in html


# --- who stands behind a result


def certified(attempt: Attempt) -> Any:
    """A certificate that rests on the result of ``attempt``."""
    award = make_award(attempt.enrollment.course)
    set_learner_name(attempt.user, legal_name="Noor Haddad", confirm=True)
    outcomes = issue_for_enrollment(attempt.enrollment_id)
    (certificate,) = [one.certificate for one in outcomes if one.award.pk == award.pk]
    return certificate


def test_a_certificate_is_recalled_by_each_of_its_markers(other: Any, quality: Any) -> None:
    first = person("Assessors", first_name="Ruth", last_name="Oyelaran")
    attempt = written(second_marker=True, marking_tolerance=10)
    mark(attempt, first, "0.2")
    mark(attempt, other, "0.9")
    mark(attempt, quality, "0.6")
    judges = [str(one.pk) for one in (first, other, quality)]
    assert UnitResult.objects.get().evidence["judged_by"] == judges
    certificate = certified(attempt)
    for judge in judges:
        assert list(find_recalled(GroundKind.ASSESSOR, judge)) == [certificate]
    assert not find_recalled(GroundKind.ASSESSOR, str(attempt.user_id)).exists()
    # read by people, so by name
    assert certificate.snapshot["assessors"][0] == "Ruth Oyelaran"
    assert certificate.snapshot["results"][0]["judged_by"].startswith("Ruth Oyelaran, ")


def test_whoever_raised_a_mark_on_appeal_is_named_beside_the_markers(
    assessor: Any, other: Any, quality: Any
) -> None:
    attempt = written(second_marker=True, marking_tolerance=100)
    mark(attempt, assessor, "0.3")
    mark(attempt, other, "0.5")
    appeal = make_appeal(attempt.uuid, user=attempt.user, reason="My third word counts.")
    decide_appeal(appeal.pk, actor=quality, marks={1: Decimal("0.8")}, explanation="It does.")
    judges = [str(one.pk) for one in (assessor, other, quality)]
    assert UnitResult.objects.latest("sequence").evidence["judged_by"] == judges
    certificate = certified(attempt)
    for judge in judges:
        assert list(find_recalled(GroundKind.ASSESSOR, judge)) == [certificate]
