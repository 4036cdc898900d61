"""Issuing to many, suspending many: asked for, looked over, gone on with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.bulk_forms import BulkIssueForm, RecallForm
from certificates.enums import BulkKind, GroundKind, ItemState
from certificates.exceptions import CertificateError
from certificates.models import BulkRun
from certificates.permissions import user_can_act
from certificates.recall_queries import find_recalled, list_grounds, name_ground
from certificates.services import bulk
from certificates.tasks import has_worker, start_bulk_run
from courses.api import list_cohort_people

_PAGE = 50


def _check(request: HttpRequest) -> None:
    if not user_can_act(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """Choose an award and who gets it; what follows is a dry run."""
    _check(request)
    form = BulkIssueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        award, actor = given["award"], request.user
        if cohort := given["cohort"]:
            people = list_cohort_people(cohort.pk)
            run = bulk.plan_issue_to_people(people, award=award, title=str(cohort), actor=actor)
        else:
            name = given["file"].name
            run = bulk.plan_issue_from_rows(form.rows, award=award, title=name, actor=actor)
        start_bulk_run(run)
        return redirect("lms_certificates_bulk:run", run.pk)
    return render(request, "lms_certificates/admin/bulk_issue.html", {"form": form})


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is, and what came of each row."""
    _check(request)
    found = get_object_or_404(BulkRun.objects.select_related("award", "actor", "rehearsal"), pk=pk)
    counts = found.items.by_state()
    state = request.GET.get("state", "")
    rows = found.items.select_related("user", "certificate").order_by("position")
    if state in ItemState.values:
        rows = rows.filter(state=state)
    waiting = counts.get(ItemState.WAITING, 0)
    context = {
        "run": found,
        "counts": [(value, label, counts.get(value, 0)) for value, label in ItemState.choices],
        "waiting": waiting,
        "has_worker": has_worker(),
        "settled": found.total - waiting,
        "possible": counts.get(ItemState.DONE, 0),
        "failed": counts.get(ItemState.FAILED, 0),
        "is_issue": found.kind == BulkKind.ISSUE,
        "performance": BulkRun.objects.filter(rehearsal=found).first(),
        "state": state,
        "page": Paginator(rows, _PAGE).get_page(request.GET.get("p")),
    }
    # the script asks for this part alone while the run goes on
    partial = "progress" in request.GET
    name = "includes/bulk_progress.html" if partial else "bulk_run.html"
    return render(request, f"lms_certificates/admin/{name}", context)


@require_POST
def perform(request: HttpRequest, pk: int) -> HttpResponse:
    """Do for real what a dry run found possible; a second click leads to the same run."""
    _check(request)
    rehearsal = get_object_or_404(BulkRun, pk=pk)
    try:
        real = bulk.plan_performance(rehearsal, actor=request.user)
    except CertificateError as error:
        messages.error(request, str(error))
        return redirect("lms_certificates_bulk:run", pk)
    start_bulk_run(real)
    return redirect("lms_certificates_bulk:run", real.pk)


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where a run was interrupted, failed rows included."""
    _check(request)
    found = get_object_or_404(BulkRun, pk=pk)
    bulk.retry_failed(found)
    start_bulk_run(found)
    return redirect("lms_certificates_bulk:run", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest) -> HttpResponse:
    """Every certificate that rests on one assessor, exam version or batch; suspend them all."""
    _check(request)
    kind, value = request.GET.get("kind", ""), request.GET.get("value", "").strip()
    if kind not in GroundKind.values:
        return render(request, "lms_certificates/admin/recall.html", {"kinds": GroundKind.choices})
    ground = GroundKind(kind)
    context: dict[str, Any] = {"kinds": GroundKind.choices, "kind": ground, "value": value}
    if not value:
        query = request.GET.get("q", "").strip()
        context |= {"query": query, "grounds": list_grounds(ground, query=query)}
        return render(request, "lms_certificates/admin/recall.html", context)
    found = find_recalled(ground, value)
    in_force = found.in_force()
    form = RecallForm(request.POST or None)
    words = name_ground(ground, value)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        title = f"{ground.label}: {words}"
        real = bulk.plan_suspension(
            in_force,
            title=title,
            reason=given["reason"],
            note=given["note"],
            actor=request.user,
        )
        start_bulk_run(real)
        return redirect("lms_certificates_bulk:run", real.pk)
    context |= {
        "words": words,
        "form": form,
        "total": found.count(),
        "in_force": in_force.count(),
        "page": Paginator(found, _PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "lms_certificates/admin/recall.html", context)
