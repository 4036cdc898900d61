"""A regrade whose worker is killed while it writes, at any place, loses and doubles nothing."""

import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from assessments.models import Attempt, GradeEvent, Question, Regrade
from assessments.services.regrades import request_apply
from courses.api import list_enrollments
from courses.models import UnitResult
from scripts.environment import ROOT
from tests.assessments.test_regrades import ask, keyed, sit
from tests.factories.assessments import make_exam, make_learner, make_question, take_exam
from tests.factories.courses import make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
EACH = 10


def worker(row: Regrade) -> subprocess.Popen[bytes]:
    """Another process that applies ``row`` in this test's database, two quiet grades at a time."""
    program = (
        "import os, django; django.setup()\n"
        "from django.db import connections\n"
        "connections['default'].settings_dict['NAME'] = os.environ['TEST_NAME']\n"
        "from assessments.services.regrades import run_regrade\n"
        f"run_regrade({row.pk}, chunk=2)\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "TEST_NAME": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)  # noqa: S603


def killed_after(grades: int, row: Regrade) -> int:
    """Let a worker write so many grades, kill it, and say how many there are."""
    process = worker(row)
    deadline = time.monotonic() + 120
    while row.grade_events.count() < grades and process.poll() is None:
        assert time.monotonic() < deadline, "the worker did nothing"
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return row.grade_events.count()


def test_a_worker_killed_twice_leaves_no_grade_doubled_and_none_missing() -> None:
    instructor: Any = make_user()
    instructor.groups.add(Group.objects.get(name="Instructors"))
    question: Question = make_question("single", raw=keyed("Soap"))
    exam = make_exam(questions=[question, make_question("true_false")], pass_mark=75)
    quiet = [take_exam(exam, make_learner(exam), wrong=(1, 2)) for _n in range(EACH)]
    turning = [sit(exam, "Water") for _n in range(EACH)]
    row = ask(question, instructor, way="everyone")
    assert row.counts["to_pass"] == EACH
    request_apply(row, digest=row.digest, actor=instructor)
    # once among the grades that are written together, once among those that turn a result
    first = killed_after(2, row)
    assert 2 <= first < 2 * EACH
    assert first <= killed_after(EACH + 2, row) < 2 * EACH
    # what is written is whole: a grade, its fold and its result, or none of them
    assert UnitResult.objects.filter(sequence=1).count() == row.grade_events.count()
    for event in row.grade_events.select_related("attempt"):
        assert (event.attempt.outcome, event.attempt.score) == (event.outcome, event.score)
    call_command("finish_regrades", verbosity=0)
    row.refresh_from_db()
    assert (row.state, row.counts["left_out"]) == ("done", 0)
    assert GradeEvent.objects.filter(cause="regraded").count() == 2 * EACH
    assert UnitResult.objects.count() == 4 * EACH
    for attempt in quiet + turning:
        attempt.refresh_from_db()
        assert list(attempt.grade_events.values_list("sequence", flat=True)) == [0, 1]
    assert {one.score for one in quiet} == {Decimal("0.5")}
    assert {one.outcome for one in turning} == {"pass"}
    assert {list_enrollments(one.user).get().state for one in turning} == {"completed"}
    assert not Attempt.objects.exclude(state="graded").exists()
