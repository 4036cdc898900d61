"""The same searches of the same directory find the same, in the same order, on every database.

The answers stand here in words. The tests run on SQLite and on PostgreSQL, whose collations, cases
and wildcards differ: an answer that depends on one of them fails on the other.
"""

import pytest
from django.http import QueryDict

from certificates.directory.api import Search, search_directory
from certificates.directory.models import Place
from certificates.directory.queries import found
from certificates.models import AwardScope
from lms.core import clock
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db

# slug, name, town, postcode, the name of who works there
CLINICS = [
    ("zoe", "Zoë & Söhne", "Zürich", "", "Žofia Łukasik"),
    ("zebra", "zebra ink", "Épinal", "", "Élodie Ñandú"),
    ("aerzte", "Ärztehaus", "Köln", "", "elodie aalto"),
    ("obrien", "O’Brien’s Scalp", "St. Ives", "", "Seán O'Brien"),
    ("percent", "100% Skalp", "Østerbro", "", "Jean-Luc Picard"),
    ("score", "under_score", "Bath", "BA1 1AA", "Ann Under"),
    ("volos", "Студия Волос", "Москва", "", "Борис Ёлкин"),
    ("tokyo", "東京スキン", "東京", "", "Hanako Tanaka"),
    ("sac", "İstanbul Saç", "İzmir", "", "Işıl Öz"),
    ("studio-10", "Studio 10", "Bristol", "BS1 4XX", "Ann Ten"),
    ("studio-2", "STUDIO 2", "Bristol", "BS1 4XX", "Ann Two"),
    ("studio-bath", "Studio", "Bath", "BA1 1AA", "Ann Bath"),
    ("studio-york", "Studio", "York", "", "Ann York"),
    ("studio-york-2", "studio", "York", "", "ann york"),
    ("studio-a", "Studio-A", "Bristol", "BS1 4XX", "Ann A"),
]
STUDIOS = ["studio-bath", "studio-york", "studio-york-2", "studio-10", "studio-2", "studio-a"]
EVERYTHING = [
    "percent",
    "aerzte",
    "sac",
    "obrien",
    *STUDIOS,
    "score",
    "zebra",
    "zoe",
    "volos",
    "tokyo",
]
BY_QUERY = {
    "": EVERYTHING,
    # accents, umlauts and capitals, typed with and without
    "q=zoe": ["zoe"],
    "q=ZOË": ["zoe"],
    "q=sohne": ["zoe"],
    "q=SÖHNE+zürich": ["zoe"],
    "q=arzte": ["aerzte"],
    "q=ÄRZ": ["aerzte"],
    "q=istanbul": ["sac"],
    "q=İSTANBUL+SAÇ": ["sac"],
    "q=elodie": ["aerzte", "zebra"],
    "q=ÉLODIE+nandu": ["zebra"],
    "q=zofia": ["zoe"],
    # punctuation
    "q=o'brien": ["obrien"],
    "q=OBRIEN’S": ["obrien"],
    "q=jean+luc": ["percent"],
    "q=Jean-Luc": ["percent"],
    "q=%26": [],
    "q=...": [],
    # what means something to LIKE
    "q=%25": [],
    "q=_": [],
    "q=s%25dio": [],
    "q=stu_io": [],
    "q=100%25": ["percent"],
    "q=under_": ["score"],
    "q=\\": [],
    "town=%25": [],
    "town=K_ln": [],
    "town=B%25": ["studio-bath", "studio-10", "studio-2", "studio-a", "score"],
    # other scripts
    "q=студ": ["volos"],
    "q=СТУДИЯ": ["volos"],
    "q=ёлкин": ["volos"],
    "q=東京": ["tokyo"],
    "town=москва": ["volos"],
    "town=МОСК": ["volos"],
    # towns that no list of places knows, by the clinic's own address
    "town=ZÜRICH": ["zoe"],
    "town=zurich": ["zoe"],
    "town=épinal": ["zebra"],
    "town=ØSTERBRO": ["percent"],
    "town=izmir": ["sac"],
    "town=saint+ives": ["obrien"],
    "town=York": ["studio-york", "studio-york-2"],
    # ties: the same distance by name, the same name by town, the same everything by age
    "q=studio": STUDIOS,
    "town=BS1": ["studio-10", "studio-2", "studio-a", "studio-bath", "score"],
    "town=BS1&sort=name": ["studio-bath", "studio-10", "studio-2", "studio-a", "score"],
    "town=bs1+4xx&radius=5": ["studio-10", "studio-2", "studio-a"],
    "town=BA1&q=ann+t": ["studio-10", "studio-2"],
    "near=51.38,-2.36&radius=10": ["studio-bath", "score"],
    "near=51.38,-2.36&radius=any&q=studio": [
        "studio-bath",
        "studio-10",
        "studio-2",
        "studio-a",
        "studio-york",
        "studio-york-2",
    ],
}
PEOPLE_BY_QUERY = {
    "q=ann": ["Ann A", "Ann Bath", "Ann Ten", "Ann Two", "Ann Under", "Ann York", "ann york"],
    "q=elodie": ["elodie aalto", "Élodie Ñandú"],
    "q=york": ["Ann York", "ann york"],
    "town=BA1&radius=5": ["Ann Bath", "Ann Under"],
    "town=BS1": ["Ann A", "Ann Ten", "Ann Two", "Ann Bath", "Ann Under"],
    "town=BS1&sort=name": ["Ann A", "Ann Bath", "Ann Ten", "Ann Two", "Ann Under"],
    "town=BA1&q=ann": ["Ann Bath", "Ann Under", "Ann A", "Ann Ten", "Ann Two"],
    "q=Öz": ["Işıl Öz"],
    "q=işıl": ["Işıl Öz"],
}


