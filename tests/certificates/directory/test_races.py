"""Two tabs, two servers: one entry for a person, one open consent of a kind."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from certificates.directory.enums import ConsentKind
from certificates.directory.models import ListingConsent, Practitioner
from certificates.directory.services import give_consent, set_own_consents
from tests.factories.certificates import make_holder
from tests.factories.directory import make_practitioner

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
