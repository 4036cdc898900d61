"""What every test may ask for, and what keeps one test's database out of the next one's way."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings
from wagtail.models import Locale, Page, Site

from tests import baseline

# Playwright's synchronous interface keeps an event loop in the test's thread, and Django refuses
# database work wherever it sees one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

_SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "ci", max_examples=40, deadline=None, derandomize=True, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW_MACHINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by folder and by what a test asks for, so that nobody has to remember to."""
    for item in items:
        for folder in ("e2e", "host"):
            if f"/tests/{folder}/" in item.path.as_posix():
                item.add_marker(getattr(pytest.mark, folder))
        asked_for = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked_for or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The database as the migrations leave it, remembered for after a flush."""
    with django_db_blocker.unblock():
        baseline.remember()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put back what migrations made after a test that ended with a flush.

    Without this, whichever test comes next would find no root page, no site and no groups. After
    the last test the test database is gone already.
    """
    yield
    if nextitem is not None and _flushes(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            baseline.restore()


def _flushes(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    if names & {"transactional_db", "live_server", "django_db_reset_sequences"}:
        return True
    marker = item.get_closest_marker("django_db")
    if marker is not None and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)):
        return True
    cls = getattr(item, "cls", None)
    return cls is not None and issubclass(cls, TransactionTestCase)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rate limits, sessions and site lookups of one test are not the next one's."""
    cache.clear()
    yield
    cache.clear()


@dataclass(frozen=True)
class Tree:
    """The pages every site has."""

    locale: Locale
    root: Page
    home: Page
    site: Site


@pytest.fixture
def tree(db: None) -> Tree:
    """Default locale, root page, home page and default site, as a fresh database has them."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    return Tree(
        locale=Locale.get_default(),
        root=Page.objects.get(depth=1),
        home=site.root_page.specific,
        site=site,
    )


@pytest.fixture
def groups(db: None) -> dict[str, Group]:
    """The groups that migrations make, by name."""
    return {group.name: group for group in Group.objects.all()}


@pytest.fixture
def signed_in(db: None) -> Callable[[Any], Client]:
    """A function from a user to a test client that is signed in as that user."""

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
