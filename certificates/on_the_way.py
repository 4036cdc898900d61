"""What somebody is on the way to, in words."""

from dataclasses import dataclass
from typing import Any

from certificates.enums import ApprovalState
from certificates.presentation import waiting_words
from certificates.queries import certificates_of, list_waiting
from certificates.services.ways import Way, list_ways


@dataclass(frozen=True)
class OnTheWay:
    """An award that is not earned yet, or waits for a registrar, in words."""

    title: str
    slug: str
    sentence: str
    waiting: str


def list_on_the_way(user: Any) -> list[OnTheWay]:
    """Every award ``user`` is on the way to; what is earned and waits for them is not among them.

    Four queries where nothing is on the way, else nine.
    """
    blocked = {item.award_id for item in list_waiting(user)}
    found = list_ways(user, list(certificates_of(user)))
    return [_in_words(way) for way in found if way.version.award_id not in blocked]


def _in_words(way: Way) -> OnTheWay:
    words = waiting_words(way.approval.state, way.approval.reason) if way.approval else ""
    return OnTheWay(
        title=way.version.payload["title"],
        slug=way.version.award.slug,
        sentence=words or way.decision.sentence,
        waiting=str(ApprovalState(way.approval.state).label) if way.approval else "",
    )
