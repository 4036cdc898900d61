"""The states of an enrollment and the steps between them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

APPLIED, ACTIVE, SUSPENDED = "applied", "active", "suspended"
COMPLETED, WITHDRAWN, EXPIRED = "completed", "withdrawn", "expired"


@dataclass(frozen=True)
class Transition:
    """A step: from which states, to which, who may take it, whether it needs a reason.

    ``by`` holds "learner" (the person enrolled), "staff" (may manage enrollments) and "system"
    (the clock, or the fold of results).
    """

    action: str
    sources: frozenset[str]
    target: str
    by: frozenset[str]
    needs_reason: bool = False


def _step(
    action: str, sources: set[str], target: str, by: set[str], *, needs_reason: bool = False
) -> tuple[str, Transition]:
    return action, Transition(action, frozenset(sources), target, frozenset(by), needs_reason)


TRANSITIONS: Mapping[str, Transition] = MappingProxyType(
    dict(
        (
            _step("apply", {""}, APPLIED, {"learner", "staff"}),
            _step("enroll", {""}, ACTIVE, {"learner", "staff"}),
            _step("approve", {APPLIED}, ACTIVE, {"staff"}),
            _step("decline", {APPLIED}, WITHDRAWN, {"staff"}, needs_reason=True),
            _step(
                "withdraw",
                {APPLIED, ACTIVE, SUSPENDED},
                WITHDRAWN,
                {"learner", "staff", "system"},
            ),
            _step("suspend", {ACTIVE}, SUSPENDED, {"staff"}, needs_reason=True),
            _step(
                "reinstate", {SUSPENDED, EXPIRED, WITHDRAWN}, ACTIVE, {"staff"}, needs_reason=True
            ),
            _step("expire", {APPLIED, ACTIVE, SUSPENDED}, EXPIRED, {"system"}),
            _step("complete", {ACTIVE}, COMPLETED, {"system"}),
        )
    )
)


def may_step(action: str, *, state: str, role: str) -> bool:
    """Whether ``role`` may take ``action`` on an enrollment in ``state`` ("" for a new one)."""
    transition = TRANSITIONS[action]
    return state in transition.sources and role in transition.by


def actions_for(state: str, *, role: str) -> list[str]:
    """The steps ``role`` may take from ``state``, in the order of the table."""
    return [action for action in TRANSITIONS if may_step(action, state=state, role=role)]
