"""What is imported when, which import-linter cannot see."""

import ast
import json
import subprocess
import sys

import pytest

from scripts.environment import ROOT

HEAVY = ["reportlab", "uharfbuzz", "fontTools", "zxingcpp", "PIL.ImageCms", "cryptography"]
PURE = [
    "courses/completion.py",
    "courses/outline.py",
    "assessments/question_types",
    "assessments/grading.py",
    "assessments/drawing.py",
    "assessments/papers.py",
    "certificates/numbers.py",
    "certificates/eligibility.py",
    "certificates/requirements.py",
    "certificates/requirement_words.py",
    "certificates/ledger.py",
    "certificates/snapshot.py",
    "certificates/documents",
]
# the registry reads which types a site has installed; everything it hands out is pure
EXEMPT = {"assessments/question_types/registry.py"}
FORBIDDEN = ("django.db", "django.conf", "django.apps", "lms.core.conf", "lms.core.clock")


def _files(place):
    path = ROOT / place
    found = [path] if path.suffix else sorted(path.rglob("*.py"))
    assert found, place
    return [file for file in found if file.relative_to(ROOT).as_posix() not in EXEMPT]


def _imports(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("place", PURE)
def test_pure_modules_use_no_orm_no_settings_and_no_clock(place):
    found = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in _files(place)
        for name in _imports(file)
        if name.startswith(FORBIDDEN) or name.endswith(".models") or ".models." in name
    ]

    assert found == []


def test_typesetting_and_cryptography_are_not_loaded_at_start():
    program = (
        "import sys, json, django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "lms.settings.test", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(result.stdout.splitlines()[-1]) == []