def _ask(query: str, show: str = "clinics"):
    given = QueryDict(f"{query}&show={show}")
    return search_directory(Search.read(given), now=clock.now(), with_map=False)


def test_many_searches_have_one_answer(monkeypatch):
    Place.objects.all().delete()
    school = School()
    for slug, name, town, postcode, person in CLINICS:
        clinic = make_clinic(slug=slug, name=name, town=town, postcode=postcode)
        school.certify(make_practitioner(clinic, name=person))
    # however many are looked at before all of them are
    for few, candidates in ((found.FEW, found.CANDIDATES), (1, found.CANDIDATES), (1, 2)):
        monkeypatch.setattr(found, "FEW", few)
        monkeypatch.setattr(found, "CANDIDATES", candidates)
        clinics = {q: [card.clinic.slug for card in _ask(q).cards] for q in BY_QUERY}
        assert clinics == BY_QUERY
        people = {q: [one.name for one in _ask(q, "people").people] for q in PEOPLE_BY_QUERY}
        assert people == PEOPLE_BY_QUERY
        wider = {q: [(w.query, w.count) for w in _ask(q).wider] for q in ("q=nobody&town=BS1",)}
        assert wider == {"q=nobody&town=BS1": [("town=BS1", 5)]}


@pytest.mark.parametrize("show", ["clinics", "people"])
def test_no_longer_distance_is_proposed_where_none_of_the_nearest_fits(monkeypatch, show):
    common = School(scope=[AwardScope(technique="hairline", condition="pattern_loss")])
    rare = School(scope=[AwardScope(technique="hairline", condition="keloid")])
    for n, school in enumerate((common, common, rare)):
        clinic = make_clinic(latitude=51.5 + n, longitude=-2.5)
        school.certify(make_practitioner(clinic))
    query = "near=51.50,-2.50&radius=5&condition=keloid"

    def longer():
        return [w.count for w in _ask(query, show).wider if "radius=any" in w.query]

    monkeypatch.setattr(found, "FEW", 1)
    assert longer() == [1]
    monkeypatch.setattr(found, "CANDIDATES", 2)
    assert longer() == []
    # what is found where the filter is given up is still proposed
    assert [w.count for w in _ask(query, show).wider if "condition" not in w.query] == [1]
