"""Reporting something in the directory: open to anybody, closed to machines."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from certificates.directory.client_forms import ReportForm
from certificates.directory.models import Clinic, PortfolioCase, Review
from certificates.directory.queries import find_practitioner
from certificates.directory.services.reports import report as keep
from certificates.directory.views.limits import too_many, wait_for
from lms.core import clock
from lms.core.conf import lms_settings


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One form for everything that is public here."""
    subject, back = _find(kind, key)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_from_machine:
            if wait := wait_for(request, "report", str(lms_settings.LMS_REPORT_RATE)):
                return too_many(request, wait, back)
            given = form.cleaned_data
            keep(
                subject,
                reason=given["reason"],
                text=given["text"],
                contact=given["contact"],
                at=clock.now(),
            )
        messages.success(
            request, _("Thank you. A moderator looks at it, and nobody is told who reported.")
        )
        return redirect(back)
    context = {"subject": subject, "kind": kind, "back": back, "form": form}
    response = render(request, "lms_directory/report.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _find(kind: str, key: str) -> tuple[Any, str]:
    """What is reported, if everybody can see it, and the page to come back to."""
    found: Any
    if kind == "clinic":
        found = get_object_or_404(Clinic.objects.live(), slug=key)
        return found, found.get_absolute_url()
    if kind == "practitioner":
        found = find_practitioner(key, now=clock.now())
        if found is None:
            raise Http404
        return found, found.get_absolute_url()
    try:
        number = uuid.UUID(key)
    except ValueError:
        raise Http404 from None
    if kind == "review":
        found = get_object_or_404(
            Review.objects.published().filter(clinic__live=True).select_related("clinic"),
            key=number,
        )
        return found, found.clinic.get_absolute_url()
    if kind == "case":
        found = get_object_or_404(
            PortfolioCase.objects.published().select_related("practitioner"), key=number
        )
        return found, found.practitioner.get_absolute_url()
    raise Http404
