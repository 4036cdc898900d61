"""The map: where points land, what shares a pin, which rings and names are drawn."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.directory.gazetteer import Town
from certificates.directory.geo import Point, box_around, distance_km
from certificates.directory.map import (
    HEIGHT,
    MARGIN,
    MOST_NAMES,
    NAME_HEIGHT,
    WIDTH,
    Marked,
    View,
    draw,
    view_of,
)

BRISTOL = Point(51.4552, -2.5966)
# the drawing is flat, so places are taken from where it is right within a percent or two
around = st.builds(
    lambda north, east: Point(BRISTOL.latitude + north, BRISTOL.longitude + east),
    st.floats(-0.6, 0.6),
    st.floats(-0.9, 0.9),
)


def mark(number, point, name="A clinic"):
    return Marked(number, name, f"/directory/{number}/", point)


def test_nothing_to_show_is_no_map():
    assert view_of([], None) is None
    assert view_of([], BRISTOL) is None
    assert view_of([], BRISTOL, 25) == View(BRISTOL, 25 / (HEIGHT / 2 - MARGIN))


def test_north_is_up_east_is_right_and_the_middle_is_in_the_middle():
    view = View(BRISTOL, 0.1)
    assert view.place(BRISTOL) == (WIDTH / 2, HEIGHT / 2)
    x, y = view.place(Point(51.6, -2.4))
    assert x > WIDTH / 2
    assert y < HEIGHT / 2


def test_a_place_across_the_date_line_is_next_door():
    x, _y = View(Point(-16.8, 179.9), 0.5).place(Point(-16.8, -179.9))
    assert 0 < x - WIDTH / 2 < 60


@given(around)
def test_distances_on_the_drawing_are_those_on_the_ground(point):
    view = View(BRISTOL, 0.25)
    x, y = view.place(point)
    drawn = ((x - WIDTH / 2) ** 2 + (y - HEIGHT / 2) ** 2) ** 0.5 * 0.25
    assert drawn == pytest.approx(distance_km(BRISTOL, point), rel=0.02, abs=0.1)


@given(st.lists(around, min_size=1, max_size=8))
def test_every_result_is_in_one_pin_by_its_number(points):
    marked = [mark(n, point) for n, point in enumerate(points, 1)]
    view = view_of(points, None)
    drawn = draw(view, marked, [], middle=None)
    numbers = sorted(itertools.chain.from_iterable(pin.numbers for pin in drawn.pins))
    assert numbers == [one.number for one in marked]
    for pin in drawn.pins:
        assert 0 <= pin.x <= WIDTH
        assert 0 <= pin.y <= HEIGHT
        assert pin.url == f"#r{pin.numbers[0]}"
    assert not drawn.has_middle
    assert drawn.rings == ()


def test_results_at_one_spot_share_a_pin_and_it_says_so():
    bath = Point(51.3779, -2.3591)
    view = view_of([BRISTOL, bath], BRISTOL, 25)
    spots = [BRISTOL, BRISTOL, bath, BRISTOL]
    drawn = draw(
        view, [mark(n, p, f"No {n}") for n, p in enumerate(spots, 3)], [], middle=BRISTOL, radius=25
    )
    assert [(pin.numbers, pin.label) for pin in drawn.pins] == [((3, 4, 6), "3 +2"), ((5,), "5")]
    assert drawn.pins[0].names == ("No 3", "No 4", "No 6")
    pair = draw(view, [mark(7, BRISTOL), mark(8, BRISTOL)], [], middle=BRISTOL, radius=25)
    assert pair.pins[0].label == "7–8"
    assert pair.pins[0].width > draw(view, [mark(7, BRISTOL)], [], middle=BRISTOL).pins[0].width


def test_the_limit_is_drawn_as_a_ring_that_fits_and_rings_are_round_numbers():
    view = view_of([], BRISTOL, 25)
    drawn = draw(view, [], [], middle=BRISTOL, radius=25)
    assert [(ring.km, ring.is_limit) for ring in drawn.rings] == [
        (5, False),
        (10, False),
        (25, True),
    ]
    limit = drawn.rings[-1]
    assert limit.radius == HEIGHT / 2 - MARGIN
    assert limit.miles == 16
    anywhere = draw(View(BRISTOL, 1.0), [], [], middle=BRISTOL)
    assert not any(ring.is_limit for ring in anywhere.rings)


def test_the_words_of_a_ring_stand_under_no_pin():
    view = view_of([], BRISTOL, 5)
    free = draw(view, [], [], middle=BRISTOL, radius=5)
    # at its foot; the smallest ring is too near the mark in the middle
    assert [(ring.km, ring.label_y) for ring in free.rings] == [(1, None), (2, 274.4), (5, 380.0)]
    south = Point(BRISTOL.latitude - 0.0155, BRISTOL.longitude)
    covered = draw(view, [mark(1, south)], [], middle=BRISTOL, radius=5)
    assert [ring.label_y for ring in covered.rings] == [None, 154.6, 380.0]


@given(
    st.lists(
        st.builds(
            Town, st.text("abcdefgh", min_size=3, max_size=12), around, st.integers(0, 10**6)
        ),
        max_size=30,
    ),
    st.lists(around, max_size=5),
)
def test_names_of_towns_overlap_nothing_and_stay_on_the_map(towns, points):
    view = view_of([], BRISTOL, 50)
    drawn = draw(
        view, [mark(n, p) for n, p in enumerate(points, 1)], towns, middle=BRISTOL, radius=50
    )
    assert len(drawn.names) <= MOST_NAMES
    boxes = [(name.x, name.y - 4, len(name.text) * 3.5) for name in drawn.names]
    for x, y, half in boxes:
        assert half <= x <= WIDTH - half
        assert 0 < y < HEIGHT
    for one, other in itertools.combinations(boxes, 2):
        apart = abs(one[0] - other[0]) >= one[2] + other[2] - 0.1
        assert apart or abs(one[1] - other[1]) >= NAME_HEIGHT - 0.2
    for pin in drawn.pins:
        assert all(abs(pin.x - x) >= half or abs(pin.y - y) >= 13 for x, y, half in boxes)


def test_a_larger_town_is_a_larger_dot_and_is_named_first():
    near = [Town("Big", Point(51.5, -2.5), 500_000), Town("Small", Point(51.5, -2.5), 900)]
    drawn = draw(View(BRISTOL, 0.2), [], near, middle=None)
    assert [name.text for name in drawn.names] == ["Big"]
    assert drawn.dots[0].radius > drawn.dots[1].radius


def test_the_box_of_a_view_holds_its_corners():
    view = View(BRISTOL, 0.2)
    corner = box_around(BRISTOL, distance_km(BRISTOL, Point(51.45, -3.5)))
    assert view.box.west < corner.west
    assert view.box.holds(BRISTOL)
