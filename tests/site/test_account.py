"""Signing up, names, and what is on a person's own page."""

import pytest
from django.contrib.auth import get_user_model

from courses.api import get_learner_name, set_learner_name
from tests.factories.certificates import make_certificate, make_holder
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db

SIGN_UP = {"email": "noor@example.org", "password1": "seven-quiet-lanes-44"}


def test_after_sign_up_a_person_lands_in_their_training(client):
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.status_code == 302
    assert response["Location"] == "/my-training/"
    assert get_user_model().objects.get(email="noor@example.org").is_active


def test_after_sign_up_a_person_goes_on_to_where_they_were_heading(client):
    response = client.post("/accounts/signup/?next=/courses/", {**SIGN_UP, "next": "/courses/"})
    assert response["Location"] == "/courses/"


def test_sign_up_never_leads_to_another_site(client):
    response = client.post("/accounts/signup/", {**SIGN_UP, "next": "https://evil.example.org/"})
    assert response["Location"] == "/my-training/"


@pytest.mark.parametrize("address", ["/accounts/profile/", "/accounts/profile/name/"])
def test_the_account_asks_for_sign_in(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


def test_the_name_on_screen_is_saved(client):
    user = make_user()
    client.force_login(user)
    response = client.post("/accounts/profile/", {"preferred_name": "  Noor  H. "})
    assert response.status_code == 302
    assert get_learner_name(user).preferred == "Noor H."


def test_a_legal_name_is_seen_before_it_counts(client):
    user = make_user()
    client.force_login(user)
    page = client.post("/accounts/profile/name/", {"legal_name": "Noor  Haddad"})
    assert page.status_code == 200
    assert '<p class="name" dir="auto">Noor Haddad</p>' in page.content.decode()
    assert not get_learner_name(user).confirmed


def test_confirming_needs_the_tick(client):
    user = make_user()
    client.force_login(user)
    page = client.post("/accounts/profile/name/confirm/", {"legal_name": "Noor Haddad"})
    assert "Tick this when the name is right." in page.content.decode()
    assert not get_learner_name(user).confirmed


def test_a_confirmed_name_is_kept_for_certificates(client):
    user = make_user()
    client.force_login(user)
    response = client.post(
        "/accounts/profile/name/confirm/", {"legal_name": "نور حداد", "is_mine": "on"}
    )
    assert response["Location"] == "/accounts/profile/"
    name = get_learner_name(user)
    assert (name.legal, name.confirmed) == ("نور حداد", True)
    assert b"Confirmed by you" in client.get("/accounts/profile/").content


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u200b", "12 34"])
def test_a_name_without_a_letter_is_refused(client, typed):
    user = make_user()
    client.force_login(user)
    page = client.post("/accounts/profile/name/", {"legal_name": typed})
    assert page.context["form"].errors["legal_name"]
    client.post("/accounts/profile/name/confirm/", {"legal_name": typed, "is_mine": "on"})
    assert not get_learner_name(user).confirmed


def test_markup_in_a_name_is_shown_as_text(client):
    client.force_login(make_user())
    page = client.post("/accounts/profile/name/", {"legal_name": "<b>Noor</b>"})
    assert b"&lt;b&gt;Noor&lt;/b&gt;" in page.content


def test_a_changed_name_leaves_certificates_as_they_were_issued(client):
    user = make_holder("Ines Marchetti")
    certificate = make_certificate(user=user)
    client.force_login(user)
    client.post("/accounts/profile/name/confirm/", {"legal_name": "Ines Okonjo", "is_mine": "on"})
    certificate.refresh_from_db()
    assert certificate.name == "Ines Marchetti"
    page = client.get("/accounts/profile/")
    assert "Your 1 certificate keeps the name it was issued in." in page.content.decode()


def test_the_account_page_says_what_a_waiting_certificate_waits_for(client):
    user = make_holder("Ines Marchetti", confirm=False)
    from certificates.services.issue import issue_for_enrollment
    from tests.factories.certificates import complete, make_award, make_short_course

    course = make_short_course()
    make_award(course)
    issue_for_enrollment(complete(user, course).pk)
    client.force_login(user)
    page = client.get("/accounts/profile/")
    assert b"Confirm your name to receive your certificate." in page.content


def test_the_account_costs_the_same_with_one_and_with_many_certificates(
    client, django_assert_num_queries
):
    user = make_holder()
    client.force_login(user)
    for number in (1, 3):
        while user.certificates.count() < number:
            make_certificate(user=user)
        with django_assert_num_queries(5):
            client.get("/accounts/profile/")


def test_a_preferred_name_alone_confirms_nothing():
    user = make_user()
    set_learner_name(user, preferred_name="Noor")
    assert not get_learner_name(user).confirmed
