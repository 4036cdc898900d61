"""What a format can say, it says exactly: written and read again, a question is the same."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.interchange import export, parse, write
from tests.assessments.interchange.generated import BY_FORMAT, question

CASES = [(form, kind) for form, kinds in BY_FORMAT.items() for kind in kinds]
SLOWLY = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.mark.parametrize(("form", "kind"), CASES, ids=[f"{form}-{kind}" for form, kind in CASES])
def test_written_and_read_again_a_question_is_the_same(form: str, kind: str) -> None:
    @SLOWLY
    @given(BY_FORMAT[form][kind])
    def holds(raw: dict) -> None:
        made = question(kind, raw)
        assume(not export([made], form).refused)
        result = parse(write([made], form), filename=f"bank.{form}", format="auto")
        assert [(found.reason, found.name) for found in result.refused] == []
        assert [found.type for found in result.questions] == [kind]
        assert result.questions[0].raw == raw
        assert dict(result.questions[0].assets) == dict(made.assets)

    holds()


@pytest.mark.parametrize("form", BY_FORMAT)
def test_a_bank_of_every_type_comes_back_in_order(form: str) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        made = [question(kind, data.draw(raws)) for kind, raws in BY_FORMAT[form].items()]
        written = export(made, form)
        assume(not written.refused)
        result = parse(written.data)
        assert [found.raw for found in result.questions] == [item.raw for item in made]
        assert [found.number for found in result.questions] == list(range(1, len(made) + 1))

    holds()
