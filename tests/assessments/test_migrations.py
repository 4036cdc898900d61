"""The migrations that made feedback a matrix, with attempts and exams that were there before."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from assessments.models import Attempt, ExamPage, Exposure
from assessments.services.attempts import start_attempt
from assessments.services.summaries import verify_summaries
from assessments.summaries import is_same
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam

APP = "lms_assessments"
BEFORE, AFTER = [(APP, "0008_answer_files")], [(APP, "0011_feedback_is_a_matrix")]


def migrate(target: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


@pytest.mark.django_db(transaction=True)
def test_feedback_and_exposures_move_back_and_forth_with_attempts_present(tree: Any) -> None:
    make_questions(4)
    exam = make_exam(count=2, pass_mark=50, feedback="after_pass")
    own = make_exam(count=2, pass_mark=50, feedback={"passed": ["answer", "correctness"]})
    user = make_learner(exam)
    attempt = take_exam(exam, user)
    asked = set(attempt.read_paper().version_ids)
    try:
        old = migrate(BEFORE)
        exams = old.get_model(APP, "ExamPage").objects
        assert exams.get(pk=exam.pk).feedback == "after_pass"
        # what no policy could say becomes the one that shows less
        assert exams.get(pk=own.pk).feedback == "score"
        new = migrate(AFTER)
        exams = new.get_model(APP, "ExamPage").objects
        assert exams.get(pk=exam.pk).feedback == "after_pass"
        assert exams.get(pk=own.pk).feedback == "score"
        rows = new.get_model(APP, "Exposure").objects.filter(attempt_id=attempt.pk)
        assert set(rows.values_list("version_id", flat=True)) == asked
    finally:
        call_command("migrate", APP, verbosity=0, interactive=False)
    same = Attempt.objects.get(pk=attempt.pk)
    assert (same.outcome, same.paper) == ("pass", attempt.paper)
    assert is_same(same.summary, attempt.summary)
    assert verify_summaries() == (1, [])
    assert Exposure.objects.filter(attempt=same).count() == 2
    start_attempt(ExamPage.objects.get(pk=exam.pk), user=make_learner(exam))


@pytest.mark.django_db
@pytest.mark.parametrize("policy", ["nothing", "score", "after_pass", "after_submit"])
def test_a_revision_from_before_the_matrix_is_read(tree: Any, policy: str) -> None:
    make_questions(4)
    exam = make_exam(count=2, pass_mark=50)
    revision = exam.save_revision()
    content = {**revision.content, "feedback": policy}
    for name in ("behavior", "tries", "counts", "retake", "opens_at", "closes_at"):
        del content[name]  # no revision of that time knew them
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    page: Any = Page.objects.get(pk=exam.pk).get_latest_revision_as_object()
    assert page.limits.feedback.to_json() == policy
    assert (page.behavior, page.counts, page.closes_at) == ("exam", "best", None)
    page.save_revision().publish()
    assert ExamPage.objects.get(pk=exam.pk).feedback == policy
