"""Colors: every pair is readable in both themes, and only the tokens hold any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.core import contrast

CSS = contrast.TOKENS.read_text(encoding="utf-8")
COLOR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_every_pair_is_readable_in_both_themes():
    assert list(contrast.find_problems(CSS)) == []


def test_a_pale_ink_is_found_in_the_theme_that_has_it():
    ink = contrast.read_theme(CSS, "light")["ink"]
    problems = list(contrast.find_problems(CSS.replace(f"--ink: {ink}", "--ink: #cccccc", 1)))
    assert all(problem.startswith("light: ") for problem in problems)
    assert any("ink on ground" in problem for problem in problems)


def test_dark_blocks_that_differ_are_found():
    ground = contrast.read_theme(CSS, "dark")["ground"]
    changed = CSS.replace(f"--ground: {ground}", "--ground: #101010", 1)
    assert "The two dark blocks of tokens.css differ." in contrast.find_problems(changed)


def test_a_missing_theme_is_an_error():
    with pytest.raises(ValueError, match="explicit dark"):
        contrast.read_theme("body {}", "explicit dark")


def test_black_on_white_is_21():
    assert contrast.contrast("#000000", "#ffffff") == pytest.approx(21)


@given(COLOR, COLOR)
def test_contrast_does_not_depend_on_the_order(first, second):
    ratio = contrast.contrast(first, second)
    assert 1 <= ratio <= 21.000001
    assert ratio == contrast.contrast(second, first)


@pytest.mark.parametrize(
    "css", ["a { color: #fff }", "a { color: rgb(0 0 0 / .4) }", "a{b:#12505C}"]
)
def test_color_literals_are_found(css):
    assert contrast.find_literals(css)


@pytest.mark.parametrize("css", ["a { color: var(--ink) }", "/* #fff */", "#main { margin: 0 }"])
def test_tokens_comments_and_ids_are_no_literals(css):
    assert contrast.find_literals(css) == []


@pytest.mark.parametrize("path", list(contrast.stylesheets()), ids=lambda path: path.name)
def test_stylesheet_holds_no_color(path):
    assert contrast.find_literals(path.read_text(encoding="utf-8")) == []


def test_table_lists_every_pair():
    assert contrast.table(CSS).count("\n") == len(contrast.PAIRS) + 1
