"""A passed practice unit completes its course, and nothing rests on it."""

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from certificates.api import explain_award
from certificates.models import Certificate
from certificates.requirement_blocks import ExamBlock, _exams
from courses.api import enroll
from courses.models import UnitResult
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.certificates import make_award, make_holder
from tests.factories.courses import add_module, make_course, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    make_questions(4)
    return add_module(make_course(version=False))


def make_unit(module, **fields):
    return make_exam(module=module, count=2, pass_mark=50, **fields)


def exam_award(unit):
    block = ("exam", {"unit": str(unit.translation_key), "min_score": None, "months": None})
    return make_award(requirement_tree=[block])


def test_an_award_can_ask_for_an_exam_and_not_for_practice(module):
    make_unit(module, title="The exam")
    make_unit(module, title="The practice", behavior="practice")
    assert [title.split(": ")[-1] for _key, title in _exams()] == ["The exam"]


def test_a_pass_in_practice_does_not_stand_for_an_exam(module, django_capture_on_commit_callbacks):
    # an award asked for it while it was an exam
    unit = make_unit(module, behavior="practice")
    make_unit(module)
    award = exam_award(unit)
    user = make_learner(unit)
    with django_capture_on_commit_callbacks(execute=True):
        take_exam(unit, user)
    assert UnitResult.objects.get().outcome == "pass"
    assert "missing: Pass" in explain_award(user, award).sentence
    assert not Certificate.objects.exists()


def test_practice_completes_the_course_and_the_transcript_names_the_exam_alone(
    module, django_capture_on_commit_callbacks
):
    exam = make_unit(module, title="The exam")
    practice = make_unit(module, title="The practice", behavior="practice")
    course = module.get_parent().specific
    make_award(course)
    user = make_holder()
    enrollment = enroll(user, course)
    with django_capture_on_commit_callbacks(execute=True):
        take_exam(exam, user)
        assert not Certificate.objects.exists()
        take_exam(practice, user)
    enrollment.refresh_from_db()
    assert enrollment.state == "completed"
    certificate = Certificate.objects.get()
    assert [row.title for row in certificate.facts.results] == ["The exam"]
    # nor is a certificate called back by the paper of a practice
    digests = set(certificate.grounds.values_list("value", flat=True))
    paper = practice.attempts.get().paper_digest
    assert paper not in digests


def test_the_editor_of_an_award_warns_when_its_exam_was_made_practice(module, client):
    unit = make_unit(module, title="The final")
    award = exam_award(unit)
    client.force_login(make_user(is_superuser=True))
    url = reverse("wagtailsnippets_lms_certificates_award:edit", args=[award.pk])
    warning = "“The final” was made practice, which proves nothing"
    assert warning not in client.get(url).content.decode()
    type(unit).objects.filter(pk=unit.pk).update(behavior="practice")
    html = client.get(url).content.decode()
    assert html.count(warning) == 1
    # the choice is still there to be seen, and is refused with the same words
    assert "Practice now: choose an exam instead" in html
    block = ExamBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"unit": str(unit.translation_key)}))
    assert warning in str(refused.value.block_errors["unit"].messages)
    # an award that asks for something else offers exams alone
    other = make_unit(module, title="Other practice", behavior="practice")
    assert str(other.translation_key) not in str(_exams())
