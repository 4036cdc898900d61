"""Everything that can be said about the code without running its tests."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ["lms", "courses", "assessments", "certificates"]
MANAGE = [sys.executable, "-W", "error", "manage.py"]

# The longest first: they run two at a time.
CHECKS: dict[str, list[str]] = {
    "types": [f"{BIN}/mypy"],
    "style": [f"{BIN}/ruff", "check", "--quiet", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "layers": [f"{BIN}/lint-imports", "--no-logo"],
    "templates": [f"{BIN}/djlint", "--lint", "--quiet", *PACKAGES],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "system checks": [*MANAGE, "check", "--fail-level", "WARNING"],
    "contrast": [sys.executable, "-m", "lms.core.contrast"],
}


def check(name: str, environment: dict[str, str]) -> tuple[bool, str]:
    """Whether the check passed, and what there is to print about it."""
    start = time.monotonic()
    result = subprocess.run(
        CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    passed = result.returncode == 0
    verdict = "ok" if passed else "FAILED"
    said = "" if passed else f"\n{result.stdout}{result.stderr}"
    return passed, f"{name:<14} {verdict:<7} {time.monotonic() - start:5.1f} s{said}"


def main() -> None:
    wanted = sys.argv[1:] or list(CHECKS)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    failed = []
    with ThreadPoolExecutor(2) as pool:
        checks = {name: pool.submit(check, name, environment) for name in wanted}
        for name, future in checks.items():
            passed, text = future.result()
            print(text, flush=True)
            if not passed:
                failed.append(name)
    if failed:
        sys.exit(f"lint: {', '.join(failed)} failed")


if __name__ == "__main__":
    main()
