"""A practitioner's own portfolio, and its pictures, which no public address leads to."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.directory.exceptions import StepRefused
from certificates.directory.models import PortfolioCase, Practitioner
from certificates.directory.permissions import user_can_moderate
from certificates.directory.portfolio_forms import CaseForm
from certificates.directory.queries.portfolio import find_picture, list_own_cases
from certificates.directory.services import portfolio, removal
from lms.core import clock
from lms.core.pictures import FileRefused
from lms.core.uploads import Limit

# a file that is handed out runs nothing and loads nothing, whatever it holds
SANDBOX = "default-src 'none'; sandbox"


@csrf_exempt  # so that the limit is set before anything reads the body; checked right below
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """What I handed in, and a form for another case."""
    limit = Limit(request, most=(2 * portfolio.MEGABYTES + 1) * 1024 * 1024)
    request.upload_handlers.insert(0, limit)
    response: HttpResponse = _own(request, limit)
    return response


@csrf_protect
def _own(request: HttpRequest, limit: Limit) -> HttpResponse:
    practitioner = Practitioner.objects.filter(user=request.user).first()
    if practitioner is None:
        messages.info(request, _("Decide first what the directory may show of you."))
        return redirect("lms_directory:listing")
    form = CaseForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if limit.exceeded:
            form.add_error(None, _("These files are larger than 15 MB each. Send smaller ones."))
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


@require_POST
@login_required
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a case down: the files are deleted at once."""
    case = get_object_or_404(PortfolioCase, key=key, practitioner__user=request.user)
    try:
        portfolio.withdraw_case(
            case,
            actor=request.user,
            at=clock.now(),
            client_withdrew=request.POST.get("why") == "client",
        )
    except StepRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken down. The pictures are deleted."))
    return redirect("lms_directory:portfolio")


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
