"""What clients say about a clinic, ready to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from certificates.directory.enums import Moderation, Rating
from certificates.directory.models import Clinic, Review
from certificates.directory.moderation import CRITERIA, FEWEST_FOR_AVERAGE, Criterion, summarize

SHOWN = 10


@dataclass(frozen=True)
class Mark:
    """One mark in words."""

    label: str
    words: str


@dataclass(frozen=True)
class ReviewLine:
    """A review as everybody reads it; one that was taken down is a line with its reason."""

    key: str
    author: str
    visited_in: dt.date
    published_on: dt.datetime | None
    text: str
    marks: tuple[Mark, ...]
    reply: str
    replied_on: dt.datetime | None
    removed_for: str
    can_be_answered: bool = False

    @property
    def is_removed(self) -> bool:
        return bool(self.removed_for)


@dataclass(frozen=True)
class Average:
    """What all reviews say about one thing."""

    label: str
    count: int
    average: float | None
    words: str


@dataclass(frozen=True)
class Reviews:
    """The reviews on a clinic's page."""

    total: int
    averages: tuple[Average, ...]
    lines: tuple[ReviewLine, ...]
    number_of_pages: int = 1
    page: int = 1
    fewest: int = FEWEST_FOR_AVERAGE


def read_reviews(clinic: Clinic, *, page: int = 1) -> Reviews:
    """The published reviews of ``clinic``, newest first, and what they say together.

    Two queries. What was taken down stays in its place as a line with the reason.
    """
    rows = Review.objects.filter(
        Q(state=Moderation.PUBLISHED) | Q(state=Moderation.REMOVED), clinic=clinic
    ).order_by("-published_at", "-pk")
    marks = list(rows.values("state", *CRITERIA))
    published = [row for row in marks if row["state"] == Moderation.PUBLISHED]
    pages = max(1, -(-len(marks) // SHOWN))
    page = min(max(1, page), pages)
    start = (page - 1) * SHOWN
    shown = rows.select_related("reply")[start : start + SHOWN] if marks else ()
    return Reviews(
        total=len(published),
        averages=_averages(summarize(published)),
        lines=tuple(line_of(row) for row in shown),
        number_of_pages=pages,
        page=page,
    )


def read_page(typed: str) -> int:
    """The number of a page as it stands in an address; nonsense is the first page."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def line_of(row: Review) -> ReviewLine:
    """One review as a line; what was taken down shows none of its words."""
    if row.state == Moderation.REMOVED:
        return ReviewLine(
            str(row.key), "", row.visited_in, row.published_at, "", (), "", None, row.public_reason
        )
    reply: Any = getattr(row, "reply", None)
    shows = bool(reply) and reply.state == Moderation.PUBLISHED
    return ReviewLine(
        key=str(row.key),
        author=row.author,
        visited_in=row.visited_in,
        published_on=row.published_at,
        text=row.text,
        marks=marks_of(row),
        reply=reply.text if shows else "",
        replied_on=reply.published_at if shows else None,
        removed_for="",
        can_be_answered=reply is None,
    )


def marks_of(row: Review) -> tuple[Mark, ...]:
    """The marks a review gives, in words; what the client could not say is left out."""
    return tuple(
        Mark(label_of(name), str(Rating(value).label))
        for name in CRITERIA
        if (value := getattr(row, name)) is not None
    )


def label_of(criterion: str) -> str:
    """How a criterion is called on screen."""
    return str(Review._meta.get_field(criterion).verbose_name).capitalize()  # type: ignore[union-attr]


def _averages(criteria: Sequence[Criterion]) -> tuple[Average, ...]:
    return tuple(
        Average(
            label_of(one.name),
            one.count,
            one.average,
            str(Rating(one.nearest).label) if one.nearest else "",
        )
        for one in criteria
    )


def count_waiting() -> dict[str, Any]:
    """How much waits for a moderator, of each kind."""
    from certificates.directory.models import DirectoryReport, PortfolioCase, ReviewReply

    return {
        "reviews": Review.objects.waiting().count(),
        "replies": ReviewReply.objects.waiting().count(),
        "cases": PortfolioCase.objects.waiting().count(),
        "reports": DirectoryReport.objects.open().count(),
    }
