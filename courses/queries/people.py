"""People: who is in a cohort, and what is held about one of them."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from courses.enums import EnrollmentState
from courses.models import Cohort, Enrollment
from lms.core.privacy import list_holdings


def count_holdings(user: Any) -> list[tuple[str, int]]:
    """(kind of record, how many) of everything held about ``user``; one query to a kind."""
    counts = []
    for holding in list_holdings():
        for name, path in holding.subjects.items():
            model = apps.get_model(holding.app_label, name)
            count = model._default_manager.filter(**{path: user}).count()
            if count:
                counts.append((str(model._meta.verbose_name_plural), count))
    return counts


def list_cohorts() -> QuerySet[Cohort]:
    """Every cohort, the latest first."""
    return Cohort.objects.order_by("-starts_on", "-pk")


def list_cohort_people(cohort_id: int) -> list[Any]:
    """Who learns or learned in a cohort, in the order they came; not who left or was refused."""
    rows = Enrollment.objects.filter(cohort=cohort_id).exclude(
        state__in=[EnrollmentState.APPLIED, EnrollmentState.WITHDRAWN]
    )
    return list(rows.order_by("pk").values_list("user_id", flat=True))
