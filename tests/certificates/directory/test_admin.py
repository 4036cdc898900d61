"""The directory in the admin: drafts, preview, permissions, and what cannot be deleted."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from certificates.directory.models import Clinic, Practitioner
from certificates.directory.permissions import ensure_groups
from tests.factories.courses import make_user
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


PRICE = {"price_from": "", "price_to": "", "currency": "GBP", "price_unit": "treatment"}


def admin_url(model, action, *args):
    return reverse(f"wagtailsnippets_lms_directory_{model}:{action}", args=args)


@pytest.fixture
def registrar(client):
    ensure_groups()
    user = make_user("anna")
    user.groups.add(Group.objects.get(name="Registrars"))
    client.force_login(user)
    return user


def clinic_form(**fields):
    return nested_form_data(
        {
            "name": "Harbourside Scalp Studio",
            "slug": "harbourside",
            "type": "smp",
            "town": "Bristol",
            "country": "United Kingdom",
            "services": inline_formset([{"technique": "hairline", "note": "", **PRICE}]),
            **{
                lines: inline_formset([])
                for lines in ("checks", "hours", "spoken", "access", "pigments", "photos")
            },
            **fields,
        }
    )


def test_a_registrar_writes_a_draft_and_publishes_it(client, registrar):
    client.post(admin_url("clinic", "add"), clinic_form())
    clinic = Clinic.objects.get()
    assert not clinic.live
    assert client.get(clinic.get_absolute_url()).status_code == 404
    service = clinic.services.get()
    form = clinic_form(
        services=inline_formset(
            [{"id": service.pk, "technique": "hairline", "note": "", **PRICE}], initial=1
        )
    )
    form["loaded_revision_id"] = clinic.latest_revision_id
    client.post(admin_url("clinic", "edit", clinic.pk), {**form, "action-publish": "publish"})
    assert client.get(clinic.get_absolute_url()).status_code == 200
    assert [s.technique for s in Clinic.objects.get().services.all()] == ["hairline"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slug": "practitioner"}, "used by the directory itself"),
        ({"registration_number": "A1"}, "A number needs its authority"),
        (
            {
                "checks": inline_formset(
                    [{"kind": "hygiene", "checked_on": "2999-01-01", "checked_by": "Anna"}]
                )
            },
            "A check cannot lie in the future",
        ),
        (
            {
                "services": inline_formset(
                    [
                        {"technique": "scar", "note": "", **PRICE},
                        {"technique": "scar", "note": "again", **PRICE},
                    ]
                )
            },
            "Please correct the duplicate",
        ),
    ],
)
def test_a_wrong_entry_says_what_is_wrong(client, registrar, fields, words):
    page = client.post(
        admin_url("clinic", "add"), {**clinic_form(**fields), "action-publish": "publish"}
    )
    assert words in page.content.decode()
    assert not Clinic.objects.exists()


def test_a_practitioner_works_at_a_clinic_once(client, registrar):
    clinic = make_clinic()
    form = nested_form_data(
        {
            "display_name": "Jo Penrose",
            "slug": "jo-penrose",
            "places": inline_formset([{"clinic": clinic.pk}, {"clinic": clinic.pk}]),
            "spoken": inline_formset([]),
            "training": inline_formset([]),
        }
    )
    page = client.post(admin_url("practitioner", "add"), form)
    assert "Please correct the duplicate" in page.content.decode()
    assert not Practitioner.objects.exists()


@pytest.mark.parametrize("model", ["clinic", "practitioner"])
def test_every_screen_of_the_editor_opens(client, registrar, model):
    clinic = make_clinic()
    person = make_practitioner(clinic)
    for row in (clinic, person):
        row.save_revision().publish()
    pk = clinic.pk if model == "clinic" else person.pk
    for action in ("edit", "history", "usage", "inspect", "unpublish"):
        try:
            address = admin_url(model, action, pk)
        except Exception:
            assert action == "inspect"
            continue
        assert client.get(address).status_code == 200, action
    assert client.get(admin_url(model, "list"), {"q": "person"}).status_code == 200
    assert client.get(admin_url(model, "add")).status_code == 200


def test_consents_are_shown_and_not_edited(client, registrar):
    person = make_practitioner()
    text = client.get(admin_url("practitioner", "edit", person.pk)).content.decode()
    assert "Only the person can give or take back these" in text
    assert "Show my name and my page" in text


def test_a_draft_is_previewed_as_a_client_would_see_it(client, registrar):
    clinic = make_clinic()
    School().certify(make_practitioner(clinic, name="Ines Marchetti"))
    address = admin_url("clinic", "preview_on_edit", clinic.pk)
    form = clinic_form(name="Quayside", slug=clinic.slug, hygiene_statement="Wrapped.")
    assert client.post(address, form).json()["is_valid"]
    text = client.get(address).content.decode()
    assert "Quayside" in text
    assert "About hygiene, the clinic says" in text
    assert "Ines Marchetti" in text


def test_a_new_practitioner_is_previewed_before_the_first_save(client, registrar):
    clinic = make_clinic(name="Harbourside")
    address = admin_url("practitioner", "preview_on_add")
    form = nested_form_data(
        {
            "display_name": "Jo Penrose",
            "slug": "jo-penrose",
            "places": inline_formset([{"clinic": clinic.pk, "role": "Practitioner"}]),
            "spoken": inline_formset([{"code": "pl"}]),
            "training": inline_formset([]),
        }
    )
    assert client.post(address, form).json()["is_valid"]
    text = client.get(address).content.decode()
    assert "Jo Penrose" in text
    assert "Harbourside" in text
    assert "Polish" in text
    assert not Practitioner.objects.exists()


def test_a_practitioner_with_consents_cannot_be_deleted(client, registrar):
    person = make_practitioner()
    client.post(admin_url("practitioner", "delete", person.pk))
    assert Practitioner.objects.filter(pk=person.pk).exists()
    assert person.consents.count() == 2


@pytest.mark.parametrize("group", ["Assessors", "Instructors"])
def test_other_staff_do_not_keep_the_directory(client, group):
    ensure_groups()
    user = make_user()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    clinic = make_clinic()
    assert client.get(admin_url("clinic", "edit", clinic.pk)).status_code == 302
    assert client.get(admin_url("clinic", "add")).status_code == 302


def test_making_the_groups_again_changes_nothing():
    ensure_groups()
    before = {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    ensure_groups()
    assert before == {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    assert {"add_clinic", "publish_practitioner"} <= set(before["Registrars"])


def test_an_account_with_an_entry_cannot_be_deleted():
    person = make_practitioner()
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        get_user_model().objects.get(pk=person.user_id).delete()
