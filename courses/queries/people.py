"""People: who is in a cohort, and what is held about one of them."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Max, Q, QuerySet

from courses.enums import EnrollmentState
from courses.models import Cohort, Enrollment, EnrollmentEvent, LearnerProfile, UnitResult
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


def last_result_id() -> int:
    """The latest result there is, as a mark for :func:`list_changed_learners`."""
    return UnitResult.objects.aggregate(last=Max("pk"))["last"] or 0


def list_changed_learners(*, after_result: int, since: dt.datetime) -> QuerySet[Any]:
    """People with a result after ``after_result``, or a step or a confirmed name from ``since`` on.

    Results are told by their order, since they may be recorded long after they were reached.
    """
    results = UnitResult.objects.filter(pk__gt=after_result).values("enrollment__user")
    steps = EnrollmentEvent.objects.filter(at__gte=since).values("enrollment__user")
    names = LearnerProfile.objects.filter(legal_name_confirmed_at__gte=since).values("user")
    people: QuerySet[Any] = get_user_model()._default_manager.filter(
        Q(pk__in=results) | Q(pk__in=steps) | Q(pk__in=names)
    )
    return people


def list_revised_enrollments(*, after_result: int) -> QuerySet[Enrollment]:
    """Enrollments in which a result was replaced after ``after_result``."""
    replaced = UnitResult.objects.filter(pk__gt=after_result, sequence__gt=0)
    return Enrollment.objects.filter(pk__in=replaced.values("enrollment"))
