"""The programs that tests need besides Python packages, and judges that nobody here wrote.

Run as a program it installs what is missing through apt and npm when it may, and otherwise says
what to install. Without a judge the tests that ask it do not run: that is said loudly. The tests
import from here where things are.
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
PACKAGES = {"pdftoppm": "poppler-utils", "zbarimg": "zbar-tools", "qpdf": "qpdf"}
# judges of PDF/A: PDFBox preflight and what it stands on
JAVA = Path("/usr/share/java")
JARS = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "jaxb-api",
    "javax.activation",
    "commons-logging",
)
JAVA_PACKAGES = [
    "default-jre-headless",
    "libpdfbox2-java",
    "libjaxb-api-java",
    "libactivation-java",
    "libcommons-logging-java",
]
# a judge of JSON Web Tokens, in a folder of its own
JOSE = "jose@6.2.18"
NODE_FOLDER = Path(__file__).resolve().parent.parent / ".venv" / "judges"


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


def preflight_command() -> list[str]:
    """The command that judges PDF/A-1b files, or nothing where it is not installed."""
    jars = [JAVA / f"{name}.jar" for name in JARS]
    java = shutil.which("java")
    if java is None or not all(jar.exists() for jar in jars):
        return []
    path = os.pathsep.join(map(str, jars))
    return [java, "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b"]


def has_jose() -> bool:
    """Whether npm's jose can be asked."""
    found = NODE_FOLDER / "node_modules" / "jose"
    return shutil.which("node") is not None and found.exists()


def missing_judges() -> list[str]:
    """What cannot be asked on this machine, in words."""
    missing = []
    if not preflight_command():
        missing.append("PDFBox preflight (PDF/A): apt-get install " + " ".join(JAVA_PACKAGES))
    if not has_jose():
        missing.append("npm's jose (badges as tokens): install node and npm")
    return missing


def install_jose() -> None:
    """Fetch jose into its own folder; nothing happens where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        return
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--no-audit", "--no-fund", "--silent", "--prefix", str(NODE_FOLDER)]
    subprocess.run([npm, "install", *options, JOSE], check=False)


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
    wanted = [*missing, *([] if preflight_command() else JAVA_PACKAGES)]
    if wanted and may_install:
        print(f"Installing {', '.join(wanted)} ...", flush=True)
        install(wanted)
        missing = missing_packages()
    if not has_jose():
        install_jose()
    for judge in missing_judges():
        print(f"*** NOT ASKED on this machine: {judge}", file=sys.stderr)
    if missing:
        print(
            "\n*** The tests need programs that are not on this machine. As an administrator run\n"
            f"***     apt-get install {' '.join(missing)}\n"
            "*** or name a Chromium in the variable CHROMIUM. Tests that need them will FAIL.\n",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
