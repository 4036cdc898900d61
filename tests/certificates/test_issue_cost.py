"""What handing in the last exam of a course costs when a certificate comes of it at once."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.services.attempts import start_attempt
from certificates.models import Certificate
from courses.services.names import set_learner_name
from tests.factories.assessments import (
    answer_all,
    course_of,
    make_bank,
    make_exam,
    make_learner,
)
from tests.factories.certificates import make_award, make_short_course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("questions", "other_awards"), [(5, 0), (200, 20)])
def test_the_certificate_costs_the_same_for_any_paper_and_catalog(
    questions, other_awards, tree, signed_in
):
    make_bank(questions)
    exam = make_exam(count=questions, pass_mark=80)
    make_award(course_of(exam))
    elsewhere = make_short_course()
    for _n in range(other_awards):
        make_award(elsewhere)
    user = make_learner(exam)
    set_learner_name(user, legal_name="Ines Marchetti", confirm=True)
    attempt = answer_all(start_attempt(exam, user=user))
    client = signed_in(user)
    client.get(reverse("lms_assessments:attempts"))
    ContentType.objects.get_for_models(*apps.get_models())  # a process asks once
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("lms_assessments:submit", args=[attempt.uuid]))
    certificate = Certificate.objects.get(user=user)
    assert certificate.documents.count() == 1
    sql = [query["sql"] for query in captured.captured_queries]
    # the answers and the grade are safe first
    graded = sql.index("COMMIT") + 1
    assert graded <= 12
    # then the decision, the certificate with its ledger, its document, and once the site's key
    assert len(sql) - graded <= 65, "\n".join(one[:150] for one in sql[graded:])
