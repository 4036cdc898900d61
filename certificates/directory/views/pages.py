"""The directory's screens: a search, a clinic, a practitioner, and a person's own consents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from certificates import api as certificates
from certificates.directory import queries, services
from certificates.directory.enums import CheckKind
from certificates.directory.forms import ListingForm
from certificates.directory.gazetteer import get_gazetteer
from certificates.directory.permissions import user_can_answer
from certificates.directory.queries.portfolio import list_portfolio
from certificates.directory.queries.reviews import read_page, read_reviews
from certificates.directory.search import Search
from certificates.directory.views.limits import too_many, wait_for_search
from lms.core import clock
from lms.core.permissions_policy import ALLOWING_POSITION
from lms.core.sanitize import clean_text

# more columns than this cannot be read beside each other
MOST_COMPARED = 3


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Search the directory; a certificate number goes straight to the register."""
    search = Search.read(request.GET)
    if number := certificates.read_number(search.q):
        return _to_register(request, number)
    if (search.has_filters or search.page > 1) and (wait := wait_for_search(request)):
        return too_many(request, wait, reverse("lms_directory:index"))
    now = clock.now()
    results = queries.search_directory(search, now=now)
    is_part = _wants_part(request)
    template = "lms_directory/includes/results.html" if is_part else "lms_directory/index.html"
    gazetteer = get_gazetteer()
    context = {
        "results": results,
        "search": results.search,
        "checked_at": now,
        "credit": gazetteer.credit,
        "credit_url": gazetteer.credit_url,
    }
    response = render(request, template, context)
    if is_part:
        query = results.search.query()
        response["HX-Push-Url"] = f"{request.path}?{query}" if query else request.path
    # "near me" asks the browser; no other page of ours may
    response["Permissions-Policy"] = ALLOWING_POSITION
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def clinic(request: HttpRequest, slug: str) -> HttpResponse:
    """One clinic: what it says, what was checked, and who there holds a valid certificate."""
    found = get_object_or_404(
        queries.clinics_with_lines(),
        slug=slug,
    )
    now = clock.now()
    context = {
        "page": queries.describe_clinic(found, now=now),
        "reviews": read_reviews(found, page=read_page(request.GET.get("reviews", ""))),
        "can_answer": request.user.is_authenticated and user_can_answer(request.user, found),
        "checked_at": now,
    }
    return render(request, "lms_directory/clinic.html", context)


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Up to three clinics side by side: what was checked, what each says, certificates now."""
    now = clock.now()
    slugs = list(dict.fromkeys(map(clean_text, request.GET.getlist("clinic"))))
    pages = queries.compare_clinics(slugs[:MOST_COMPARED], now=now)
    lines = [{line.label: line for line in (*p.checked, *p.unchecked)} for p in pages]
    context = {
        "pages": pages,
        "columns": len(pages) + 1,
        "checks": [(str(k.label), [found[str(k.label)] for found in lines]) for k in CheckKind],
        "is_cut": len(slugs) > MOST_COMPARED,
        "checked_at": now,
    }
    return render(request, "lms_directory/compare.html", context)


@require_GET
def practitioner(request: HttpRequest, slug: str) -> HttpResponse:
    """One practitioner, while listed by name; afterwards the address answers like any unknown."""
    now = clock.now()
    found = queries.find_practitioner(slug, now=now)
    if found is None:
        raise Http404
    context = {
        "page": queries.describe_practitioner(found, now=now),
        "cases": list_portfolio(found),
        "is_public": True,
        "checked_at": now,
    }
    return render(request, "lms_directory/practitioner.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """What a person allows the directory to show of them."""
    now = clock.now()
    if request.method == "POST":
        form = ListingForm(request.POST)
        if form.is_valid():
            services.set_own_consents(request.user, kinds=form.kinds(), at=now)
            messages.success(request, _("Saved. The directory shows this from now on."))
            return redirect("lms_directory:listing")
    page = queries.describe_listing(request.user, now=now)
    form = ListingForm(initial=page.initial)
    return render(request, "lms_directory/listing.html", {"page": page, "form": form})


def _wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for the results alone; going back in history needs the whole page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def _to_register(request: HttpRequest, number: str) -> HttpResponse:
    address = reverse("lms_certificates:verify_number", args=[number])
    if getattr(request, "htmx", False):
        response = HttpResponse()
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)
