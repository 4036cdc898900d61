"""Reading what was recorded of practicals."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from assessments.models import PracticalPage, PracticalResult


def list_results() -> QuerySet[PracticalResult]:
    """The result that counts of each case, the latest first."""
    later = PracticalResult.objects.filter(case=OuterRef("case"), sequence__gt=OuterRef("sequence"))
    return (
        PracticalResult.objects.exclude(Exists(later))
        .select_related("user", "judged_by", "practical")
        .order_by("-at", "-pk")
    )


def list_own_results(user: Any, practical: PracticalPage) -> list[PracticalResult]:
    """What assessors recorded of one person at one practical, the latest first. One query."""
    return list(list_results().filter(user=user, practical_key=practical.unit_key))
