"""Certificate numbers against an implementation nobody here wrote, and against typing errors."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_2

from certificates.numbers import (
    ALPHABET,
    Problem,
    check_character,
    draw_number,
    format_number,
    read_number,
)

payloads = st.text(ALPHABET, min_size=12, max_size=12)
issuable = payloads.filter(lambda payload: check_character(payload) in ALPHABET)


def test_drawn_numbers_pass_the_outside_checker_and_hold_no_lookalikes():
    for _ in range(500):
        number = draw_number()
        assert mod_37_2.is_valid(number)
        assert len(number) == 13
        assert set(number) <= set(ALPHABET)


@given(payloads)
def test_check_character_is_the_outside_one(payload):
    assert check_character(payload) == mod_37_2.calc_check_digit(payload)


@given(issuable, st.data())
def test_one_wrong_character_is_always_found(payload, data):
    number = payload + check_character(payload)
    position = data.draw(st.integers(0, 11))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != number[position]]))
    assert read_number(number[:position] + other + number[position + 1 :]).number == ""


@given(issuable, st.integers(0, 10))
def test_two_swapped_neighbors_are_always_found(payload, position):
    a, b = payload[position : position + 2]
    if a == b:
        return
    swapped = payload[:position] + b + a + payload[position + 2 :]
    assert read_number(swapped + check_character(payload)).number == ""


@pytest.mark.parametrize(
    "write",
    [
        "SMP-{}-{}-{}-{}".format,
        "smp {} {} {} {}".format,
        "{}{}{}{}".format,
        "SMP–{}–{}–{}–{}".format,
        "  ＳＭＰ_{}.{}/{} {} ".format,
    ],
)
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_people_may_type_a_number_as_they_like(write, case):
    number = draw_number()
    typed = case(write(number[:4], number[4:8], number[8:12], number[12]))
    assert read_number(typed).number == number


def test_letters_that_look_like_digits_are_read_as_digits():
    while "0" not in (number := draw_number()) or "1" not in number:
        pass
    assert read_number(number.replace("0", "O").replace("1", "l")).number == number
    assert read_number(number.replace("0", "o").replace("1", "I")).number == number


def test_a_number_that_begins_with_the_prefix_letters_keeps_them():
    payload = next(p for c in ALPHABET if check_character(p := "SMP00000000" + c) in ALPHABET)
    number = payload + check_character(payload)
    assert read_number(number).number == number
    assert read_number(format_number(number)).number == number


def test_a_typing_error_is_told_from_text_that_is_no_number():
    number = draw_number()
    wrong = ("1" if number[0] != "1" else "2") + number[1:]
    assert read_number(wrong).problem == Problem.CHECK
    assert read_number("hello").problem == Problem.SHAPE
    assert read_number("").problem == Problem.SHAPE
    assert read_number("U" * 13).problem == Problem.SHAPE


@given(st.text())
def test_any_text_can_be_read_without_an_error(text):
    reading = read_number(text)
    assert bool(reading.number) == (reading.problem == Problem.NONE)


@given(st.text(string.printable, max_size=200))
def test_reading_what_was_printed_gives_it_back(text):
    reading = read_number(text)
    if reading.number:
        assert read_number(format_number(reading.number)) == reading


def test_a_whole_address_is_read_by_its_last_part() -> None:
    number = draw_number()
    for address in (
        f"https://verify.example.org/C/SMP{number}",
        f"http://x.example/verify/{number}/",
    ):
        assert read_number(address).number == number
