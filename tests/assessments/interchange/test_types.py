"""What readers produce is what the question types read."""

import pytest
from hypothesis import HealthCheck, given, settings

from assessments.question_types.registry import question_types
from assessments.services.interchange_neutral import neutral, stored, without_files
from tests.assessments.interchange.generated import BY_FORMAT, calculated

RAWS = {**BY_FORMAT["qti3"], "calculated": calculated()}


@pytest.mark.parametrize("name", sorted(set(RAWS) & set(question_types())))
def test_a_raw_value_is_read_whole_by_its_type(name: str) -> None:
    kind = question_types()[name]

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(RAWS[name])
    def holds(raw: dict) -> None:
        spec = kind.from_raw(without_files(stored(raw, "q")))
        assert kind.from_payload(kind.to_payload(spec)) == spec
        assert getattr(spec, "stem", "") == raw["stem"]
        if not kind.validate(spec):
            grade = kind.grade(spec, kind.key_response(spec))
            assert kind.needs_marker or grade.fraction == 1
        assert neutral(stored(raw, "q")) == raw

    holds()
