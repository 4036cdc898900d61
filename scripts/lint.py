"""Everything that can be said about the code without running its tests."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ["lms", "courses", "assessments", "certificates"]
MANAGE = [sys.executable, "-W", "error", "manage.py"]

CHECKS: dict[str, list[str]] = {
    "style": [f"{BIN}/ruff", "check", "--quiet", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "layers": [f"{BIN}/lint-imports", "--no-logo"],
    "templates": [f"{BIN}/djlint", "--lint", "--quiet", *PACKAGES],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "system checks": [*MANAGE, "check", "--fail-level", "WARNING"],
    "contrast": [sys.executable, "-m", "lms.core.contrast"],
    "types": [f"{BIN}/mypy"],
}


def main() -> None:
    wanted = sys.argv[1:] or list(CHECKS)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "PYTHONPATH": str(ROOT),
    }
    failed = []
    for name in wanted:
        start = time.monotonic()
        result = subprocess.run(
            CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        verdict = "ok" if result.returncode == 0 else "FAILED"
        print(f"{name:<14} {verdict:<7} {time.monotonic() - start:5.1f} s", flush=True)
        if result.returncode:
            failed.append(name)
            print(result.stdout + result.stderr, flush=True)
    if failed:
        sys.exit(f"lint: {', '.join(failed)} failed")


if __name__ == "__main__":
    main()
