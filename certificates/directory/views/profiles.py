"""A practitioner's own page: the form, the preview, the publication, and where they work."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from certificates.directory.enums import Side
from certificates.directory.exceptions import ChangedMeanwhile, DirectoryError
from certificates.directory.models import Clinic, Practitioner
from certificates.directory.owner_forms import AskClinicForm, ProfileForm
from certificates.directory.queries import owned as queries
from certificates.directory.queries.pages import allows_photo
from certificates.directory.services import places, profiles
from certificates.directory.views.uploads import takes_pictures, too_large
from lms.core import clock
from lms.core.pictures import FileRefused
from lms.core.uploads import Limit


@require_http_methods(["GET", "POST"])
@login_required
@takes_pictures(1)
def edit(request: HttpRequest, limit: Limit) -> HttpResponse:
    """The person's own words; they are looked at in a preview before clients see them."""
    entry = Practitioner.objects.filter(user=request.user).first()
    if entry is None:
        messages.info(request, _("Allow an entry first; then you can write your page."))
        return redirect("lms_directory:listing")
    draft = entry.get_latest_revision_as_object()
    form = ProfileForm(
        request.POST or None,
        request.FILES or None,
        instance=draft,
        certificates=queries.list_training_choices(request.user),
    )
    if limit.exceeded:
        form.add_error("portrait", too_large())
    elif request.method == "POST" and form.is_valid():
        try:
            profiles.save_profile(
                form.draft(),
                base=form.cleaned_data["base"],
                user=request.user,
                portrait=form.cleaned_data["portrait"],
            )
        except FileRefused as error:
            form.add_error("portrait", str(error))
        except ChangedMeanwhile as error:
            entry.refresh_from_db()
            form.add_error(None, str(error))
            answers = request.POST.copy()
            answers["base"] = str(entry.latest_revision_id or "")
            form.data = answers
        else:
            return redirect("lms_directory:profile_preview")
    return render(request, "lms_directory/profile_form.html", {"form": form, "entry": entry})


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """The newest version as clients would see it; the button shows it to them."""
    entry = get_object_or_404(Practitioner, user=request.user)
    if request.method == "POST":
        try:
            profiles.publish_profile(request.user)
        except DirectoryError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Published. Clients see it while you are listed by name."))
        return redirect("lms_directory:listing")
    draft = entry.get_latest_revision_as_object()
    context = {
        "object": draft,
        "entry": entry,
        "photo_is_hidden": bool(draft.photo_id) and not allows_photo(draft, now=clock.now()),
    }
    return render(request, "lms_directory/profile_preview.html", context)


@login_required
@require_POST
def ask_clinic(request: HttpRequest) -> HttpResponse:
    """Ask a clinic to show the person."""
    entry = Practitioner.objects.filter(user=request.user).first()
    form = AskClinicForm(request.POST)
    clinic = queries.find_clinic_by_words(request.POST.get("clinic", ""))
    if entry is None or clinic is None or not form.is_valid():
        messages.error(
            request,
            _("No clinic with exactly this name or address is in the directory.")
            if entry
            else _("Allow an entry first."),
        )
        return redirect("lms_directory:listing")
    try:
        places.ask_for_place(
            entry,
            clinic,
            side=Side.PRACTITIONER,
            actor=request.user,
            at=clock.now(),
            role=form.cleaned_data["role"],
        )
    except DirectoryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Asked. The clinic shows you once it agrees."))
    return redirect("lms_directory:listing")


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what leaving a clinic does; the button does it, at once."""
    entry = get_object_or_404(Practitioner, user=request.user)
    clinic = get_object_or_404(Clinic, pk=pk)
    if request.method == "GET":
        return render(
            request,
            "lms_core/confirm.html",
            {
                "question": _("Do you work at %(clinic)s no more?") % {"clinic": clinic},
                "consequences": [
                    _("The clinic does not show you any more, from the next page anybody opens."),
                    _("Your own page and your certificates stay as they are."),
                    _("To be shown there again, you ask and the clinic agrees."),
                ],
                "yes": _("Yes, I work there no more"),
                "no": _("Stay there"),
                "back_url": reverse("lms_directory:listing"),
                "harm": True,
            },
        )
    places.leave_place(entry, clinic, actor=request.user)
    messages.success(request, _("You are not shown at this clinic any more."))
    return redirect("lms_directory:listing")
