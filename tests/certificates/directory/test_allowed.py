"""What consents allow: the rule alone, and every screen against the rule."""

import itertools

import pytest
from django.test import Client
from django.utils import timezone

from certificates.directory.allowed import Allowed, what_is_allowed
from certificates.directory.enums import ConsentKind, Step
from certificates.directory.queries import describe_listing, find_practitioner
from certificates.directory.queries.cards import person_cards
from certificates.directory.queries.portfolio import find_picture
from certificates.directory.scope_table import scope_table
from certificates.directory.services import set_own_consents
from certificates.directory.services.decisions import decide
from certificates.directory.standing import list_listed
from certificates.models import AwardScope
from tests.certificates.directory.test_portfolio import hand_in
from tests.factories.directory import School, make_clinic, make_practitioner

LISTED, NAME, PHOTO = (kind.value for kind in ConsentKind)
EVERY = [set(kinds) for n in range(4) for kinds in itertools.combinations((LISTED, NAME, PHOTO), n)]


@pytest.mark.parametrize(
    ("kinds", "allowed"),
    [
        (set(), Allowed()),
        ({LISTED}, Allowed(is_listed=True)),
        ({LISTED, PHOTO}, Allowed(is_listed=True)),
        ({NAME, PHOTO}, Allowed()),
        ({LISTED, NAME}, Allowed(is_listed=True, is_named=True, shows_portfolio=True)),
        ({LISTED, NAME, PHOTO}, Allowed(True, True, True, True)),
    ],
)
def test_each_consent_opens_what_it_says_and_nothing_without_those_before_it(kinds, allowed):
    assert what_is_allowed(kinds, is_certified=True) == allowed


@pytest.mark.parametrize("kinds", EVERY)
def test_no_consent_opens_anything_without_a_certificate_or_while_unpublished(kinds):
    assert what_is_allowed(kinds, is_certified=False) == Allowed()
    assert what_is_allowed(kinds, is_certified=True, is_live=False) == Allowed()


@pytest.mark.django_db
def test_every_screen_shows_what_the_rule_allows_and_the_register_what_is_printed(make_image):
    person = make_practitioner(
        make_clinic(), name="Ines Marchetti", consents=(), photo=make_image()
    )
    certificate = School().certify(person)
    case = hand_in(person)
    decide(case, Step.PUBLISHED, actor=None, at=timezone.now())
    token = case.pictures.first().token
    stranger = Client()
    for kinds in EVERY:
        set_own_consents(person.user, kinds=kinds, at=timezone.now())
        now = timezone.now()
        rule = what_is_allowed(kinds, is_certified=True)
        found = person_cards([person.pk], now, distances={})
        shown = Allowed(
            is_listed=list_listed(now).filter(pk=person.pk).exists(),
            is_named=find_practitioner(person.slug, now=now) is not None,
            shows_photo=bool(found and found[0].photo),
            shows_portfolio=find_picture(
                token, user=person.user.__class__(), is_moderator=False, now=now
            )
            is not None,
        )
        assert shown == rule == describe_listing(person.user, now=now).allowed, kinds
        page = stranger.get(f"/verify/{certificate.number}/").content.decode()
        assert "Ines Marchetti" in page


def test_a_table_has_a_column_for_each_technique_that_is_covered():
    table = scope_table({("scar", "keloid"), ("hairline", "diffuse"), ("scar", "diffuse")})
    assert table.techniques == ("Hairline", "Scar camouflage")
    rows = dict(table.rows)
    assert len(rows) == 9
    assert rows["diffuse thinning"] == (True, True)
    assert rows["keloid or raised scars"] == (False, True)
    assert rows["pattern hair loss"] == (False, False)
    assert scope_table(()).rows == ()


@pytest.mark.django_db
def test_a_page_says_what_the_certificates_cover_together(client):
    person = make_practitioner(make_clinic(), name="Ines Marchetti")
    school = School(
        scope=[
            AwardScope(technique="hairline", condition="any"),
            AwardScope(technique="scar", condition="surgical_scar"),
            AwardScope(technique="hairline", condition="keloid", is_covered=False),
        ]
    )
    school.certify(person)
    page = client.get(person.get_absolute_url()).content.decode()
    table = page[page.index("scope-table") : page.index("</table>")]
    rows = [row.split("<td>") for row in table.split("<tr>")[2:]]
    answers = {
        row[0].split(">")[1].split("<")[0]: ["covered" in cell for cell in row[1:]] for row in rows
    }
    assert answers["scars of hair transplants"] == [True, True]
    assert answers["keloid or raised scars"] == [False, False]
    assert answers["pattern hair loss"] == [True, False]
