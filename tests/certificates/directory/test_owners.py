"""Owners of clinics: invitation, proposals that wait, confirmation, and who works where."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from certificates.directory.enums import Side
from certificates.directory.exceptions import InvitationOver, NotYours, PlaceRefused
from certificates.directory.hours import read_day, write_day
from certificates.directory.models import (
    Clinic,
    ClinicHours,
    ClinicOwner,
    ClinicPractitioner,
    PlaceRequest,
    Practitioner,
)
from certificates.directory.owner_forms import ClinicOwnerForm
from certificates.directory.permissions import ensure_groups, ensure_workflow
from certificates.directory.services.confirming import due_distance, remind_clinics
from certificates.directory.services.owners import (
    accept_invitation,
    confirm_clinic,
    end_ownership,
    invitation_token,
    invite_owner,
    withdraw_invitation,
)
from certificates.directory.services.places import answer_place, ask_for_place, leave_place
from certificates.directory.services.profiles import publish_profile
from lms.core import clock
from tests.factories.certificates import make_holder
from tests.factories.courses import make_user
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(settings):
    from django.apps import apps

    ensure_groups()
    ensure_workflow(apps)
    user = make_user("anna")
    user.groups.add(Group.objects.get(name="Registrars"))
    return user


def make_owner(clinic, user=None):
    user = user or make_user()
    ClinicOwner.objects.create(clinic=clinic, user=user, since=timezone.now())
    return user


def form_data(clinic, **changes):
    """What the browser would send back for the form of ``clinic``, with ``changes``."""
    form = ClinicOwnerForm(instance=clinic.get_latest_revision_as_object())
    data = {bound.html_name: bound.value() for bound in form}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return {**data, **changes}


def test_an_invitation_arrives_by_mail_and_makes_an_owner_once(
    client, registrar, django_capture_on_commit_callbacks
):
    clinic = make_clinic(name="Harbourside")
    client.force_login(registrar)
    address = reverse("lms_directory_owners", args=[clinic.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"email": "Owner@example.org", "invite": "1"})
    assert mail.outbox[0].to == ["Owner@example.org"]
    path = re.search(r"/accounts/clinics/invitation/[^\s]+", mail.outbox[0].body)[0]
    owner = make_user()
    client.force_login(owner)
    assert "Do you speak for Harbourside" in client.get(path).content.decode()
    assert not ClinicOwner.objects.exists()
    page = client.post(path, follow=True)
    assert "You speak for this clinic now" in page.content.decode()
    assert [row.user for row in clinic.owners.current()] == [owner]
    client.force_login(make_user())
    assert client.get(path).status_code == 410
    page = client.post(path, follow=True)
    assert "was used, withdrawn or has ended" in page.content.decode()
    client.force_login(registrar)
    assert "accepted" in client.get(address).content.decode()


def test_an_invitation_ends_by_the_clock_by_withdrawal_and_by_a_newer_one(registrar):
    clinic, now = make_clinic(), timezone.now()
    late = invite_owner(clinic, email="a@example.org", actor=registrar, at=now)
    with pytest.raises(InvitationOver):
        accept_invitation(
            invitation_token(late), user=make_user(), at=now + dt.timedelta(days=14, seconds=1)
        )
    newer = invite_owner(clinic, email="A@example.org", actor=registrar, at=now)
    with pytest.raises(InvitationOver):
        accept_invitation(invitation_token(late), user=make_user(), at=now)
    assert withdraw_invitation(newer, actor=registrar, at=now)
    for token in (invitation_token(newer), "forged"):
        with pytest.raises(InvitationOver):
            accept_invitation(token, user=make_user(), at=now)
    assert not ClinicOwner.objects.exists()


def test_only_those_who_publish_clinics_see_the_owners_page(client, registrar):
    address = reverse("lms_directory_owners", args=[make_clinic().pk])
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    client.force_login(user)
    assert client.post(address, {"email": "x@example.org", "invite": "1"}).status_code != 200
    assert mail.outbox == []


def test_a_proposal_leaves_the_page_alone_until_a_registrar_approves_it(client, registrar):
    clinic = make_clinic(name="Harbourside", slug="harbourside")
    clinic.hours = [ClinicHours(day=1, opens=dt.time(10), closes=dt.time(18))]
    clinic.save()
    client.force_login(make_owner(clinic))
    address = reverse("lms_directory:clinic_edit", args=[clinic.pk])
    data = form_data(
        clinic,
        hygiene_statement="Barrier film for every client.",
        day_1="10:00-13:00, 14:00-18:00",
        day_2="by appointment",
        languages=["en", "pl"],
        access=["step_free"],
        pigments="Graphite: batch on request\nSlate",
        service_scar="on",
        service_scar_from="600",
        service_scar_to="900",
    )
    assert client.get(address).status_code == 200
    page = client.post(address, data, follow=True)
    assert "wait for a registrar" in page.content.decode()
    live = client.get(clinic.get_absolute_url()).content.decode()
    assert "Barrier film" not in live
    preview = client.get(reverse("lms_directory:clinic_preview", args=[clinic.pk]))
    for words in ("Barrier film", "10:00 to 13:00, 14:00 to 18:00", "English, Polish", "Slate"):
        assert words in preview.content.decode()
    clinic.refresh_from_db()
    task = clinic.current_workflow_task_state
    client.force_login(registrar)
    edit = reverse("wagtailsnippets_lms_directory_clinic:edit", args=[clinic.pk])
    assert client.get(edit).status_code == 200
    last = clinic.latest_revision
    compared = client.get(
        reverse(
            "wagtailsnippets_lms_directory_clinic:revisions_compare",
            args=[clinic.pk, "live", last.pk],
        )
    )
    assert compared.status_code == 200
    assert "Barrier film" in compared.content.decode()
    task.approve(user=registrar)
    live = client.get(clinic.get_absolute_url()).content.decode()
    for words in ("Barrier film", "By appointment", "£600 to £900", "Step-free"):
        assert words in live


def test_a_declined_proposal_says_why_and_leaves_the_page_alone(client, registrar):
    clinic = make_clinic()
    client.force_login(make_owner(clinic))
    address = reverse("lms_directory:clinic_edit", args=[clinic.pk])
    client.post(address, form_data(clinic, description="The best in the world."))
    clinic.refresh_from_db()
    clinic.current_workflow_task_state.reject(user=registrar, comment="Superlatives are no facts.")
    text = client.get(reverse("lms_directory:clinics")).content.decode()
    assert "Superlatives are no facts." in text
    assert "The best" not in client.get(clinic.get_absolute_url()).content.decode()


def test_a_second_tab_is_told_that_the_clinic_changed_and_loses_nothing(client, registrar):
    clinic = make_clinic()
    client.force_login(make_owner(clinic))
    address = reverse("lms_directory:clinic_edit", args=[clinic.pk])
    stale = form_data(clinic, description="From the second tab.")
    client.post(address, form_data(clinic, description="From the first tab."))
    page = client.post(address, stale)
    assert "Somebody else changed this clinic" in page.content.decode()
    assert "From the second tab." in page.content.decode()
    newest = Clinic.objects.get(pk=clinic.pk)
    assert newest.get_latest_revision_as_object().description == "From the first tab."
    again = {**stale, "base": newest.latest_revision_id}
    assert client.post(address, again).status_code == 302
    newest.refresh_from_db()
    assert newest.get_latest_revision_as_object().description == "From the second tab."
    assert newest.workflow_states.filter(status="in_progress").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day_1": "morning"}, "Write times such as"),
        ({"day_1": "18:00-10:00"}, "Write times such as"),
        ({"service_scar": "on", "service_scar_from": "5"}, "Give both ends of the range"),
        ({"pigments": "x" * 90}, "A line has a brand of up to 80"),
        ({"registration_number": "A1"}, "A number needs its authority"),
        ({"languages": ["klingon"]}, "Select a valid choice"),
    ],
)
def test_a_wrong_proposal_says_what_to_do(client, registrar, changes, words):
    clinic = make_clinic()
    client.force_login(make_owner(clinic))
    page = client.post(
        reverse("lms_directory:clinic_edit", args=[clinic.pk]), form_data(clinic, **changes)
    )
    assert words in page.content.decode()
    clinic.refresh_from_db()
    assert clinic.latest_revision_id is None


def test_somebody_who_no_longer_speaks_for_a_clinic_finds_no_form(client, registrar):
    clinic = make_clinic()
    owner = make_owner(clinic)
    client.force_login(owner)
    assert end_ownership(clinic.owners.get(), actor=registrar, at=timezone.now())
    assert not end_ownership(clinic.owners.get(), actor=registrar, at=timezone.now())
    for name in ("clinic_edit", "clinic_preview"):
        assert client.get(reverse(f"lms_directory:{name}", args=[clinic.pk])).status_code == 404
    assert client.post(f"/accounts/clinics/{clinic.pk}/confirm/").status_code == 404


def test_confirming_dates_the_page_at_once_and_no_draft_turns_it_back(client, registrar):
    clinic = make_clinic()
    draft = clinic.save_revision()
    client.force_login(make_owner(clinic))
    client.post(reverse("lms_directory:clinic_confirm", args=[clinic.pk]))
    clinic.refresh_from_db()
    assert clinic.last_confirmed_on == clock.today()
    draft.refresh_from_db()
    draft.publish()
    clinic.refresh_from_db()
    assert clinic.last_confirmed_on == clock.today()
    assert clinic.confirmations.count() == 1


def test_owners_are_reminded_once_at_each_distance(registrar):
    clinic, now = make_clinic(), timezone.now()
    owner = make_owner(clinic)
    confirm_clinic(clinic, actor=owner, at=now - dt.timedelta(days=181))
    for _run in range(2):
        remind_clinics(today=clock.today(), now=now)
    assert [m.to for m in mail.outbox] == [[owner.email]]
    confirm_clinic(clinic, actor=owner, at=now)
    assert remind_clinics(today=clock.today(), now=now) == 0


def test_only_the_furthest_distance_counts():
    day = dt.date(2026, 1, 1)
    ages = (179, 180, 269, 270, 365, 900)
    assert [due_distance(day + dt.timedelta(days=age), day) for age in ages] == [
        None,
        180,
        180,
        270,
        365,
        365,
    ]


@pytest.mark.parametrize(
    "words", ["", "10:00-18:00", "by appointment", "09:00-12:00 by appointment"]
)
def test_a_day_is_read_back_as_it_is_written(words):
    assert write_day(read_day(3, words)) == words


def test_a_clinic_shows_a_practitioner_once_both_sides_have_said_so(client):
    clinic = make_clinic(name="Harbourside")
    owner = make_owner(clinic)
    person = make_practitioner(name="Ines Marchetti")
    School().certify(person)
    client.force_login(person.user)
    client.post(reverse("lms_directory:place_ask"), {"clinic": "harbourside", "role": "Owner"})
    assert not ClinicPractitioner.objects.exists()
    request = PlaceRequest.objects.get()
    with pytest.raises(NotYours):
        answer_place(request, accept=True, actor=person.user, at=timezone.now())
    client.force_login(owner)
    text = client.get(reverse("lms_directory:clinics")).content.decode()
    assert "Ines Marchetti says they work here (Owner)" in text
    client.post(reverse("lms_directory:place_answer", args=[request.pk]), {"answer": "yes"})
    assert "Ines Marchetti" in client.get(clinic.get_absolute_url()).content.decode()
    with pytest.raises(PlaceRefused):
        answer_place(request, accept=False, actor=owner, at=timezone.now())
    client.force_login(person.user)
    client.post(reverse("lms_directory:place_leave", args=[clinic.pk]))
    assert "Ines Marchetti" not in client.get(clinic.get_absolute_url()).content.decode()


def test_a_clinic_asks_by_certificate_number_and_the_person_answers(client):
    clinic = make_clinic()
    client.force_login(make_owner(clinic))
    person = make_practitioner()
    number = School().certify(person).printed_number
    address = reverse("lms_directory:clinic_ask", args=[clinic.pk])
    assert "No entry" in client.post(address, {"number": "nothing"}, follow=True).content.decode()
    client.post(address, {"number": number, "role": "Practitioner"})
    client.force_login(person.user)
    assert "says you work there" in client.get("/accounts/listing/").content.decode()
    request = PlaceRequest.objects.get()
    client.post(reverse("lms_directory:place_answer", args=[request.pk]), {"answer": "no"})
    assert not ClinicPractitioner.objects.exists()
    client.force_login(clinic.owners.get().user)
    client.post(address, {"number": number})
    client.force_login(person.user)
    client.post(reverse("lms_directory:place_ask"), {"clinic": clinic.slug})
    assert ClinicPractitioner.objects.filter(clinic=clinic, practitioner=person).exists()


def test_a_place_agreed_to_survives_an_older_draft_and_a_stranger_ends_none():
    clinic, now = make_clinic(), timezone.now()
    owner, person = make_owner(clinic), make_practitioner()
    person.save_revision().publish()
    person.bio = "A draft."
    person.save_revision()
    request = ask_for_place(person, clinic, side=Side.PRACTITIONER, actor=person.user, at=now)
    answer_place(request, accept=True, actor=owner, at=now)
    with pytest.raises(PlaceRefused):
        ask_for_place(person, clinic, side=Side.CLINIC, actor=owner, at=now)
    with pytest.raises(NotYours):
        leave_place(person, clinic, actor=make_user())
    assert Practitioner.objects.get(pk=person.pk).bio == ""
    publish_profile(person.user)
    found = Practitioner.objects.get(pk=person.pk)
    assert found.bio == "A draft."
    assert found.places.get().clinic == clinic


def test_a_person_writes_their_page_sees_a_preview_and_then_publishes(client):
    person = make_practitioner(make_clinic(), name="Ines Marchetti")
    certificate = School().certify(person)
    client.force_login(person.user)
    data = {
        "bio": "Low contrast and long consultations.",
        "practicing_since": "2019",
        "languages": ["en", "cy"],
        "training": [certificate.number],
        "base": "",
    }
    page = client.post(reverse("lms_directory:profile"), data, follow=True)
    assert "They do not see it yet" in page.content.decode()
    assert "Low contrast" in page.content.decode()
    public = person.get_absolute_url()
    assert "Low contrast" not in client.get(public).content.decode()
    client.post(reverse("lms_directory:profile_preview"))
    text = client.get(public).content.decode()
    for words in ("Low contrast", "English, Welsh", "2019", "the register says today: Valid"):
        assert words in text
    wrong = client.post(reverse("lms_directory:profile"), {**data, "base": ""})
    assert "changed in another window" in wrong.content.decode()
    stranger = School().certify(make_practitioner()).number
    wrong = client.post(reverse("lms_directory:profile"), {**data, "training": [stranger]})
    assert "Select a valid choice" in wrong.content.decode()


def test_somebody_without_an_entry_is_led_to_the_consents(client):
    client.force_login(make_holder("Noor Haddad"))
    assert client.get(reverse("lms_directory:profile")).status_code == 302


@pytest.mark.parametrize("number", [1, 20])
def test_the_owners_page_costs_the_same_however_many_clinics(
    client, django_assert_num_queries, number
):
    owner = make_user()
    for _n in range(number):
        make_owner(make_clinic(), owner)
    client.force_login(owner)
    client.get(reverse("lms_directory:clinics"))
    with django_assert_num_queries(5):
        assert len(client.get(reverse("lms_directory:clinics")).context["owned"]) == number
