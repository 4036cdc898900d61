"""What a host can use is written down."""

import importlib
import re

import pytest
from django.dispatch import Signal

from lms.core import hooks
from lms.core.conf import DEFAULTS
from scripts.environment import ROOT

EXTENDING = (ROOT / "docs" / "extending.md").read_text()


def test_every_setting_is_described():
    named = set(re.findall(r"`(LMS_[A-Z_]+)`", EXTENDING))

    assert sorted(set(DEFAULTS) - named) == []
    assert sorted(named - set(DEFAULTS)) == []


def test_every_hook_is_described():
    names = [
        value
        for name, value in vars(hooks).items()
        if name.isupper() and isinstance(value, str) and value.startswith("lms_")
    ]

    assert [name for name in names if f"`{name}(" not in EXTENDING] == []


@pytest.mark.parametrize("module", ["courses.signals", "certificates.signals"])
def test_every_signal_is_described(module):
    signals = [
        f"{module}.{name}"
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, Signal)
    ]

    assert signals
    assert [name for name in signals if f"`{name}`" not in EXTENDING] == []


def test_links_between_documents_lead_somewhere():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    broken = [
        (document.name, link)
        for document in documents
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
        if not (document.parent / link).exists()
    ]

    assert broken == []
