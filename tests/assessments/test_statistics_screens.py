"""The statistics screen shows what the attempts say, and costs the same for few and many."""

import csv
import datetime as dt
import io
import itertools
import random
import statistics as slow
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.admin.statistics import as_csv
from assessments.grading import ItemGrade, judge
from assessments.models import (
    Attempt,
    AttemptEvent,
    ExamPage,
    GradeEvent,
    QuestionVersion,
    Response,
)
from assessments.queries.exam_data import load_attempts
from assessments.queries.statistics import exam_report
from assessments.services.summaries import make_missing_summaries
from tests.assessments.test_budgets import exactly
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def generate(exam: ExamPage, count: int, *, seed: int = 1) -> list[Attempt]:
    """Graded attempts with chosen options, omissions and times, of as many people."""
    rng = random.Random(seed)
    first = take_exam(exam, make_learner(exam), now=NOW)
    paper = first.read_paper()
    versions = QuestionVersion.objects.in_bulk(paper.version_ids)
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"sitter{seed}-{n}", last_name=f"Sitter {n}")
        for n in range(count)
    )
    attempts = []
    for n, user in enumerate(users):
        skill = rng.random()
        attempt = Attempt.objects.create(
            user=user,
            enrollment=first.enrollment,
            exam=exam,
            exam_key=first.exam_key,
            exam_title=first.exam_title,
            number=1,
            state="open",
            paper=first.paper,
            paper_digest=first.paper_digest,
            started_at=NOW,
        )
        AttemptEvent.objects.create(attempt=attempt, kind="started", at=NOW)
        grades, at = [], NOW
        for item in paper.items:
            version = versions[item.version_id]
            kind, spec = version.kind, version.spec
            answer: dict[str, Any] = {}
            roll = rng.random()
            if roll < skill:
                answer = dict(kind.key_response(spec))
            elif roll < 0.95 and item.type in ("single", "multiple"):
                answer = {"picks": [rng.choice([one.id for one in spec.choices])]}
            elif roll < 0.95 and item.type == "true_false":
                answer = {"value": rng.choice(["true", "false"])}
            grade = kind.grade(spec, answer)
            grades.append(ItemGrade.of(item.position, grade, answered=bool(answer)))
            if answer:
                at += dt.timedelta(seconds=rng.randint(5, 90))
                Response.objects.create(
                    attempt=attempt, position=item.position, version=version, answer=answer
                )
                AttemptEvent.objects.create(
                    attempt=attempt, kind="answered", position=item.position, sequence=1, at=at
                )
        verdict = judge(paper, grades)
        GradeEvent.objects.create(
            attempt=attempt,
            cause="submitted",
            items=[grade.to_json() for grade in grades],
            points=verdict.points,
            total=verdict.total,
            score=verdict.score,
            outcome=verdict.outcome,
        )
        attempt.state, attempt.score, attempt.outcome = "graded", verdict.score, verdict.outcome
        attempt.closed_at = at + dt.timedelta(seconds=n)
        attempt.save()
        attempts.append(attempt)
    make_missing_summaries()
    return [first, *attempts]


@pytest.fixture
def exam() -> ExamPage:
    return make_exam(questions=make_questions(8), shuffle_questions=False)


@pytest.fixture
def instructor(signed_in: Callable[[Any], Client]) -> Client:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return signed_in(user)


