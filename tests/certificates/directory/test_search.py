"""A search is a value: what an address says, and the address it makes."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from certificates.directory.enums import ClinicType, Technique
from certificates.directory.search import BY_DISTANCE, BY_NAME, CONDITIONS, PEOPLE, RADII, Search

searches = st.builds(
    Search,
    q=st.text(alphabet="abc é&=", max_size=20).map(lambda t: " ".join(t.split())),
    town=st.sampled_from(["", "Bristol", "Bad Homburg"]),
    radius=st.sampled_from(RADII),
    condition=st.sampled_from(["", *CONDITIONS]),
    certified=st.booleans(),
    payment_plans=st.booleans(),
    healed=st.booleans(),
    language=st.sampled_from(["", "pl"]),
    sort=st.sampled_from([BY_DISTANCE, BY_NAME]),
    techniques=st.frozensets(st.sampled_from(Technique.values)),
    types=st.frozensets(st.sampled_from(ClinicType.values)),
    free_consultation=st.booleans(),
    show=st.sampled_from(["clinics", "people"]),
    page=st.integers(1, 9999),
)


@given(searches)
def test_the_address_of_a_search_reads_back_as_the_same_search(search):
    assert Search.read(QueryDict(search.query())) == search


def test_what_is_not_understood_is_left_out():
    read = Search.read(
        QueryDict("technique=tattoo&type=&show=secret&page=-1&free=yes&order=paid&q=+a++b+")
    )
    assert read == Search(q="a b")
    assert Search.read(QueryDict("page=0")).page == 1
    assert Search.read(QueryDict("page=99999999999")).page == 1


def test_long_text_is_cut():
    assert len(Search.read(QueryDict("q=" + "x" * 500)).q) == 80


@given(searches)
def test_every_wider_search_gives_up_one_kind_of_filter(search):
    for name, wider in search.wider():
        assert wider == search.without(name)
        assert wider != search.first_page()
        assert wider.show == search.show


def test_one_technique_can_be_taken_away_and_the_other_stays():
    search = Search(techniques=frozenset({"scar", "density"}), page=3)
    assert search.without("technique", "scar") == Search(techniques=frozenset({"density"}))
    assert search.chosen() == [("technique", "density"), ("technique", "scar")]


def test_changing_what_is_shown_goes_back_to_the_first_page():
    assert Search(page=4).showing(PEOPLE) == Search(show=PEOPLE)


def test_a_typed_town_stands_instead_of_the_place_a_person_shared():
    assert Search.read(QueryDict("near=51.454513,-2.58791&town=Bath")) == Search(town="Bath")
    assert Search.read(QueryDict("near=51.454513,-2.58791")) == Search(near="51.45,-2.59")
    assert Search.read(QueryDict("near=91,0")) == Search()
    assert Search.read(QueryDict("near=somewhere&radius=7")) == Search()


def test_a_longer_distance_is_offered_up_to_any():
    assert [s.radius for s in Search(town="Bath").farther()] == [50, 100, 0]
    assert list(Search(town="Bath", radius=0).farther()) == []
