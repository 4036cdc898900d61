"""``manage.py verify_certificate FILE...``: what the register says about files."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from certificates.enums import FileReason, FileVerdict
from certificates.file_answer import MAX_BYTES, FileAnswer
from certificates.services.check import check_file
from lms.core import clock


class Command(BaseCommand):
    help = (
        "Check PDF files, badges (JSON, JWT, PNG, SVG) and status lists against the register. "
        "Exits with 0 if every file is as issued and valid now, 1 not valid now, 2 altered, 3 not "
        "ours, 4 unreadable; with several files, the highest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object to a line")

    def handle(self, *args: Any, **options: Any) -> None:
        worst = 0
        for name in options["files"]:
            answer = _check(name)
            worst = max(worst, answer.exit_code)
            facts = _facts(name, answer)
            self.stdout.write(json.dumps(facts) if options["json"] else _line(facts))
        if worst:
            sys.exit(worst)


def _check(name: str) -> FileAnswer:
    try:
        with Path(name).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return FileAnswer(FileVerdict.UNREADABLE)
    return check_file(data, now=clock.now())


def _facts(name: str, answer: FileAnswer) -> dict[str, Any]:
    register = answer.register
    snapshot = register.snapshot if register else None
    return {
        "file": name,
        "verdict": str(answer.verdict),
        "form": answer.form,
        "reason": str(answer.reason or ""),
        "number": register.number if register else "",
        "state": str(register.state) if register and register.state else "",
        "name": snapshot.name if snapshot else "",
        "award": snapshot.award.title if snapshot else "",
        "valid_until": (
            snapshot.valid_until.isoformat() if snapshot and snapshot.valid_until else ""
        ),
        "successor": register.successor if register else "",
        "development": register.is_development if register else False,
    }


def _line(facts: dict[str, Any]) -> str:
    parts = [str(FileVerdict(facts["verdict"]).label)]
    if facts["reason"]:
        parts.append(str(FileReason(facts["reason"]).label))
    if facts["number"]:
        register = [facts["number"], facts["state"], facts["name"], facts["award"]]
        parts.append(", ".join(filter(None, register)))
    if facts["successor"]:
        parts.append(f"replaced by {facts['successor']}")
    if facts["development"]:
        parts.append("development seal")
    return f"{facts['file']}: " + " | ".join(parts)