def test_the_report_equals_a_slow_count_of_the_attempts(exam: ExamPage) -> None:
    attempts = generate(exam, 40)
    report = exam_report(exam.translation_key)
    scores = [float(attempt.score) for attempt in attempts]
    assert report.figures.attempts == 41
    assert report.figures.mean == pytest.approx(slow.fmean(scores))
    assert report.figures.median == pytest.approx(slow.median(scores))
    assert report.figures.sd == pytest.approx(slow.stdev(scores))
    assert report.passed == sum(one.outcome == "pass" for one in attempts) / 41
    ranked = sorted(attempts, key=lambda one: (one.score, one.started_at, one.pk))
    low, high = ranked[:13], ranked[-13:]
    for question in report.questions:
        version = question.version
        position = next(
            item["position"] for item in attempts[0].paper["items"] if item["version"] == version.pk
        )

        def fraction(attempt: Attempt, place: int = position) -> float:
            return float(
                next(
                    Decimal(item["fraction"])
                    for item in attempt.grade_events.get().items
                    if item["position"] == place
                )
            )

        mine = [fraction(attempt) for attempt in attempts]
        figures = question.figures
        assert figures.exposure == 41
        assert figures.facility == pytest.approx(slow.fmean(mine))
        assert figures.sd == pytest.approx(slow.stdev(mine))
        assert figures.discrimination == pytest.approx(
            slow.fmean(map(fraction, high)) - slow.fmean(map(fraction, low))
        )
        rest = [(score * 8 - value) / 7 for score, value in zip(scores, mine, strict=True)]
        assert figures.item_rest == pytest.approx(slow.correlation(mine, rest), abs=1e-4)
        answers = {
            row.attempt_id: row
            for row in Response.objects.filter(version=version, attempt__in=attempts)
        }
        assert figures.omitted == pytest.approx(1 - len(answers) / 41)
        spent = []
        for attempt in attempts[1:]:
            times = list(attempt.events.order_by("at").values_list("position", "at"))
            for (_before, earlier), (place, at) in itertools.pairwise(times):
                if place == position:
                    spent.append((at - earlier).total_seconds())
        assert figures.seconds == pytest.approx(slow.median(spent))
        for option in question.options:
            for name, group in (("low", low), ("high", high)):
                key = option.figures.option
                picked = sum(
                    key in str(answers[one.pk].answer.values())
                    for one in group
                    if one.pk in answers
                )
                assert getattr(option.figures, name) == picked


def test_only_the_latest_grade_counts(exam: ExamPage) -> None:
    attempt = take_exam(exam, make_learner(exam))
    old = attempt.grade_events.get()
    GradeEvent.objects.create(
        attempt=attempt,
        sequence=1,
        cause="submitted",
        items=[{**item, "fraction": "0"} for item in old.items],
        points=0,
        total=8,
        score=0,
        outcome="fail",
    )
    assert load_attempts(exam.translation_key).fractions.sum() == 0


def test_a_question_that_a_regrade_dropped_counts_for_nothing(exam: ExamPage) -> None:
    attempt = take_exam(exam, make_learner(exam), wrong=(1,))
    old = attempt.grade_events.get()
    items = [{**item, "rule": "dropped"} if item["position"] == 1 else item for item in old.items]
    GradeEvent.objects.create(
        attempt=attempt,
        sequence=1,
        cause="regrade",
        items=items,
        points=7,
        total=7,
        score=1,
        outcome="pass",
    )
    report = exam_report(exam.translation_key)
    assert report.figures.mean == 1
    assert sorted(one.figures.facility for one in report.questions) == [0, *[1] * 7]


def test_open_attempts_and_other_exams_are_left_out(exam: ExamPage) -> None:
    from assessments.services.attempts import start_attempt

    start_attempt(exam, user=make_learner(exam))
    other = make_exam(questions=make_questions(1))
    take_exam(other, make_learner(other))
    assert exam_report(exam.translation_key).figures.attempts == 0


@pytest.mark.parametrize("count", [1, 40])
def test_the_report_takes_two_queries(exam: ExamPage, count: int) -> None:
    generate(exam, count)
    with exactly(2):
        exam_report(exam.translation_key)


@pytest.mark.parametrize("count", [1, 30])
def test_the_screen_takes_eleven_queries(exam: ExamPage, count: int, instructor: Client) -> None:
    generate(exam, count)
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    instructor.get(url)
    with exactly(11):
        assert instructor.get(url).status_code == 200


def test_the_screen_shows_figures_pictures_and_reasons(exam: ExamPage, instructor: Client) -> None:
    generate(exam, 40)
    html = instructor.get(reverse("lms_exam_statistics")).content.decode()
    assert exam.title in html
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    html = instructor.get(url).content.decode()
    assert 'role="img" aria-label="How many attempts reached which score: 0–10' in html
    assert 'aria-label="Mean score and share passed by cohort: No cohort: mean ' in html
    assert "Wash your hands" in html
    assert "Information, never a verdict" in html
    assert " style=" not in html.split("<main")[1]


