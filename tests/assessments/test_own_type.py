"""The example of a host's own question type in the documentation works as it stands there."""

import copy
import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from assessments.question_types.registry import editor_blocks, get_question_type, question_types
from scripts.environment import ROOT

SECTION = (ROOT / "docs" / "extending.md").read_text().partition("## Your own question type")[2]
FILES = dict(
    re.findall(r"^`(hostsite/[\w./]+)`:\n\n```\w+\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
)


@pytest.fixture
def host(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path / "hostsite" / "templates"]
    question_types.cache_clear()
    types = {"time": "hostsite.times.TimeOfDay"}
    with override_settings(TEMPLATES=templates, LMS_QUESTION_TYPES=types):
        yield get_question_type("time")
    question_types.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "hostsite"]:
        del sys.modules[name]
    importlib.invalidate_caches()


def test_the_example_is_under_sixty_lines() -> None:
    assert len(FILES) == 4
    assert sum(len(text.splitlines()) for text in FILES.values()) < 60


def test_the_example_grades_shows_and_validates(host: Any) -> None:
    raw = {"stem": "<p>When?</p>", "answer": "9.30", "explanation": "<p>Early</p>"}
    spec = host.from_raw(raw)
    assert host.validate(spec) == []
    assert host.validate(host.from_raw({}))[0].path == ("answer",)
    assert host.from_payload(host.to_payload(spec)) == spec
    for answer, fraction in ((["09:30"], 1), (["9:31"], 0), (["late"], 0), (None, 0)):
        assert host.grade(spec, host.read(answer)).fraction == fraction
    assert host.grade(spec, host.key_response(spec)).is_right
    context = {"view": host.view(spec), "response": {"text": "8:00"}, "name": "q1"}
    shown = render_to_string(host.learner_template, context)
    assert 'value="8:00"' in shown
    assert "9:30" not in shown
    key = render_to_string(host.key_template, {"key": host.key_view(spec, {"text": "9:30"})})
    assert "9:30" in key
    assert "Early" in key
    block = dict(editor_blocks())["time"]
    assert block.label == "Time of day"
    assert block.clean(block.to_python(raw))["answer"] == "9.30"
