"""The front door, the guide and text pages."""

import datetime as dt

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from lms.site.models import GuideIndexPage, GuidePage, HomePage, TextPage
from lms.site.services import ensure_home
from tests.factories.courses import make_catalog, make_course

pytestmark = pytest.mark.django_db


def test_a_fresh_database_has_a_home_page_behind_the_default_site(client):
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    page = client.get("/")
    assert page.status_code == 200
    assert b"Read the skin. Place the dot." in page.content


def test_making_the_home_again_changes_nothing(home):
    before = list(Page.objects.values_list("pk", "path", "numchild"))
    ensure_home()
    assert list(Page.objects.values_list("pk", "path", "numchild")) == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_emptied_database_gets_its_root_home_and_site_back(home):
    Site.objects.all().delete()
    Page.objects.filter(depth=1).delete()
    ensure_home()
    assert Page.objects.get(depth=1).numchild == 1
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_of_another_site_are_left_alone(home):
    home.delete()
    Page.get_first_root_node().add_child(instance=Page(title="Shop", slug="shop"))
    ensure_home()
    assert not HomePage.objects.exists()


def test_home_leads_to_courses_guide_directory_and_register(client, home, add_guide_page):
    make_catalog()
    add_guide_page("How to choose")
    text = client.get("/").content.decode()
    for address in ("/training-catalog/", "/guide/", "/guide/how-to-choose/", "/directory/"):
        assert f'href="{address}"' in text
    assert 'action="/verify/"' in text


def test_home_shows_the_next_three_cohorts_with_places_left(client):
    from courses.models import Cohort

    course = make_course(title="Foundation Certificate")
    today = dt.date.today()
    for weeks in (-4, 1, 2, 3, 4):
        Cohort.objects.create(
            course=course,
            title=f"In {weeks} weeks",
            starts_on=today + dt.timedelta(weeks=weeks),
            capacity=8,
            place=f"Bristol {weeks}",
        )
    shown = client.get("/").context["home"].cohorts
    assert [(line.place, line.places_left) for line in shown] == [
        ("Bristol 1", 8),
        ("Bristol 2", 8),
        ("Bristol 3", 8),
    ]


def test_an_unpublished_course_does_not_advertise_its_cohorts(client):
    from courses.models import Cohort

    course = make_course()
    Cohort.objects.create(
        course=course, title="Soon", starts_on=dt.date.today() + dt.timedelta(days=5)
    )
    course.unpublish()
    assert client.get("/").context["home"].cohorts == ()


def test_the_guide_lists_its_live_pages_in_order(client, guide, add_guide_page):
    first, second = add_guide_page("What it is", summary="Dots."), add_guide_page("Risks")
    add_guide_page("Draft", live=False)
    page = client.get("/guide/")
    assert [p.pk for p in page.context["guides"]] == [first.pk, second.pk]
    assert b"Dots." in page.content


def test_a_guide_page_knows_its_neighbors_and_its_review(client, add_guide_page):
    add_guide_page("What it is")
    add_guide_page(
        "Risks",
        reviewed_on=dt.date(2026, 11, 20),
        reviewed_by="Ruth Oyelaran",
        body=[("rich_text", "<p>Infection is rare and real.</p>")],
    )
    add_guide_page("Cost")
    page = client.get("/guide/risks/")
    nav = page.context["nav"]
    assert (nav.number, nav.total) == (2, 3)
    assert (nav.previous.title, nav.next.title) == ("What it is", "Cost")
    text = page.content.decode()
    assert "Infection is rare and real." in text
    assert "20\u00a0November 2026" in text
    assert "Ruth Oyelaran" in text


def test_the_first_page_has_nothing_before_and_the_last_nothing_after(client, add_guide_page):
    add_guide_page("Only")
    nav = client.get("/guide/only/").context["nav"]
    assert (nav.number, nav.total, nav.previous, nav.next) == (1, 1, None, None)


def test_a_text_page_is_read(client, add_text_page):
    add_text_page("Appeals", summary="If you disagree.", body=[("rich_text", "<p>Write.</p>")])
    text = client.get("/appeals/").content.decode()
    assert "If you disagree." in text
    assert '<meta property="og:title" content="Appeals">' in text


def test_guide_pages_stand_only_in_a_guide():
    assert GuidePage.allowed_parent_page_models() == [GuideIndexPage]
    assert GuidePage.allowed_subpage_models() == []
    assert set(TextPage.allowed_parent_page_models()) == {HomePage, TextPage}
    assert HomePage in Page.allowed_subpage_models()


@pytest.mark.parametrize("number", [1, 20, 200])
def test_home_costs_the_same_however_large_the_guide(
    client, django_assert_num_queries, add_guide_page, number
):
    for n in range(number):
        add_guide_page(f"Page {n}")
    client.get("/")
    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize("number", [1, 20, 200])
def test_guide_pages_cost_the_same_however_many_there_are(
    client, django_assert_num_queries, add_guide_page, number
):
    for n in range(number):
        add_guide_page(f"Page {n}")
    client.get("/guide/")
    with django_assert_num_queries(8):
        client.get("/guide/")
    with django_assert_num_queries(10):
        client.get("/guide/page-0/")


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_pictures_of_a_guide_page_are_loaded_together(
    client, django_assert_max_num_queries, add_guide_page
):
    for title, number in (("One", 1), ("Twenty", 20)):
        images = [
            Image.objects.create(title=f"{title} {n}", file=get_test_image_file())
            for n in range(number)
        ]
        body = [("image", {"image": image, "alt": "x"}) for image in images]
        add_guide_page(title, body=body)
        address = f"/guide/{title.lower()}/"
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
