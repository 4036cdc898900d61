"""From the bottle an assessor wrote down to the certificates that are recalled by it."""

from typing import Any

import pytest

from assessments.pigments import Pigment
from assessments.services.practicals import correct_practical
from certificates.enums import GroundKind
from certificates.models import Certificate
from certificates.recall_queries import find_recalled
from lms.core import clock
from tests.assessments.test_practicals import CARBON, course_of, make_practical, record
from tests.factories.certificates import make_award, make_holder
from tests.factories.courses import make_enrollment, make_user

pytestmark = pytest.mark.django_db


def practiced(holder: Any, practical: Any, actor: Any, pigment: Pigment = CARBON) -> Any:
    make_enrollment(user=holder, course=course_of(practical))
    return record(practical, holder, actor, pigments=[pigment])


def test_a_batch_finds_every_certificate_that_rests_on_work_with_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    practical, assessor = make_practical(), make_user()
    make_award(course_of(practical))
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("Ines Marchetti", "Olena Shevchenko"):
            practiced(make_holder(name), practical, assessor)
        practiced(make_holder("Other Bottle"), practical, assessor, Pigment("Carbon", "LOT 9"))
    found = find_recalled(GroundKind.PIGMENT_BATCH, "lot 4471-b")
    assert set(found.values_list("name", flat=True)) == {"Ines Marchetti", "Olena Shevchenko"}
    assert find_recalled(GroundKind.ASSESSOR, str(assessor.pk)).count() == 3
    (result,) = Certificate.objects.get(name="Other Bottle").snapshot["results"]
    assert result["kind"] == "practical"


@pytest.mark.parametrize("whole", [True, False], ids=["a whole course", "the practical alone"])
def test_a_batch_that_is_corrected_later_finds_the_certificate_too(
    whole: bool, django_capture_on_commit_callbacks: Any
) -> None:
    practical, assessor = make_practical(), make_user()
    course = course_of(practical)
    unit = {"unit": str(practical.unit_key), "title": practical.title}
    alone = [("practical", {**unit, "min_score": None, "months": None})]
    make_award(course, **({} if whole else {"requirement_tree": alone}))
    holder = make_holder()
    with django_capture_on_commit_callbacks(execute=True):
        row = practiced(holder, practical, assessor)
    certificate = Certificate.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        correct_practical(
            row,
            actor=assessor,
            outcome="pass",
            seen_on=clock.today(),
            pigments=[Pigment("Carbon Shade 2", "LOT 4417-B")],
            reason="The label was misread.",
        )
    for batch in ("LOT 4471-B", "LOT 4417-B"):
        assert list(find_recalled(GroundKind.PIGMENT_BATCH, batch)) == [certificate]


def test_later_work_is_no_ground_of_an_earlier_certificate(
    django_capture_on_commit_callbacks: Any,
) -> None:
    practical, assessor = make_practical(), make_user()
    make_award(course_of(practical))
    holder = make_holder()
    with django_capture_on_commit_callbacks(execute=True):
        practiced(holder, practical, assessor)
    with django_capture_on_commit_callbacks(execute=True):
        record(practical, holder, assessor, pigments=[Pigment("Carbon", "LOT 10")])
    assert not find_recalled(GroundKind.PIGMENT_BATCH, "LOT 10").exists()
