"""What Lighthouse says of the pages that clients see: ``make lighthouse``, beside ``make demo``.

Lighthouse comes from npm, into a folder of its own. The exit code is 1 below the goal or where a
page cannot be judged.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.system_tools import find_chromium

VERSION = "lighthouse@13.5.0"
FOLDER = Path(__file__).resolve().parent.parent / ".venv" / "lighthouse"
GOAL = 95
CATEGORIES = ("accessibility", "best-practices", "seo")
FORMS: dict[str, list[str]] = {"phone": [], "desktop": ["--preset=desktop"]}
KINDS = {
    "clinic": re.compile(r"/directory/[^/]+/"),
    "practitioner": re.compile(r"/directory/practitioner/[^/]+/"),
    "guide": re.compile(r"/guide/[^/]+/"),
}


def find_pages(address: str) -> list[str]:
    """The doors, every page of the guide, and the first clinic and practitioner of the sitemap.

    A sitemap of many pages is an index of files: the first of each section is read.
    """
    paths = read_sitemap(address, "/sitemap.xml")
    if any(path.endswith(".xml") for path in paths):
        sections = [path for path in dict.fromkeys(paths) if path.endswith(".xml")]
        paths = [path for section in sections for path in read_sitemap(address, section)]
    found = {kind: [p for p in paths if form.fullmatch(p)] for kind, form in KINDS.items()}
    some = [*found["clinic"][:1], *found["practitioner"][:1], *found["guide"]]
    return ["/directory/", "/verify/", "/guide/", *some]


def read_sitemap(address: str, path: str) -> list[str]:
    """The paths that a file of the sitemap names, without what follows a question mark."""
    with urlopen(address + path, timeout=60) as answer:  # noqa: S310  the caller's own
        text = answer.read().decode()
    return [urlsplit(found).path for found in re.findall(r"<loc>([^<]+)</loc>", text)]


def install() -> Path | None:
    """Lighthouse as a program, fetched where it is missing; None where npm does not answer."""
    npm = shutil.which("npm")
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if npm and not program.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        options = ["--no-audit", "--no-fund", "--silent", "--prefix", str(FOLDER)]
        subprocess.run([npm, "install", *options, VERSION], check=False)
    return program if program.exists() else None


def judge(program: Path, url: str, form: list[str], chromium: str) -> dict[str, object]:
    """Lighthouse's report on ``url``; empty where it could not read the page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(program), url, f"--only-categories={','.join(CATEGORIES)}", *form]
        command += ["--quiet", "--output=json", f"--output-path={report}"]
        command += ["--chrome-flags=--headless=new --no-sandbox"]
        subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, check=False)
        found: dict[str, object] = json.loads(report.read_text()) if report.exists() else {}
        return found


def scores_of(report: dict[str, object]) -> dict[str, int]:
    """Points of 100 for each category; 0 where Lighthouse gave none."""
    categories: dict[str, dict[str, float | None]] = report.get("categories", {})  # type: ignore[assignment]
    return {name: round(100 * (categories.get(name, {}).get("score") or 0)) for name in CATEGORIES}


def failures_of(report: dict[str, object]) -> list[str]:
    """Titles of the checks that cost points."""
    audits: dict[str, dict[str, object]] = report.get("audits", {})  # type: ignore[assignment]
    categories: dict[str, dict[str, list[dict[str, object]]]] = report.get("categories", {})  # type: ignore[assignment]
    counted = [ref for one in categories.values() for ref in one["auditRefs"] if ref["weight"]]
    rows = [audits[str(ref["id"])] for ref in counted]
    return [str(row["title"]) for row in rows if row["score"] is not None and row["score"] != 1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--only", default="", help="judge only paths that contain this")
    options = parser.parse_args()
    address = options.address.rstrip("/")
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium on this machine: apt-get install chromium, or name one in CHROMIUM.")
    try:
        pages = [page for page in find_pages(address) if options.only in page]
    except URLError:
        sys.exit(f"Nothing answers at {address}. Start `make demo` in another terminal first.")
    program = install()
    if program is None:
        sys.exit("Lighthouse is not here and npm did not bring it: install Node 22 with npm.")
    is_good = True
    print(f"{'':52} {'':8}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
    for page in pages:
        for name, form in FORMS.items():
            report = judge(program, address + page, form, chromium)
            scores = scores_of(report)
            is_good = is_good and min(scores.values()) >= GOAL
            row = "".join(f"{scores[category]:>16}" for category in CATEGORIES)
            print(f"{page:52} {name:8}{row}", flush=True)
            for failure in failures_of(report):
                print(f"    {failure}", flush=True)
    print(f"Goal: {GOAL} in each. {'Reached.' if is_good else 'Not reached.'}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
