"""Says at the end which judges from outside were not asked."""

from typing import Any

from scripts.system_tools import missing_judges


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for judge in missing_judges():
        terminalreporter.write_line(f"*** NOT ASKED on this machine: {judge}", red=True, bold=True)
