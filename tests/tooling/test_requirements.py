"""Installations are the same everywhere, and the wheel asks for what it imports."""

import itertools
import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.environment import ROOT

FILES = ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def _pins(name):
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def test_everything_is_pinned_and_nothing_twice():
    for name in FILES:
        pins = _pins(name)
        assert [str(pin) for pin in pins if not re.fullmatch(r"==[^,*]+", str(pin.specifier))] == []
        names = [canonicalize_name(pin.name) for pin in pins]
        assert len(names) == len(set(names)), name


def test_each_direct_requirement_says_why_it_is_there():
    for name in FILES:
        direct = (ROOT / name).read_text().split("\n# What these bring along")[0]
        lines = direct.splitlines()
        unexplained = [
            line
            for before, line in itertools.pairwise(lines)
            if "==" in line and not before.startswith("# ")
        ]
        assert unexplained == []


def test_pins_satisfy_what_the_wheel_asks_for():
    pinned = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in _pins("requirements.txt")
    }
    extras = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *extras["postgres"], *extras["redis"], *extras["site"]]

    for text in asked:
        requirement = Requirement(text)
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{text}, pinned {version}"
