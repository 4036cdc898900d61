"""Searching the site, and what robots are told."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from lms.site.permissions import ensure_groups
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public_addresses(settings):
    settings.ROOT_URLCONF = "tests.site.urls"


def find(client, q):
    return client.get("/search/", {"q": q}).context["found"]


def test_search_finds_public_pages_by_their_text(client, add_guide_page):
    add_guide_page("Risks", summary="x", body=[("rich_text", "<p>Infection is rare.</p>")])
    add_guide_page("Hidden risks", live=False)
    assert [hit.title for hit in find(client, "risks").pages] == ["Risks"]


def test_search_leaves_out_pages_that_ask_for_sign_in(client, add_guide_page):
    page = add_guide_page("Risks")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert find(client, "risks").pages == ()


def test_search_finds_listed_clinics_only(client):
    clinic = make_clinic(name="Harbourside Scalp Studio", slug="harbourside")
    make_clinic(name="Harbourside Barber", slug="barber")
    School().certify(make_practitioner(clinic))
    found = find(client, "harbourside")
    assert [hit.url for hit in found.clinics] == ["/directory/harbourside/"]
    assert found.clinics_url == "/directory/?q=harbourside"


def test_characters_that_nobody_types_are_left_out_of_a_search(client, add_guide_page):
    found = client.get("/search/?q=a%00%E2%80%8Bb").context["found"]
    assert found.query == "ab"


def test_an_empty_search_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get("/search/", {"q": "  "})
    assert b"What are you looking for?" in page.content


def test_robots_are_kept_out_of_the_accounts_and_may_read_noindex_in_the_register(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    for path in ("/accounts/", "/admin/"):
        assert f"Disallow: {path}\n" in text
    for path in ("/verify/", "/c/", "/directory/"):
        assert f"Disallow: {path}\n" not in text
    assert text.endswith("/sitemap.xml\n")


def test_instructors_write_pages_and_assessors_do_not():
    ensure_groups()
    granted = {
        group.name: sorted(group.page_permissions.values_list("permission__codename", flat=True))
        for group in Group.objects.filter(name__in=["Instructors", "Assessors"])
    }
    assert granted == {
        "Instructors": ["add_page", "change_page", "lock_page", "publish_page", "unlock_page"],
        "Assessors": [],
    }
