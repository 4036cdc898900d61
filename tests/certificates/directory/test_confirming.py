"""Nothing is destroyed by one click: a page says first what happens."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.directory.enums import Moderation, Step
from certificates.directory.models import ClinicOwner, ClinicPractitioner
from certificates.directory.services import reviews
from certificates.directory.services.decisions import decide
from certificates.directory.services.owners import invite_owner
from tests.certificates.directory.test_portfolio import hand_in
from tests.factories.certificates import make_registrar
from tests.factories.courses import make_user
from tests.factories.directory import make_clinic, make_practitioner, make_review

pytestmark = pytest.mark.django_db


def asked(client, address, *words):
    """Open a page by its address: it says what happens, offers a way back, and does nothing."""
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    for word in words:
        assert word in page
    return page


@pytest.mark.parametrize(("why", "recorded"), [("", False), ("?why=client", True)])
def test_a_case_is_taken_down_after_a_question(client, why, recorded):
    case = hand_in(make_practitioner(make_clinic()))
    client.force_login(case.practitioner.user)
    own = reverse("lms_directory:portfolio")
    address = reverse("lms_directory:withdraw_case", args=[case.key]) + why
    assert f'href="{address}"' in client.get(own).content.decode()
    asked(client, address, "Both pictures are deleted now", f'href="{own}"')
    case.refresh_from_db()
    assert case.state == Moderation.WAITING
    client.post(address)
    case.refresh_from_db()
    assert case.state == Moderation.WITHDRAWN
    assert bool(case.consent_withdrawn_at) is recorded


def test_both_sides_end_a_place_of_work_after_a_question(client):
    clinic, owner = make_clinic(name="Harbourside"), make_user("owner")
    ClinicOwner.objects.create(clinic=clinic, user=owner, since=timezone.now())
    person = make_practitioner(clinic, name="Ines Marchetti")
    for user, listed, address in (
        (person.user, "listing", reverse("lms_directory:place_leave", args=[clinic.pk])),
        (owner, "clinics", reverse("lms_directory:clinic_end_place", args=[clinic.pk, person.pk])),
    ):
        ClinicPractitioner.objects.get_or_create(practitioner=person, clinic=clinic)
        client.force_login(user)
        back = reverse(f"lms_directory:{listed}")
        assert f'href="{address}"' in client.get(back).content.decode()
        asked(client, address, "Harbourside", "no more?", "from the next page", f'href="{back}"')
        assert ClinicPractitioner.objects.count() == 1
        client.post(address)
        assert not ClinicPractitioner.objects.exists()
    assert client.get(address).status_code == 404  # nobody is shown there any more


def test_a_review_is_taken_back_after_a_question():
    review = make_review(make_clinic())
    address = reverse("lms_directory:own_review", args=[reviews.key_of(review)])
    client = Client()
    assert 'value="withdraw"' not in client.get(address).content.decode()
    page = asked(client, f"{address}?take-back=1", "are deleted now", f'href="{address}"')
    fields = dict(re.findall(r'name="(do)" value="([^"]+)"', page))
    assert client.post(f"{address}?take-back=1", fields).url == address
    review.refresh_from_db()
    assert (review.state, review.text) == (Moderation.WITHDRAWN, "")
    assert "Take back" not in client.get(f"{address}?take-back=1").content.decode()


@pytest.fixture
def moderator(client):
    user = make_registrar()
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("state", "step", "words"),
    [
        (Moderation.WAITING, Step.REJECTED, "You can still publish it later."),
        (Moderation.PUBLISHED, Step.REMOVED, "It cannot be published again."),
    ],
)
def test_a_moderator_is_asked_for_a_reason_before_a_review_goes(
    client, moderator, state, step, words
):
    review = reviews.confirm_review(make_review(make_clinic()), at=timezone.now())
    if state == Moderation.PUBLISHED:
        decide(review, Step.PUBLISHED, actor=moderator, at=timezone.now())
    inspect = reverse("lms_directory_reviews:inspect", args=[review.pk])
    address = reverse("lms_directory_reviews:decide", args=[review.pk])
    assert f'href="{address}?step={step}"' in client.get(inspect).content.decode()
    asked(client, f"{address}?step={step}", words, f'href="{inspect}"')
    client.post(address, {"step": step, "reason": " "})
    review.refresh_from_db()
    assert review.state == state
    client.post(address, {"step": step, "reason": "Names another client."})
    review.refresh_from_db()
    assert review.state != state
    assert client.get(f"{address}?step={step}").url == inspect  # nothing is left to ask


def test_an_owner_and_an_invitation_end_after_a_question(client, moderator):
    clinic, now = make_clinic(), timezone.now()
    owner = ClinicOwner.objects.create(clinic=clinic, user=make_user("olu"), since=now)
    invitation = invite_owner(clinic, email="a@example.org", actor=moderator, at=now)
    address = reverse("lms_directory_owners", args=[clinic.pk])
    page = client.get(address).content.decode()
    assert f'href="?end={owner.pk}"' in page
    assert f'href="?withdraw={invitation.pk}"' in page
    asked(client, f"{address}?end={owner.pk}", "Does olu speak for", "They are not told.")
    asked(client, f"{address}?withdraw={invitation.pk}", "Withdraw the invitation to a@example.org")
    owner.refresh_from_db()
    invitation.refresh_from_db()
    assert owner.ended_at is None
    assert invitation.withdrawn_at is None
    client.post(address, {"end": owner.pk})
    client.post(address, {"withdraw": invitation.pk})
    owner.refresh_from_db()
    invitation.refresh_from_db()
    assert owner.ended_at is not None
    assert invitation.withdrawn_at is not None
