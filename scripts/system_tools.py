"""The programs that tests need besides Python packages: a Chromium, pdftoppm and zbarimg.

Run as a program it installs what is missing through apt when it may, and otherwise says what to
install. The tests import :func:`find_chromium` from here.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PACKAGES = {"pdftoppm": "poppler-utils", "zbarimg": "zbar-tools"}


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome: ``$CHROMIUM``, the search path, or Playwright's own."""
    named = os.environ.get("CHROMIUM", "")
    candidates = [named, *(shutil.which(name) or "" for name in CHROMIUM_NAMES), *CHROMIUM_PLACES]
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    return _playwright_chromium()


def _playwright_chromium() -> str | None:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def missing_packages() -> list[str]:
    """Debian packages whose programs are not here."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    return missing if find_chromium() else ["chromium", *missing]


def install(packages: list[str]) -> None:
    """Install Debian packages, without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], env=environment, check=False)
    command = [*apt, "install", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=False)


def main() -> None:
    missing = missing_packages()
    may_install = shutil.which("apt-get") is not None and os.geteuid() == 0
    if missing and may_install:
        print(f"Installing {', '.join(missing)} ...", flush=True)
        install(missing)
        missing = missing_packages()
    if missing:
        print(
            "\n*** The tests need programs that are not on this machine. As an administrator run\n"
            f"***     apt-get install {' '.join(missing)}\n"
            "*** or name a Chromium in the variable CHROMIUM. Tests that need them will FAIL.\n",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
