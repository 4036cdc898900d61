"""Who is in the directory: consent and the clock decide, at each read."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.api import revoke, suspend
from certificates.directory.enums import ConsentKind
from certificates.directory.exceptions import NoAccount
from certificates.directory.models import ListingConsent, Practitioner
from certificates.directory.queries import (
    ListingState,
    describe_listing,
    find_listing_state,
    find_practitioner,
)
from certificates.directory.services import (
    give_consent,
    set_own_consents,
    withdraw_consent,
)
from certificates.directory.standing import list_listed, marks_of
from tests.factories.certificates import make_certificate, make_holder, make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


def is_listed(practitioner, now=None):
    return list_listed(now or timezone.now()).filter(pk=practitioner.pk).exists()


def test_consent_and_a_valid_certificate_list_a_practitioner():
    person = make_practitioner()
    assert not is_listed(person)
    School().certify(person)
    assert is_listed(person)


def test_without_consent_a_certificate_lists_nobody():
    person = make_practitioner(consents=())
    School().certify(person)
    assert not is_listed(person)


def test_a_practitioner_drops_out_by_the_clock_the_day_after_the_last_day():
    person = make_practitioner()
    certificate = School(validity_months=24).certify(person)
    last_day = dt.datetime.combine(
        certificate.valid_until, dt.time(23, 59), timezone.get_current_timezone()
    )
    assert is_listed(person, last_day)
    assert not is_listed(person, last_day + dt.timedelta(minutes=2))


def test_a_practitioner_comes_back_when_a_new_certificate_is_issued():
    person = make_practitioner()
    first = School(validity_months=1).certify(person)
    later = timezone.now() + dt.timedelta(days=60)
    assert not is_listed(person, later)
    School(validity_months=24).certify(person)
    assert is_listed(person, later)
    assert first.valid_until < later.date()


@pytest.mark.parametrize("act", [revoke, suspend])
def test_revoking_or_suspending_the_only_certificate_ends_the_listing_at_once(act):
    person = make_practitioner()
    certificate = School().certify(person)
    reason = "under_examination" if act is suspend else "deception"
    act(certificate, actor=make_registrar(), reason=reason)
    assert not is_listed(person)


def test_a_certificate_of_attendance_lists_nobody():
    person = make_practitioner()
    School(kind="attendance").certify(person)
    assert not is_listed(person)
    assert marks_of([person.user_id], timezone.now()) == {}


def test_an_unpublished_entry_is_not_listed():
    person = make_practitioner(live=False)
    School().certify(person)
    assert not is_listed(person)


def test_withdrawing_consent_takes_effect_on_the_next_read_and_keeps_the_history():
    person = make_practitioner()
    School().certify(person)
    assert withdraw_consent(person, kind=ConsentKind.LISTED, actor=person.user, at=timezone.now())
    assert not is_listed(person)
    assert not withdraw_consent(
        person, kind=ConsentKind.LISTED, actor=person.user, at=timezone.now()
    )
    give_consent(person, kind=ConsentKind.LISTED, actor=person.user, at=timezone.now())
    assert is_listed(person)
    rows = person.consents.filter(kind=ConsentKind.LISTED)
    assert [row.withdrawn_at is None for row in rows] == [True, False]


def test_a_consent_counts_only_from_the_moment_it_was_given():
    given = timezone.now()
    person = make_practitioner(since=given)
    School().certify(person)
    assert not is_listed(person, given - dt.timedelta(hours=1))


def test_giving_a_standing_consent_again_adds_no_row():
    person = make_practitioner()
    now = timezone.now()
    first = give_consent(person, kind=ConsentKind.PHOTO, actor=person.user, at=now)
    assert give_consent(person, kind=ConsentKind.PHOTO, actor=person.user, at=now) == first
    assert person.consents.filter(kind=ConsentKind.PHOTO).count() == 1


def test_two_open_consents_of_one_kind_cannot_exist():
    person = make_practitioner()
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingConsent.objects.create(
            practitioner=person, kind=ConsentKind.LISTED, given_at=timezone.now()
        )


def test_consent_rows_are_neither_changed_nor_deleted():
    row = make_practitioner().consents.first()
    with pytest.raises(ValidationError):
        row.save()
    with pytest.raises(ValidationError):
        row.delete()


def test_nobody_can_consent_for_a_person_without_an_account():
    person = Practitioner.objects.create(display_name="Jo Penrose", slug="jo")
    with pytest.raises(NoAccount, match="Jo Penrose has no account"):
        give_consent(person, kind=ConsentKind.LISTED, actor=None, at=timezone.now())


def test_the_first_consent_makes_the_entry_under_the_name_of_the_certificates():
    user = make_holder("Inés Marchetti")
    set_own_consents(user, kinds={"listed", "name"}, at=timezone.now())
    entry = Practitioner.objects.get(user=user)
    assert (entry.display_name, entry.slug) == ("Inés Marchetti", "ines-marchetti")
    other = make_holder("Ines Marchetti")
    set_own_consents(other, kinds={"listed"}, at=timezone.now())
    assert Practitioner.objects.get(user=other).slug == "ines-marchetti-2"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ليلى الكيلاني", "lyla-lkylny"),
        ("Борис Ёлкин", "boris-elkin"),
        ("Jørgen Łukasik", "jorgen-lukasik"),
        ("…", "practitioner"),
    ],
)
def test_a_name_in_any_script_has_an_address_that_can_be_read_out(name, slug):
    assert make_practitioner(name=name).slug == slug


def test_allowing_nothing_makes_no_entry():
    user = make_holder()
    set_own_consents(user, kinds=set(), at=timezone.now())
    assert not Practitioner.objects.filter(user=user).exists()


def test_the_page_of_a_practitioner_needs_consent_to_the_name():
    person = make_practitioner(consents=(ConsentKind.LISTED,))
    School().certify(person)
    now = timezone.now()
    assert find_practitioner(person.slug, now=now) is None
    give_consent(person, kind=ConsentKind.NAME, actor=person.user, at=now)
    assert find_practitioner(person.slug, now=now) == person


def test_a_person_reads_why_nothing_of_them_is_shown():
    person = make_practitioner(consents=())
    page = describe_listing(person.user, now=timezone.now())
    assert page.reasons == (
        "You have not allowed it.",
        "You hold no certificate of competence that is valid today.",
    )
    School().certify(person)
    set_own_consents(person.user, kinds={"listed", "name"}, at=timezone.now())
    page = describe_listing(person.user, now=timezone.now())
    assert page.is_named
    assert page.reasons == ()


def test_a_photo_is_shown_only_with_consent_to_it(make_image):
    person = make_practitioner(make_clinic(), photo=make_image())
    School().certify(person)
    from certificates.directory.queries import describe_practitioner

    now = timezone.now()
    found = find_practitioner(person.slug, now=now)
    assert describe_practitioner(found, now=now).person.photo is None
    give_consent(person, kind=ConsentKind.PHOTO, actor=person.user, at=now)
    found = find_practitioner(person.slug, now=now)
    assert describe_practitioner(found, now=now).person.photo == person.photo


def test_my_training_says_in_two_queries_what_the_directory_shows(django_assert_num_queries):
    now = timezone.now()
    assert find_listing_state(make_holder(), now=now) is None
    person = make_practitioner(consents=())
    School().certify(person)
    with django_assert_num_queries(1):
        assert find_listing_state(person.user, now=now) == ListingState(False, False)
    for kinds, expected in (
        ({"listed"}, ListingState(True, False)),
        ({"listed", "name"}, ListingState(True, True)),
        ({"name"}, ListingState(False, False)),
    ):
        set_own_consents(person.user, kinds=kinds, at=now)
        assert find_listing_state(person.user, now=now) == expected
    user = make_certificate().user
    with django_assert_num_queries(2):
        assert find_listing_state(user, now=now) == ListingState(False, False)


def test_my_training_carries_the_panel(client):
    person = make_practitioner()
    School().certify(person)
    client.force_login(person.user)
    page = client.get("/my-training/")
    assert b"Clients can find you by name." in page.content
    assert b'href="/accounts/listing/"' in page.content
