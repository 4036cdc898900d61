"""A name that cannot be printed is said so before it is confirmed."""

import pytest

from lms.site.forms import LegalNameForm


@pytest.mark.parametrize("name", ["Nguyễn Thị Thanh Hương", "ليلى الكيلاني", "Дарина Коваленко"])
def test_a_name_every_letter_of_which_can_be_printed_is_taken(name: str) -> None:
    assert LegalNameForm({"legal_name": name}).is_valid()


def test_a_name_without_a_face_names_the_characters_and_what_to_do() -> None:
    form = LegalNameForm({"legal_name": "김민준"})
    assert not form.is_valid()
    (message,) = form.errors["legal_name"]
    assert "U+AE40" in message
    assert "add a font" in message
