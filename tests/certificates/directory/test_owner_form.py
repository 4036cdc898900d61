"""The owner's form in parts: one proposal, nothing lost, and what is not public yet is named."""

import datetime as dt

import pytest
from django.urls import reverse

from certificates.directory.models import Clinic, ClinicHours
from certificates.directory.owner_forms import ClinicOwnerForm
from certificates.directory.owner_parts import PARTS, list_parts, list_services
from tests.certificates.directory.test_owners import form_data, make_owner, registrar  # noqa: F401
from tests.factories.directory import make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    made = make_clinic(name="Harbourside", street="1 Quay", description="Two chairs.")
    made.hours = [ClinicHours(day=1, opens=dt.time(10), closes=dt.time(18))]
    made.save()
    return made


def address(clinic):
    return reverse("lms_directory:clinic_edit", args=[clinic.pk])


def test_every_question_stands_in_one_part(clinic):
    form = ClinicOwnerForm(instance=clinic)
    in_services = {bound.name for row in list_services(form) for bound in (row.tick, *row.details)}
    in_parts = [name for _title, names in PARTS.values() for name in names]
    assert sorted([*in_parts, *in_services, "base"]) == sorted(form.fields)


def test_each_part_says_what_it_holds(clinic):
    words = {part.key: part.words for part in list_parts(ClinicOwnerForm(instance=clinic), None)}
    assert words == {
        "place": "1 Quay, BS1 4XX, Bristol",
        "about": "1 of 3 answered",
        "hours": "Open on 1 day",
        "services": "1 technique",
        "hygiene": "0 of 4 answered",
        "access": "0 languages, 0 features",
    }


def test_what_is_not_public_yet_is_named_part_by_part(client, registrar, clinic):  # noqa: F811
    client.force_login(make_owner(clinic))
    assert client.get(address(clinic)).context["differing"] == []
    client.post(address(clinic), form_data(clinic, day_2="by appointment", languages=["pl"]))
    page = client.get(address(clinic))
    assert page.context["differing"] == ["Opening hours", "Languages and access"]
    assert page.content.decode().count("Not public yet") == 4  # in the list, and at the part


def test_a_wrong_answer_is_found_from_the_list_and_costs_no_other_answer(
    client,
    registrar,  # noqa: F811
    clinic,
):
    client.force_login(make_owner(clinic))
    wrong = form_data(clinic, name="Dockside", day_1="morning", service_scar="on")
    page = client.post(address(clinic), {**wrong, "service_scar_from": "500"})
    parts = {part.key: part for part in page.context["parts"]}
    assert [key for key, part in parts.items() if part.has_errors] == ["hours", "services"]
    assert page.context["title"] == "Harbourside, Bristol"
    text = page.content.decode()
    for kept in ('value="Dockside"', 'value="morning"', 'value="500"'):
        assert kept in text
    # the one with the mistake is open, so that the link to the mistake leads somewhere
    assert [row.label for row in page.context["services"] if row.has_errors] == ["Scar camouflage"]
    assert text.count('class="owner-service" open') == 1
    # what was only typed is not taken for a version
    assert page.context["differing"] == []
    assert Clinic.objects.get(pk=clinic.pk).latest_revision_id is None


def test_photos_and_people_are_counted_and_lead_to_their_own_forms(
    client,
    registrar,  # noqa: F811
    clinic,
):
    make_practitioner(clinic)
    client.force_login(make_owner(clinic))
    page = client.get(address(clinic))
    assert (page.context["photo_words"], page.context["people_words"]) == ("0 photos", "1 person")
    assert reverse("lms_directory:clinic_photos", args=[clinic.pk]) in page.content.decode()
