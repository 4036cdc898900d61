"""A person's own settings, the search of the site, and what robots are told."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Site

from courses.api import get_learner_name, set_learner_name
from lms.core import clock
from lms.site.forms import ConfirmNameForm, LegalNameForm, PreferredNameForm
from lms.site.queries import describe_profile, search_site


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The name on screen, the name on certificates, and where the rest of the account is."""
    form = PreferredNameForm(request.POST or None, initial=_preferred(request))
    if request.method == "POST" and form.is_valid():
        set_learner_name(request.user, preferred_name=form.cleaned_data["preferred_name"])
        messages.success(request, _("Saved."))
        return redirect("lms_accounts:profile")
    return render(
        request,
        "lms_site/profile.html",
        {"form": form, "profile": describe_profile(request.user)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def legal_name(request: HttpRequest) -> HttpResponse:
    """Type the name for certificates; the next screen shows how it will stand there."""
    profile = describe_profile(request.user)
    form = LegalNameForm(request.POST or None, initial={"legal_name": profile.name.legal})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["legal_name"]
        context = {
            "form": ConfirmNameForm(initial={"legal_name": name}),
            "legal_name": name,
            "profile": profile,
        }
        return render(request, "lms_site/name_confirm.html", context)
    return render(request, "lms_site/name.html", {"form": form, "profile": profile})


@login_required
@require_POST
def confirm_name(request: HttpRequest) -> HttpResponse:
    """Keep the name that was seen, and mark it as confirmed now."""
    form = ConfirmNameForm(request.POST)
    if not form.is_valid():
        context = {
            "form": form,
            "legal_name": form.cleaned_data.get("legal_name", ""),
            "profile": describe_profile(request.user),
        }
        if not context["legal_name"]:
            return redirect("lms_accounts:name")
        return render(request, "lms_site/name_confirm.html", context)
    set_learner_name(
        request.user, legal_name=form.cleaned_data["legal_name"], confirm=True, now=clock.now()
    )
    messages.success(request, _("Confirmed. New certificates are issued in this name."))
    return redirect("lms_accounts:profile")


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search the public pages and the clinics."""
    found = search_site(
        str(request.GET.get("q", "")), site=Site.find_for_request(request), now=clock.now()
    )
    return render(request, "lms_site/search.html", {"found": found})


@require_GET
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be visited; the register says "noindex" in its own answers.

    A crawler that may not fetch an answer would never read that, and could list its address.
    """
    hidden = [
        reverse("wagtailadmin_home"),
        "/accounts/",
        "/my-training/",
        "/assessments/",
        "/certificates/",
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in hidden)]
    lines.append(f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _preferred(request: HttpRequest) -> dict[str, str]:
    return {"preferred_name": get_learner_name(request.user).preferred}
