"""A transactional test leaves the database as the migrations made it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from tests import baseline

_before: dict[str, int] = {}


def _counts() -> dict[str, int]:
    models = (Group, Permission, ContentType, Collection, Locale, Page, Site)
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.mark.django_db
def test_fresh_database_has_site_and_home_page(tree):
    assert tree.site.root_page_id == tree.home.pk
    assert tree.home.get_parent().pk == tree.root.pk
    assert tree.home.locale_id == tree.locale.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_each_transactional_test_starts_from_the_same_rows(turn):
    counts = _counts()
    assert counts["Page"] >= 2
    assert counts["Site"] == counts["Collection"] == counts["Locale"] == 1
    assert _before.setdefault("Permission", counts["Permission"]) == counts["Permission"]
    Page.objects.filter(depth__gt=1).delete()
    Group.objects.create(name="left behind by a test")


@pytest.mark.django_db
def test_tree_can_take_pages_after_a_flush(tree):
    page = tree.home.add_child(instance=Page(title="New", slug="new-page"))
    assert page.full_url.endswith("/new-page/")


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_run_that_was_killed_in_a_test_are_taken_back():
    before = _counts()
    get_user_model().objects.create_user("left behind")
    Group.objects.create(name="left behind by a test that was killed")
    baseline.remember()
    assert not get_user_model().objects.exists()
    assert _counts() == before
