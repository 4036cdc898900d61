"""Whether what was moderated still stands as its log says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Prefetch, Q

from certificates.directory.enums import Step
from certificates.directory.models import (
    DirectoryReport,
    ModerationLog,
    PortfolioCase,
    Review,
    ReviewReply,
)
from certificates.directory.moderation import Entry, Kept, find_faults, find_report_faults

_CHUNK = 500


def check_moderation() -> Iterator[tuple[str, list[str]]]:
    """What each review, answer, portfolio case and report is called, and its faults if any.

    Two queries for every 500 rows.
    """
    for review in _with_log(Review.objects.all()):
        words = bool(review.text or review.author or review.email_hash)
        yield (
            f"review {review.pk}",
            find_faults(
                _entries(review), _kept(review, public_reason=review.public_reason, has_words=words)
            ),
        )
    for reply in _with_log(ReviewReply.objects.all()):
        yield f"answer {reply.pk}", find_faults(_entries(reply), _kept(reply))
    files = Count("pictures", filter=~Q(pictures__file=""))
    for case in _with_log(PortfolioCase.objects.annotate(files=files)):
        yield (
            f"case {case.pk}",
            find_faults(
                _entries(case), _kept(case, public_reason=case.public_reason, files=case.files)
            ),
        )
    for report in _with_log(DirectoryReport.objects.all()):
        yield (
            f"report {report.pk}",
            find_report_faults(_entries(report), handled_at=report.handled_at, note=report.note),
        )


def _with_log(rows: Any) -> Iterator[Any]:
    log = Prefetch("log", queryset=ModerationLog.objects.order_by("pk"))
    found: Iterator[Any] = rows.order_by("pk").prefetch_related(log).iterator(chunk_size=_CHUNK)
    return found


def _entries(row: Any) -> list[Entry]:
    return [Entry(Step(line.step), line.at, line.reason) for line in row.log.all()]


def _kept(row: Any, **more: Any) -> Kept:
    return Kept(row.state, row.created_at, row.published_at, **more)
