"""Names of the Wagtail hooks through which one app adds to another's screens.

``lms_dashboard_panels``  ``fn(request) -> Panel | list[Panel] | None``
    Fires each time a trainee opens "My training". Raising breaks the page: catch what can fail.
``lms_course_panels``     ``fn(request, course_page) -> Panel | list[Panel] | None``
    Fires each time a course page is served.
``lms_award_providers``   ``fn() -> AwardProvider``
    Fires when prerequisites are edited or checked; the provider lists awards and who holds one.
``lms_personal_data``     ``fn() -> lms.core.privacy.Holding``
    Fires when a person's data is exported or erased; raising stops the erasure as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString
from wagtail import hooks

DASHBOARD_PANELS = "lms_dashboard_panels"
COURSE_PANELS = "lms_course_panels"
AWARD_PROVIDERS = "lms_award_providers"
PERSONAL_DATA = "lms_personal_data"


@dataclass(frozen=True, order=True)
class Panel:
    """A rendered piece of a screen; ``order`` sorts within the ``slot``."""

    order: int
    html: SafeString
    slot: Literal["lead", "main", "side"] = "main"


def collect_panels(hook: str, *args: Any) -> dict[str, list[SafeString]]:
    """Ask every listener of ``hook`` and return its panels by slot, in order."""
    found = sorted(_panels(hook, *args), key=lambda panel: panel.order)
    slots: dict[str, list[SafeString]] = {"lead": [], "main": [], "side": []}
    for panel in found:
        slots[panel.slot].append(panel.html)
    return slots


def _panels(hook: str, *args: Any) -> Iterator[Panel]:
    for fn in hooks.get_hooks(hook):
        answer = fn(*args)
        if isinstance(answer, Panel):
            yield answer
        elif answer:
            yield from answer
