"""Drawings: one dot is one thing, counted, and nothing that a strict policy would refuse."""

import math
import re

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from lms.core import art


def count(svg: str, css: str) -> int:
    return len(re.findall(rf'class="{css}"', svg))


@given(
    total=st.integers(-3, 250), done=st.integers(-300, 300), current=st.none() | st.integers(0, 250)
)
def test_ring_has_one_dot_for_each_unit_and_never_more_done_than_units(total, done, current):
    svg = art.ring(total, done, current, label="x")
    ElementTree.fromstring(svg)
    filled = count(svg, "u-done")
    assert filled + count(svg, "u-now") + count(svg, "u-todo") == max(total, 0)
    assert filled == min(max(done, 0), max(total, 0))
    assert f">{filled}</text>" in svg


@given(total=st.integers(1, 250), current=st.integers(0, 249))
def test_ring_marks_the_current_unit_unless_it_is_done(total, current):
    assert count(art.ring(total, 0, current), "u-now") == (1 if current < total else 0)
    assert count(art.ring(total, total, current), "u-now") == 0


@given(total=st.integers(1, 250))
def test_dots_of_a_ring_lie_inside_it_and_do_not_cover_their_neighbors(total):
    svg = ElementTree.fromstring(art.ring(total, 0))
    size = 148
    dots = [
        tuple(float(dot.get(name, "")) for name in ("cx", "cy", "r")) for dot in svg.iter("circle")
    ]
    for x, y, radius in dots:
        assert radius <= min(x, y, size - x, size - y)
    if total > 1:
        (x1, y1, radius), (x2, y2, _) = dots[:2]
        assert math.hypot(x1 - x2, y1 - y2) > 1.4 * radius


def test_label_is_escaped():
    svg = art.ring(3, 1, label='"><script>')
    assert ElementTree.fromstring(svg).get("aria-label") == '"><script>'


@given(st.lists(st.sampled_from(list("dntxc"))))
def test_unit_dots_draw_one_dot_for_each_state(states):
    svg = art.unit_dots(states)
    ElementTree.fromstring(svg)
    for letter, word in art.UNIT_STATES.items():
        assert count(svg, f"u-{word}") == states.count(letter)


def test_unit_dots_take_words_and_refuse_unknown_states():
    assert art.unit_dots(["done", "now"]) == art.unit_dots("dn")
    with pytest.raises(KeyError):
        art.unit_dots(["finished"])


@given(theory=st.integers(0, 300), practical=st.integers(0, 300))
def test_one_hour_is_one_dot(theory, practical):
    svg = art.hours(theory, practical, label="x")
    ElementTree.fromstring(svg)
    assert (count(svg, "h-th"), count(svg, "h-pr")) == (theory, practical)


def test_part_hours_are_rounded_half_up():
    svg = art.hours(4.5, 2.25)
    assert (count(svg, "h-th"), count(svg, "h-pr")) == (5, 2)


@pytest.mark.parametrize("name", [*art.ICONS, *art.DOT_ICONS])
def test_icon_is_hidden_from_screen_readers_unless_it_has_a_label(name):
    assert ElementTree.fromstring(art.icon(name)).get("aria-hidden") == "true"
    labelled = ElementTree.fromstring(art.icon(name, label="Locked"))
    assert labelled.get("aria-label") == "Locked"
    assert labelled.get("aria-hidden") is None


@pytest.mark.parametrize(
    "svg",
    [
        art.ring(9, 3, 3),
        art.unit_dots("dntxc"),
        art.hours(3, 4),
        *(art.seal(kind) for kind in art.SEALS),
        *(art.icon(name) for name in art.ICONS),
    ],
)
def test_page_drawings_carry_no_color_and_no_style(svg):
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}", svg)


def test_answers_differ_by_shape():
    assert len(set(art.SEALS.values())) == len(art.SEALS) == 6


def test_ornament_is_the_same_every_time_and_denser_below():
    assert art.stipple_strip() == art.stipple_strip()
    points = list(art.strip_points(640, 56))
    upper = sum(y < 28 for _, y in points)
    assert upper < len(points) / 3


@given(seed=st.integers(0, 1000))
def test_scattered_points_keep_their_distance_also_across_the_seam(seed):
    points = list(art.scatter(80, 40, lambda x, y: 9.0, seed=seed, tries=300, wrap=True))
    for i, (x1, y1) in enumerate(points):
        for x2, y2 in points[i + 1 :]:
            across = min(abs(x1 - x2), 80 - abs(x1 - x2))
            assert math.hypot(across, y1 - y2) >= 9.0


def test_scattered_points_stay_where_they_are_kept():
    points = art.scatter(80, 40, lambda x, y: 5.0, seed=1, tries=500, keep=lambda x, y: x > 40)
    assert all(x > 40 for x, _ in points)
