"""A practitioner's own portfolio, and its pictures, which no public address leads to."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates.directory.exceptions import StepRefused
from certificates.directory.models import PortfolioCase, Practitioner
from certificates.directory.permissions import user_can_moderate
from certificates.directory.portfolio_forms import CaseForm
from certificates.directory.queries.portfolio import find_picture, list_own_cases
from certificates.directory.services import portfolio, removal
from certificates.directory.views.uploads import takes_pictures, too_large
from lms.core import clock
from lms.core.pictures import FileRefused
from lms.core.uploads import Limit

# a file that is handed out runs nothing and loads nothing, whatever it holds
SANDBOX = "default-src 'none'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@takes_pictures(2)
def own(request: HttpRequest, limit: Limit) -> HttpResponse:
    """What I handed in, and a form for another case."""
    practitioner = Practitioner.objects.filter(user=request.user).first()
    if practitioner is None:
        messages.info(request, _("Decide first what the directory may show of you."))
        return redirect("lms_directory:listing")
    form = CaseForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if limit.exceeded:
            form.add_error(None, too_large())
        elif form.is_valid() and _hand_in(request, practitioner, form):
            return redirect("lms_directory:portfolio")
    context = {
        "practitioner": practitioner,
        "cases": list_own_cases(practitioner),
        "form": form,
    }
    return render(request, "lms_directory/portfolio.html", context)


def _hand_in(request: HttpRequest, practitioner: Practitioner, form: CaseForm) -> bool:
    before, after = form.cleaned_data["before"], form.cleaned_data["after"]
    try:
        portfolio.hand_in_case(
            practitioner,
            given=form.facts(),
            before=before,
            after=after,
            sizes=(before.size, after.size),
            actor=request.user,
            at=clock.now(),
        )
    except (FileRefused, StepRefused) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Handed in. A moderator looks at it before clients see it."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say what taking a case down does; the button does it, and the files are deleted at once."""
    case = get_object_or_404(PortfolioCase, key=key, practitioner__user=request.user)
    by_client = request.GET.get("why") == "client"
    if request.method != "POST":
        return render(request, "lms_core/confirm.html", _before_withdrawing(case, by_client))
    try:
        portfolio.withdraw_case(case, actor=request.user, at=clock.now(), client_withdrew=by_client)
    except StepRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken down. The pictures are deleted."))
    return redirect("lms_directory:portfolio")


def _before_withdrawing(case: PortfolioCase, by_client: bool) -> dict[str, Any]:
    lines = [
        _("Both pictures are deleted now, and nobody can bring them back."),
        _("Nobody sees the case any more, from the next page anybody opens."),
        _("That there was a case stays in your list, with the number of the consent."),
    ]
    if by_client:
        lines.append(_("It is recorded that the client took back consent today."))
    return {
        "question": _("Did the client of %(case)s take back consent?") % {"case": _called(case)}
        if by_client
        else _("Take down %(case)s?") % {"case": _called(case)},
        "consequences": lines,
        "yes": _("Yes, delete the pictures"),
        "no": _("Keep it"),
        "back_url": reverse("lms_directory:portfolio"),
        "harm": True,
    }


def _called(case: PortfolioCase) -> str:
    return f"{case.get_technique_display()}, {date_format(case.created_at, 'DATE_FORMAT')}"


@require_safe
def picture(request: HttpRequest, token: uuid.UUID) -> Any:
    """One picture, to whom may see it now; asked again each time, so it can be gone at once."""
    found = find_picture(
        token,
        user=request.user,
        is_moderator=user_can_moderate(request.user),
        now=clock.now(),
    )
    if found is None:
        raise Http404
    try:
        response = FileResponse(found.file.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def remove_all(request: HttpRequest) -> HttpResponse:
    """One button: nothing of me is shown any more, from the next page anybody opens."""
    if request.method == "POST":
        removal.remove_everything(request.user, at=clock.now())
        messages.success(
            request, _("Done. The directory shows nothing of you, and your pictures are deleted.")
        )
        return redirect("lms_directory:listing")
    return render(request, "lms_directory/remove_all.html")
