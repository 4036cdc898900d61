"""Practicals: an assessor records what was seen, with the batches; certificates are found by it."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.enums import PracticalOutcome
from assessments.exceptions import PracticalRefused
from assessments.models import PracticalPage, PracticalResult
from assessments.models.append_only import HistoryIsFixed
from assessments.permissions import ensure_groups
from assessments.pigments import Pigment, read_pigments
from assessments.services.practicals import correct_practical, record_practical
from courses.api import list_unit_choices, publish_version
from courses.models import CoursePage, ModulePage, UnitResult
from lms.core import clock
from tests.factories.courses import add_module, make_course, make_enrollment, make_user

pytestmark = pytest.mark.django_db

CARBON = Pigment("Carbon Shade 2", "LOT 4471-B")


def make_practical(**fields: Any) -> PracticalPage:
    """A practical, the only unit of a published course."""
    course = make_course(version=False)
    practical = PracticalPage(
        title="Hairline on a model", slug="hairline", task="<p>One hairline.</p>", **fields
    )
    ModulePage.objects.get(pk=add_module(course).pk).add_child(instance=practical)
    publish_version(CoursePage.objects.get(pk=course.pk))
    return practical


def course_of(practical: PracticalPage) -> Any:
    return CoursePage.objects.get(pk=practical.get_parent().get_parent().pk)


def make_trainee(practical: PracticalPage) -> Any:
    user = make_user()
    make_enrollment(user=user, course=course_of(practical))
    return user


@pytest.fixture
def assessor() -> Any:
    ensure_groups()
    user = make_user(first_name="Tomasz", last_name="Lis")
    user.groups.add(Group.objects.get(name="Assessors"))
    return type(user).objects.get(pk=user.pk)


def record(practical: PracticalPage, user: Any, actor: Any, **values: Any) -> PracticalResult:
    values = {"outcome": "pass", "seen_on": clock.today(), "pigments": [CARBON], **values}
    return record_practical(practical, user=user, actor=actor, **values)


NAMES = st.from_regex(r"[A-Z][a-z]{1,9}, \d", fullmatch=True)
BATCHES = st.from_regex(r"[A-Z0-9-]{1,12}", fullmatch=True)


@given(st.lists(st.builds(Pigment, NAMES, BATCHES), max_size=20))
def test_what_is_written_down_is_read_again(pigments: list[Pigment]) -> None:
    text = "\n".join(str(one) for one in pigments)
    assert read_pigments(text) == tuple(dict.fromkeys(pigments))


@pytest.mark.parametrize("line", ["Carbon Shade 2", "Carbon Shade 2,", ", 4471", "a" * 130 + ", 1"])
def test_a_pigment_without_a_batch_is_refused_and_its_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="Line 3: write the name, a comma"):
        read_pigments(f"Carbon Shade 2, 4471\n\n{line}")


def test_a_pass_completes_the_course_and_its_evidence_holds_assessor_and_batches(
    assessor: Any,
) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    record(practical, trainee, assessor, outcome="refer")
    assert trainee.enrollments.get().completed_at is None
    record(practical, trainee, assessor)
    assert trainee.enrollments.get().completed_at is not None
    result = UnitResult.objects.get(outcome="pass")
    assert (result.kind, result.evidence["judged_by"], result.evidence["pigment_batches"]) == (
        "practical", str(assessor.pk), ["LOT 4471-B"],
    )  # fmt: skip
    assert [one.key for one in list_unit_choices("practical")] == [str(practical.unit_key)]


def test_what_cannot_be_recorded_says_why(assessor: Any) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    for values, why in [
        ({"user": make_user()}, "not enrolled"),
        ({"actor": trainee}, "Somebody else has to judge"),
        ({"seen_on": clock.today() + dt.timedelta(days=1)}, "still to come"),
        ({"pigments": []}, "batch number of every pigment"),
    ]:
        with pytest.raises(PracticalRefused, match=why):
            record(practical, **{"user": trainee, "actor": assessor, **values})
    assert not UnitResult.objects.exists()
    dry = make_practical(with_pigment=False)
    assert record(dry, make_trainee(dry), assessor, pigments=[]).pigments == []


def test_the_same_form_twice_is_one_result(assessor: Any) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    first = record(practical, trainee, assessor)
    assert record(practical, trainee, assessor, case=first.case) == first


def test_a_correction_counts_and_what_was_written_before_stays(assessor: Any) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    first = record(practical, trainee, assessor)
    other = make_user()
    values = {"seen_on": clock.today(), "reason": "The label was misread.", "outcome": "pass"}
    batch = Pigment("Carbon Shade 2", "LOT 4417-B")
    second = correct_practical(first, actor=other, pigments=[batch], **values)
    result = UnitResult.objects.get(sequence=1)
    assert result.evidence["judged_by"] == [str(assessor.pk), str(other.pk)]
    assert result.evidence["pigment_batches"] == ["LOT 4471-B", "LOT 4417-B"]
    with pytest.raises(PracticalRefused, match="meanwhile"):
        correct_practical(first, actor=other, pigments=[batch], **values)
    with pytest.raises(PracticalRefused, match="Say why"):
        correct_practical(second, actor=other, pigments=[batch], **{**values, "reason": " "})
    with pytest.raises(HistoryIsFixed):
        first.save()


def test_a_mistake_is_taken_back(assessor: Any) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    row = record(practical, trainee, assessor, outcome="fail")
    correct_practical(
        row, actor=assessor, outcome=PracticalOutcome.VOID, seen_on=clock.today(), reason="Mistaken"
    )
    assert UnitResult.objects.get(sequence=1).evidence["voided"] is True


def test_an_assessor_records_and_corrects_in_the_admin(assessor: Any, client: Client) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    client.force_login(assessor)
    form = client.get(reverse("lms_practical_record")).context["form"]
    data = {
        "person": trainee.email,
        "practical": practical.pk,
        "case": form.initial["case"],
        "seen_on": clock.today().isoformat(),
        "pigments": "Carbon Shade 2",
        "outcome": "pass",
        "words": "Even dots.\nRest the hand.",
    }
    refused = client.post(reverse("lms_practical_record"), data)
    assert "Line 1: write the name, a comma" in refused.content.decode()
    client.post(reverse("lms_practical_record"), {**data, "pigments": str(CARBON)})
    row = PracticalResult.objects.get()
    assert (row.user, row.judged_by, row.used) == (trainee, assessor, (CARBON,))
    page = client.get(reverse("lms_practicals")).content.decode()
    assert "Carbon Shade 2, LOT 4471-B" in page
    address = reverse("lms_practical_correct", args=[row.pk])
    assert client.get(address).context["form"].initial["pigments"] == str(CARBON)
    again = {**data, "pigments": str(CARBON), "outcome": "refer", "reason": "Dots ran together."}
    assert client.post(address, again).status_code == 302
    page = client.get(reverse("lms_practicals")).content.decode()
    assert "corrected: Dots ran together." in page
    assert page.count("Hairline on a model") == 1


def test_the_list_costs_the_same_for_one_and_for_twenty(
    assessor: Any, client: Client, django_assert_num_queries: Any
) -> None:
    practical = make_practical()
    client.force_login(assessor)
    trainee = make_trainee(practical)
    for count in (1, 20):
        while PracticalResult.objects.count() < count:
            record(practical, trainee, assessor)
        client.get(reverse("lms_practicals"))
        with django_assert_num_queries(9):
            client.get(reverse("lms_practicals"))


def test_trainees_have_no_way_to_record(client: Client) -> None:
    trainee = make_trainee(make_practical())
    client.force_login(trainee)
    assert client.get(reverse("lms_practical_record")).status_code == 302


def test_the_page_shows_the_task_and_what_was_recorded(assessor: Any, client: Client) -> None:
    practical = make_practical()
    trainee = make_trainee(practical)
    record(practical, trainee, assessor, words="Even dots.")
    address = practical.get_url()
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 403
    client.force_login(trainee)
    page = client.get(address).content.decode()
    for text in ("One hairline.", "Even dots.", "Tomasz Lis", "Carbon Shade 2, LOT 4471-B"):
        assert text in page
