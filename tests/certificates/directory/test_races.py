"""Two tabs, two servers: one entry for a person, one open consent of a kind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from certificates.directory.enums import ConsentKind, Side
from certificates.directory.exceptions import DirectoryError
from certificates.directory.models import (
    ClinicOwner,
    ClinicPractitioner,
    ListingConsent,
    PlaceRequest,
    Practitioner,
)
from certificates.directory.services import give_consent, set_own_consents
from certificates.directory.services.owners import (
    accept_invitation,
    invitation_token,
    invite_owner,
)
from certificates.directory.services.places import answer_place, ask_for_place
from tests.factories.certificates import make_holder
from tests.factories.courses import make_user
from tests.factories.directory import make_clinic, make_practitioner

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TWINS = 8


def race(work):
    def run(_number):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(TWINS) as pool:
        return list(pool.map(run, range(TWINS)))


def test_giving_one_consent_many_times_at_once_leaves_one_open_row():
    person = make_practitioner(consents=())
    now = timezone.now()
    rows = race(lambda: give_consent(person, kind=ConsentKind.LISTED, actor=person.user, at=now).pk)
    assert len(set(rows)) == 1
    assert ListingConsent.objects.filter(withdrawn_at=None).count() == 1


def test_a_person_asking_in_many_tabs_at_once_gets_one_entry():
    user = make_holder("Ines Marchetti")
    now = timezone.now()
    race(lambda: set_own_consents(user, kinds={"listed", "name"}, at=now))
    assert Practitioner.objects.filter(user=user).count() == 1
    assert ListingConsent.objects.filter(withdrawn_at=None).count() == 2


def answer_of(work):
    try:
        return work() is None or "done"
    except DirectoryError:
        return "refused"


def test_an_invitation_opened_in_many_tabs_makes_one_owner():
    clinic, user, now = make_clinic(), make_user(), timezone.now()
    invitation = invite_owner(clinic, email="a@example.org", actor=None, at=now)
    token = invitation_token(invitation)
    answers = race(lambda: answer_of(lambda: accept_invitation(token, user=user, at=now)))
    assert answers.count("refused") == TWINS - 1
    assert ClinicOwner.objects.count() == 1


def test_a_place_asked_for_and_agreed_to_many_times_at_once_is_one_place():
    clinic, owner, person, now = make_clinic(), make_user(), make_practitioner(), timezone.now()
    ClinicOwner.objects.create(clinic=clinic, user=owner, since=now)
    ask = {"side": Side.PRACTITIONER, "actor": person.user, "at": now}
    race(lambda: ask_for_place(person, clinic, **ask))
    request = PlaceRequest.objects.get()
    answers = race(
        lambda: answer_of(lambda: answer_place(request, accept=True, actor=owner, at=now))
    )
    assert answers.count("refused") == TWINS - 1
    assert ClinicPractitioner.objects.count() == 1
