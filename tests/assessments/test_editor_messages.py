"""Bad input of every type in the editor: refused in words, each message at its own field."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from assessments.editor_blocks import as_block_error
from assessments.models import Question
from assessments.question_types.registry import BUILT_IN, editor_blocks
from tests.assessments.test_craft_types import CHECKS

# making an image leaves a temporary file of Django's to the garbage collector
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
Path = tuple[Any, ...]
RIGHT, WRONG = {"text": "a", "correct": True}, {"text": "b"}
# type, what was typed, where the message stands, a piece of it
SAID: list[tuple[str, dict[str, Any], Path, str]] = [
    ("single", {"choices": [WRONG, {"text": "c"}]}, ("choices",), "Mark"),
    ("single", {"choices": [RIGHT, {**WRONG, "correct": True}]}, ("choices",), "only one"),
    ("single", {"choices": [RIGHT, {"text": "A"}]}, ("choices", 1, "text"), "same as option 1"),
    ("single", {"choices": [RIGHT]}, ("choices",), "at least two"),
    ("multiple", {"choices": [WRONG, {"text": "c"}]}, ("choices",), "Mark"),
    ("multiple", {"choices": [RIGHT, {"text": ""}]}, ("choices", 1, "text"), "Write this option"),
    ("multiple", {"stem": "", "choices": [RIGHT, WRONG]}, ("stem",), "Write the question"),
    ("true_false", {"answer": ""}, ("answer",), "true or false"),
    ("numeric", {"answer": None}, ("answer",), "right number"),
    ("numeric", {"answer": "5", "tolerance": "5"}, ("tolerance",), "also accepts zero"),
    ("numeric", {"answer": "5", "tolerance": "-1"}, ("tolerance",), "zero or more"),
    ("numeric", {"answer": "50", "tolerance": "3", "mistakes": ["70", "48"]}, ("tolerance",),
     "also counts 48 as right, which you list as a common mistake: from 47 to 53 counts. "
     "Make it smaller than 2."),
    ("numeric", {"answer": "50", "tolerance": "6", "tolerance_kind": "relative",
                 "mistakes": ["48"]}, ("tolerance",), "Make it smaller than 4%."),
    ("numeric", {"answer": "5", "mistakes": ["5"]}, ("tolerance",), "Take it out of one"),
    ("numeric", {"answer": "5", "unit_required": True}, ("unit",), "which unit"),
    ("blanks", {"stem": "<p>[[a]] [[b]]</p>", "blanks": [
        {"name": "a", "answers": [{"text": "x"}], "weight": "0.5"},
        {"name": "b", "answers": [{"text": "x"}], "weight": "0.3"}]}, ("blanks",),
     "together they make 0.8"),
    ("ordering", {"steps": [{"key": one, "text": one} for one in "ab"], "pairs": [
        {"before": "a", "after": "b"}, {"before": "b", "after": "a"}]}, ("pairs",),
     "No order can be right"),
    ("hotspot", {"image": 1, "alt": "x", "regions": [{"label": "a", "points": "1,1 2,2 3,1"}]},
     ("regions",), "at least one region as right"),
    ("hotspot", {"image": 1, "alt": "x", "regions": [{"label": "a", "points": "1,1 2,2 3,101"}]},
     ("regions", 0, "points"), "“3,101” is no place on the picture"),
    ("hotspot", {"image": 1, "alt": "x", "regions": [
        {"label": "a", "points": "10,10 40,40 40,10 10,40"}]},
     ("regions", 0, "points"), "in order, once around"),
    ("blanks", {"stem": "<p>[[a]]</p>", "blanks": [
        {"name": "a", "kind": "select", "answers": [{"text": "x"}], "options": ["x"]}]},
     ("blanks", 0, "options"), "not among the right answers"),
    ("blanks", {"stem": "<p>[[a]]</p>", "blanks": [
        {"name": "a", "answers": [{"text": "x", "fraction": "1"}, {"text": ""}]}]},
     ("blanks", 0, "answers", 1, "text"), "Write this answer"),
]  # fmt: skip


def refused(name: str, raw: dict[str, Any]) -> StructBlockValidationError:
    """What the editor's block says about ``raw``."""
    if name in {"image_choice", "hotspot"}:
        for pk in (1, 2):
            file = get_test_image_file(filename=f"{pk}.png")
            get_image_model().objects.create(pk=pk, title=str(pk), file=file)
    block = Question().content.stream_block.child_blocks[name]
    value = block.to_python({"stem": "<p>What is safe?</p>", **raw})
    with pytest.raises(StructBlockValidationError) as found:
        block.clean(value)
    return found.value


def messages(error: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every message in a tree of errors with the field it is shown at."""
    if isinstance(error, StructBlockValidationError | ListBlockValidationError):
        for place, one in error.block_errors.items():
            yield from messages(one, (*path, place))
        for message in error.non_block_errors.data if error.non_block_errors else ():
            yield from messages(message, path)
    else:
        for message in error.messages:
            yield path, message


@pytest.mark.parametrize(("name", "raw", "path", "said"), SAID)
def test_a_message_stands_at_its_field_in_words(
    name: str, raw: dict[str, Any], path: Path, said: str
) -> None:
    found = list(messages(refused(name, raw)))
    assert [place for place, message in found if said in message] == [path]


@pytest.mark.parametrize(("name", "raw", "paths"), [one for one in CHECKS if one[2]])
def test_no_message_of_a_type_is_lost_on_its_way_to_the_editor(
    name: str, raw: dict[str, Any], paths: list[Path]
) -> None:
    assert {place for place, _message in messages(refused(name, raw))} >= set(paths)


def test_a_message_for_an_unknown_field_is_said_at_the_question() -> None:
    block = Question().content.stream_block.child_blocks["single"]
    found = [(("nowhere",), "Unheard of."), (("choices", 0, "nowhere"), "Nor this.")]
    said = list(messages(as_block_error(block, found)))
    assert said == [(("choices", 0), "Nor this."), ((), "Unheard of.")]


def test_every_type_is_tried() -> None:
    assert {one[0] for one in (*SAID, *CHECKS)} == set(BUILT_IN)


def unset(block: Any, state: Any) -> Iterator[str]:
    """Fields of a form that have no value at all: the editor would show them as "undefined"."""
    if isinstance(block, blocks.ListBlock):
        for item in state:
            yield from unset(block.child_block, item["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name in state:
                yield from unset(child, state[name])
            else:
                yield name


@pytest.mark.parametrize(("name", "block"), editor_blocks(), ids=lambda one: str(one)[:20])
def test_a_new_question_starts_with_empty_fields(name: str, block: Any) -> None:
    state = block.get_form_state(block.get_default())
    assert list(unset(block, state)) == [], name
    if "choices" in state:
        assert len(state["choices"]) >= 2
