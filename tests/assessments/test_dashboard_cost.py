"""What the exams on the training page cost, for a trainee who has failed one and read why."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt
from assessments.queries.dashboard import dashboard_exams
from lms.core import clock
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam

pytestmark = pytest.mark.django_db

PANEL, PAGE_LIMIT = 3, 12


def test_a_failed_exam_costs_the_panel_three_queries(tree: Any, signed_in: Any) -> None:
    exam = make_exam(questions=make_questions(4))
    user = make_learner(exam)
    take_exam(exam, user, wrong=(1, 2, 3))
    Attempt.objects.update(result_seen_at=clock.now())
    client = signed_in(user)
    dashboard = reverse("lms_courses:dashboard")
    client.get(dashboard)
    with CaptureQueriesContext(connection) as queries:
        (line,) = dashboard_exams(user, now=clock.now())
    assert (line.kind, line.number) == ("next", 2)
    assert len(queries) == PANEL
    with CaptureQueriesContext(connection) as queries:
        assert client.get(dashboard).status_code == 200
    assert len(queries) <= PAGE_LIMIT
