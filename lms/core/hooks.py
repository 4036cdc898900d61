"""Names of the Wagtail hooks through which one app adds to another's screens.

``lms_dashboard_panels``  ``fn(request) -> Panel | list[Panel] | None``
    Fires each time a trainee opens "My training". Raising breaks the page: catch what can fail.
``lms_course_panels``     ``fn(request, course_page) -> Panel | list[Panel] | None``
    Fires each time a course page is served.
``lms_award_providers``   ``fn() -> AwardProvider``
    Fires when prerequisites are edited or checked; the provider lists awards and who holds one.
``lms_personal_data``     ``fn() -> lms.core.privacy.Holding``
    Fires when a person's data is exported or erased; raising stops the erasure as a whole.
``lms_result_dependents``  ``fn(results: list[ResultRef]) -> Iterable[Dependent]``
    Fires before results are changed, for each batch of them: what rests on which result? Called in
    a batch of some hundred results, so answer with a fixed number of queries. Raising stops the
    change from being offered.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString
from wagtail import hooks

DASHBOARD_PANELS = "lms_dashboard_panels"
COURSE_PANELS = "lms_course_panels"
AWARD_PROVIDERS = "lms_award_providers"
PERSONAL_DATA = "lms_personal_data"
RESULT_DEPENDENTS = "lms_result_dependents"


@dataclass(frozen=True, order=True)
class Panel:
    """A rendered piece of a screen; ``order`` sorts within the ``slot``."""

    order: int
    html: SafeString
    slot: Literal["lead", "main", "side"] = "main"


@dataclass(frozen=True)
class ResultRef:
    """A recorded unit result: whose, of which unit, judged on what (as its evidence names it)."""

    enrollment_id: int
    unit_key: uuid.UUID
    version_digest: str


@dataclass(frozen=True)
class Dependent:
    """Something that rests on a result, such as a certificate; ``url`` leads staff to it."""

    result: ResultRef
    label: str
    state: str
    url: str


def list_dependents(results: list[ResultRef]) -> list[Dependent]:
    """Everything that rests on one of ``results``, from every listener."""
    if not results:
        return []
    return [found for fn in hooks.get_hooks(RESULT_DEPENDENTS) for found in fn(results)]


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
