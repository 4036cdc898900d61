"""A foreign Wagtail site in an environment of its own, with the wheel installed."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.environment import ROOT, interpreter
from scripts.environment import ensure as ensure_environment

# what the document says to write, and into which file
INSTRUCTION = re.compile(r"`hostsite/([\w/]+\.py)`:\n\n```python\n(.*?)```", re.DOTALL)
# a whole file of the host that the document shows
EXAMPLE = re.compile(r"`((?:hostsite|home)/[\w/.]+)`, a new [^\n]*:\n\n```\w+\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Host:
    """The foreign site: where it is, and its own Python."""

    folder: Path
    python: Path

    def run(self, *arguments: str, timeout: int = 300) -> str:
        """Run the host's Python in the host's folder; return what it printed, or fail with it."""
        environment = {
            name: value
            for name, value in os.environ.items()
            # nothing of this project's own environment may help the host along
            if name not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "DATABASE_URL"}
        }
        result = subprocess.run(
            [str(self.python), *arguments],
            cwd=self.folder,
            env={**environment, "DJANGO_SETTINGS_MODULE": "hostsite.settings.dev"},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        assert result.returncode == 0, f"{arguments}:\n{result.stdout}\n{result.stderr}"
        return result.stdout

    def append(self, file: str, lines: str) -> None:
        """Add lines at the end of one of the host's files."""
        with (self.folder / file).open("a") as stream:
            stream.write(f"\n{lines}")

    def write(self, file: str, text: str) -> None:
        """Give the host a new file."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def instructions(document: str) -> dict[str, str]:
    """What ``docs/<document>`` says to add at the end of which file of a host."""
    text = (ROOT / "docs" / document).read_text()
    return {f"hostsite/{name}": lines for name, lines in INSTRUCTION.findall(text)}


def examples(document: str) -> dict[str, str]:
    """The new files that ``docs/<document>`` gives a host."""
    return dict(EXAMPLE.findall((ROOT / "docs" / document).read_text()))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (built,) = folder.glob("wagtail_stipple-*.whl")
    return built


@pytest.fixture(scope="session")
def host_environment(wheel: Path) -> Path:
    """A virtual environment of its own with the wheel in it, and with what the wheel asks for.

    What the wheel asks for is installed from the pins of requirements.txt and kept between runs,
    under a name made of those pins; the wheel itself is installed anew.
    """
    requirements = ROOT / "requirements.txt"
    key = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:12]
    environment = Path(tempfile.gettempdir()) / f"stipple-host-{os.getuid()}-{key}"
    ensure_environment([requirements], environment)
    pip = [str(interpreter(environment)), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "uninstall", "--yes", "wagtail-stipple"], check=True)
    subprocess.run([*pip, "install", "--no-deps", str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True)
    return environment


@pytest.fixture
def host(host_environment: Path, tmp_path: Path) -> Host:
    """A site fresh from ``wagtail start``; it knows nothing of the package yet."""
    python = interpreter(host_environment)
    subprocess.run(
        [str(python.parent / "wagtail"), "start", "hostsite", str(tmp_path)],
        capture_output=True,
        check=True,
    )
    return Host(tmp_path, python)
