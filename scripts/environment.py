"""Make ``.venv`` hold what a requirements file names: ``python3 scripts/environment.py FILE...``.

Uses only the standard library, because it runs before anything is installed. A stamp inside the
environment remembers what was installed, so a second call costs nothing.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)


def interpreter(environment: Path = ENVIRONMENT) -> Path:
    """The Python inside a virtual environment."""
    return environment / "bin" / "python"


def fingerprint(files: list[Path]) -> str:
    """A digest of the files, of the files they include with ``-r``, and of the Python version."""
    seen: list[Path] = []
    pending = list(files)
    while pending:
        file = pending.pop()
        if file in seen:
            continue
        seen.append(file)
        for line in file.read_text().splitlines():
            if line.startswith("-r "):
                pending.append(file.parent / line[3:].strip())
    content = b"".join(file.read_bytes() for file in sorted(seen))
    return hashlib.sha256(repr(sys.version_info[:2]).encode() + content).hexdigest()[:16]


def ensure(files: list[Path], environment: Path = ENVIRONMENT) -> bool:
    """Install ``files`` into ``environment``; return whether anything had to be done."""
    stamp = environment / f".installed-{fingerprint(files)}"
    if stamp.exists() and interpreter(environment).exists():
        return False
    if not interpreter(environment).exists():
        print(f"Creating {environment.name} ...", flush=True)
        venv.create(environment, with_pip=True)
    names = ", ".join(file.name for file in files)
    print(f"Installing {names} (a minute or two the first time) ...", flush=True)
    pip = [str(interpreter(environment)), "-m", "pip", "install", "-qq"]
    requirements = [part for file in files for part in ("-r", str(file))]
    subprocess.run([*pip, "--disable-pip-version-check", *requirements], check=True)
    stamp.touch()
    return True


def main() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Python 3.11 or later is needed; this is {found}. "
            "Name another one: make demo PYTHON=/path/to/python3.12"
        )
    try:
        ensure([ROOT / name for name in sys.argv[1:]])
    except subprocess.CalledProcessError as error:
        sys.exit(f"pip could not install the requirements (exit code {error.returncode}).")


if __name__ == "__main__":
    main()
