"""Sign-up, sign-in and what goes wrong: our own pages and words, under a strict policy."""

import re
from pathlib import Path

import allauth
import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "three-unusual-dots"
STOCK = Path(allauth.__file__).parent / "templates"


@pytest.fixture
def noor():
    return get_user_model().objects.create_user("noor", "noor@example.org", PASSWORD)


def is_ours(html):
    """On our frame, and with nothing that the public policy would refuse."""
    assert "lms_core/components.css" in html
    assert 'id="main"' in html
    assert len(re.findall("<h1", html)) == 1
    assert not re.search(r"\sstyle=|<style|\son\w+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    return True


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("account_login", ()),
        ("account_signup", ()),
        ("account_reset_password", ()),
        ("account_reset_password_done", ()),
        ("account_reset_password_from_key", ("x", "y")),
        ("account_reset_password_from_key_done", ()),
        ("account_email_verification_sent", ()),
        ("account_confirm_email", ("no-such-key",)),
        ("account_inactive", ()),
    ],
)
def test_pages_of_visitors_are_ours(client, name, args):
    assert is_ours(client.get(reverse(name, args=args)).content.decode())


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "account_logout", "account_reauthenticate"]
)
def test_pages_of_members_are_ours(client, noor, name):
    client.force_login(noor)
    assert is_ours(client.get(reverse(name)).content.decode())


def test_sign_up_asks_for_two_things_and_welcomes(client):
    html = client.get(reverse("account_signup")).content.decode()
    form = html[html.index("<main") :]
    assert re.findall(r'<input type="(?!hidden)\w+" name="(\w+)"', form) == ["email", "password1"]
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert get_user_model().objects.filter(email="new@example.org").exists()
    assert mail.outbox[0].to == ["new@example.org"]
    assert "welcome" in mail.outbox[0].body.lower()
    link = re.search(r"http://\S+", mail.outbox[0].body).group()
    assert is_ours(client.get(link).content.decode())
    assert client.post(link).status_code == 302


def test_wrong_password_is_said_above_the_form_and_the_address_stays(client, noor):
    data = {"login": "noor@example.org", "password": "wrong"}
    html = client.post(reverse("account_login"), data).content.decode()
    assert 'role="alert"' in html
    assert 'value="noor@example.org"' in html
    assert 'autocomplete="current-password"' in html


def test_a_new_password_in_four_steps(client, noor):
    response = client.post(reverse("account_reset_password"), {"email": noor.email}, follow=True)
    assert "Look at your e-mail" in response.content.decode()
    link = re.search(r"http://\S+", mail.outbox[0].body).group()
    response = client.get(link, follow=True)
    html = response.content.decode()
    assert is_ours(html)
    assert 'autocomplete="new-password"' in html
    data = {"password1": "four-unusual-dots", "password2": "four-unusual-dots"}
    response = client.post(response.request["PATH_INFO"], data, follow=True)
    assert "Your new password is set" in response.content.decode()
    assert client.login(username="noor", password="four-unusual-dots")


def test_a_used_link_says_so_and_offers_another(client):
    html = client.get(reverse("account_reset_password_from_key", args=("x", "y"))).content.decode()
    assert "This link has ended" in html
    assert f'href="{reverse("account_reset_password")}"' in html


def test_addresses_are_added_confirmed_and_removed_one_by_one(client, noor):
    client.force_login(noor)
    url = reverse("account_email")
    client.post(url, {"action_add": "", "email": "second@example.org"})
    html = client.get(url).content.decode()
    assert "second@example.org" in html
    assert "Not confirmed yet" in html
    client.post(url, {"action_remove": "", "email": "second@example.org"})
    page = client.get(url).content.decode()
    assert 'value="second@example.org"' not in page
    assert "is removed from your account" in page


def test_an_expired_form_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "x", "password": "y"})
    html = response.content.decode()
    assert response.status_code == 403
    assert is_ours(html)
    assert "was not saved" in html
    assert f'href="{reverse("account_login")}"' in html


def test_a_missing_page_is_on_our_frame(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert is_ours(response.content.decode())


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_last_resort_need_no_context(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert is_ours(get_template(name).render())


@pytest.mark.parametrize("name", ["403.html", "429.html"])
def test_refusals_say_what_next(client, noor, name):
    request = RequestFactory().get("/somewhere/?a=1")
    for user in (noor, None):
        html = render_to_string(name, {"user": user} if user else {}, request)
        assert is_ours(html)
        assert 'class="btn"' in html


@override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "1/m/ip", "login": "1/m/ip"})
def test_guessing_is_paused_in_words(client, noor):
    data = {"login": "noor@example.org", "password": "wrong"}
    client.post(reverse("account_login"), data)
    response = client.post(reverse("account_login"), data)
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    sorted(
        str(path.relative_to(STOCK))
        for folder in ("account/email", "allauth/elements")
        for path in (STOCK / folder).glob("*.*")
        if path.stem not in {"img", "provider", "provider_list", "tbody", "td", "th", "thead", "tr"}
    ),
)
def test_no_stock_wording_or_element_is_left(name):
    assert "allauth" not in Path(get_template(name).origin.name).parts[-6:-3]
    assert STOCK not in Path(get_template(name).origin.name).parents