def test_the_figures_go_out_as_csv_and_xlsx(exam: ExamPage, instructor: Client) -> None:
    from openpyxl import load_workbook

    generate(exam, 30)
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    answer = instructor.get(f"{url}?format=csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 9
    book = load_workbook(io.BytesIO(instructor.get(f"{url}?format=xlsx").content))
    sheet = list(book.active.iter_rows(values_only=True))
    report = exam_report(exam.translation_key)
    facilities = [one.figures.facility for one in report.questions]
    assert [row[4] for row in sheet[1:]] == pytest.approx(facilities)
    assert [float(row[4]) for row in rows[1:]] == facilities


def test_text_that_looks_like_a_formula_stays_text() -> None:
    assert as_csv([["=1+1", 2, None]]).decode("utf-8-sig").strip() == "'=1+1,2,"


def test_cohorts_are_compared_and_chosen(exam: ExamPage, instructor: Client) -> None:
    from courses.models import Cohort, Enrollment

    generate(exam, 3)
    cohort = Cohort.objects.create(title="Spring", starts_on=NOW.date())
    attempt = take_exam(exam, make_learner(exam), wrong=(1, 2, 3, 4))
    Enrollment.objects.filter(pk=attempt.enrollment_id).update(cohort=cohort)
    report = exam_report(exam.translation_key)
    assert {row.title: row.attempts for row in report.cohorts} == {"": 4, "Spring": 1}
    only = exam_report(exam.translation_key, cohort=cohort.pk)
    assert only.figures.attempts == 1
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    assert "Spring" in instructor.get(f"{url}?cohort={cohort.pk}").content.decode()


def test_the_trend_goes_by_the_first_day_of_the_cohorts(exam: ExamPage) -> None:
    from courses.models import Cohort, Enrollment

    for days, title in ((30, "Later"), (0, "Sooner")):
        attempt = take_exam(exam, make_learner(exam))
        cohort = Cohort.objects.create(title=title, starts_on=NOW.date() + dt.timedelta(days=days))
        Enrollment.objects.filter(pk=attempt.enrollment_id).update(cohort=cohort)
    take_exam(exam, make_learner(exam))
    report = exam_report(exam.translation_key)
    assert [row.label for row in report.cohorts] == ["Sooner", "Later", "No cohort"]


def test_registrars_and_strangers_do_not_see_statistics(
    exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    take_exam(exam, make_learner(exam))
    registrar = make_user()
    registrar.groups.add(Group.objects.get(name="Registrars"))
    for user in (registrar, make_user()):
        for name, args in (
            ("lms_exam_statistics", []),
            ("lms_cut_score", []),
            ("lms_exam_statistics_of", [exam.translation_key]),
        ):
            assert signed_in(user).get(reverse(name, args=args)).status_code == 302


def test_an_exam_nobody_took_is_not_found(exam: ExamPage, instructor: Client) -> None:
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    assert instructor.get(url).status_code == 404


def test_cut_scores_are_worked_out_and_errors_named(instructor: Client) -> None:
    url = reverse("lms_cut_score")

    def ask(method: str, ratings: str) -> str:
        return instructor.post(
            url, {"method": method, f"{method}-ratings": ratings}
        ).content.decode()

    assert "Cut score: 65\u00a0%" in ask("angoff", "50, 70\n60; 80")
    assert "Cut score: 50\u00a0%" in ask("borderline", "30 1\n50 2\n70 3\n90 4")
    assert "Line 2 holds something" in ask("angoff", "50 70\n60 x")
    assert "same number of figures" in ask("angoff", "50 70\n60")
    assert "between 0 and 100" in ask("angoff", "50 170")
    assert "two different ratings" in ask("borderline", "50 2\n60 2")
    assert "score from 0 to 100" in ask("borderline", "50 2 3")
    assert instructor.post(url, {"method": "no"}).status_code == 404


# --- notes on how it was taken


def test_notes_name_people_on_the_screen(exam: ExamPage, instructor: Client) -> None:
    attempts = generate(exam, 30)
    for place, seconds in ((5, 3), (7, 9000)):
        end = NOW + dt.timedelta(seconds=seconds)
        Attempt.objects.filter(pk=attempts[place].pk).update(closed_at=end)
    html = instructor.get(
        reverse("lms_exam_statistics_of", args=[exam.translation_key])
    ).content.decode()
    assert "Sitter 4</a>: 0.1 minutes, less than a third of the median." in html
    assert "Sitter 6</a>: 150.0 minutes, more than three times the median." in html
