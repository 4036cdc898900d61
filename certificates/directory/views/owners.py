"""A clinic's owner: the invitation, the plain form, the preview, the confirmation, the people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from certificates.directory.enums import Side
from certificates.directory.exceptions import ChangedMeanwhile, DirectoryError
from certificates.directory.models import Clinic, PlaceRequest, Practitioner
from certificates.directory.owner_forms import AskPersonForm, ClinicOwnerForm
from certificates.directory.owner_parts import list_parts, list_services
from certificates.directory.photo_forms import AT_ONCE, ClinicPhotosForm
from certificates.directory.queries import owned as queries
from certificates.directory.services import owners, places
from certificates.directory.services.photos import propose_photos
from certificates.directory.views.uploads import takes_pictures, too_large
from lms.core import clock
from lms.core.pictures import FileRefused
from lms.core.uploads import Limit


@login_required
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the invitation is about; the button accepts it, once."""
    found = owners.find_invitation(token, at=clock.now())
    if request.method == "POST":
        try:
            owners.accept_invitation(token, user=request.user, at=clock.now())
        except DirectoryError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("You speak for this clinic now."))
        return redirect("lms_directory:clinics")
    context = {"invitation": found}
    status = 200 if found else 410
    return render(request, "lms_directory/invitation.html", context, status=status)


@login_required
@require_GET
def clinics(request: HttpRequest) -> HttpResponse:
    """The clinics a person speaks for, and what waits there."""
    found = queries.list_owned(request.user)
    context = {"owned": found, "form": AskPersonForm()}
    return render(request, "lms_directory/owned.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The plain form: what is sent waits for a registrar, the public page stays as it is."""
    clinic = _owned(request, pk)
    # read before the form writes into it: without a draft the newest version is the clinic itself
    title, published = str(clinic), ClinicOwnerForm(instance=clinic) if clinic.live else None
    draft = clinic.get_latest_revision_as_object()
    form = ClinicOwnerForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        try:
            owners.propose_changes(form.draft(), base=form.cleaned_data["base"], user=request.user)
        except ChangedMeanwhile as error:
            form.add_error(None, str(error))
            answers = request.POST.copy()
            answers["base"] = str(owners.newest_version(clinic) or "")
            form.data = answers
        else:
            messages.success(
                request, _("Sent. A registrar looks at it; until then the page stays as it is.")
            )
            return redirect("lms_directory:clinics")
    parts = list_parts(form, published)
    photos, people = queries.count_photos(draft), queries.count_people(clinic)
    context = {
        "form": form,
        "clinic": clinic,
        "title": title,
        "parts": parts,
        "services": list_services(form),
        "differing": [part.title for part in parts if part.differs],
        "photo_words": ngettext("%d photo", "%d photos", photos) % photos,
        "people_words": ngettext("%d person", "%d people", people) % people,
    }
    return render(request, "lms_directory/owner_form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@takes_pictures(AT_ONCE)
def photos(request: HttpRequest, limit: Limit, pk: int) -> HttpResponse:
    """The photos of the newest version; what is sent waits for a registrar, as words do."""
    clinic = _owned(request, pk)
    draft = clinic.get_latest_revision_as_object()
    form = ClinicPhotosForm(request.POST or None, request.FILES or None, clinic=draft)
    if limit.exceeded:
        form.add_error(None, too_large())
    elif request.method == "POST" and form.is_valid():
        try:
            propose_photos(
                draft,
                kept=form.kept,
                new=form.new_files,
                base=form.cleaned_data["base"],
                user=request.user,
            )
        except (FileRefused, ChangedMeanwhile) as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Sent. A registrar looks at it; until then the page stays as it is.")
            )
            return redirect("lms_directory:clinics")
    return render(request, "lms_directory/clinic_photos.html", {"form": form, "clinic": clinic})


@login_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version as clients would see it."""
    clinic = _owned(request, pk)
    draft = clinic.get_latest_revision_as_object()
    return render(request, "lms_directory/clinic_preview.html", {"object": draft})


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that everything the public page says still holds today."""
    owners.confirm_clinic(_owned(request, pk), actor=request.user, at=clock.now())
    messages.success(request, _("Thank you. Clients see today as the day it was confirmed."))
    return redirect("lms_directory:clinics")


@login_required
@require_POST
def ask_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a practitioner, named by a certificate, to be shown at the clinic."""
    clinic = _owned(request, pk)
    form = AskPersonForm(request.POST)
    person = None
    if form.is_valid():
        person = queries.find_practitioner_by_number(form.cleaned_data["number"], now=clock.now())
    if person is None:
        messages.error(
            request, _("No entry in the directory holds a valid certificate with this number.")
        )
        return redirect("lms_directory:clinics")
    try:
        places.ask_for_place(
            person,
            clinic,
            side=Side.CLINIC,
            actor=request.user,
            at=clock.now(),
            role=form.cleaned_data["role"],
        )
    except DirectoryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Asked. The clinic shows them once they agree."))
    return redirect("lms_directory:clinics")


@login_required
@require_http_methods(["GET", "POST"])
def end_place(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Say what it does to stop showing somebody at the clinic; the button does it, at once."""
    clinic = _owned(request, pk)
    found = get_object_or_404(Practitioner, pk=person, places__clinic=clinic)
    if request.method == "GET":
        names = {"name": found.display_name, "clinic": clinic}
        return render(
            request,
            "lms_core/confirm.html",
            {
                "question": _("Does %(name)s work at %(clinic)s no more?") % names,
                "consequences": [
                    _("The clinic does not show them any more, from the next page anybody opens."),
                    _("Their own page and their certificates stay as they are."),
                    _("To show them again, you ask and they agree."),
                ],
                "yes": _("Yes, they work here no more"),
                "no": _("They still work here"),
                "back_url": reverse("lms_directory:clinics"),
                "harm": True,
            },
        )
    places.leave_place(found, clinic, actor=request.user)
    messages.success(request, _("They are not shown at the clinic any more."))
    return redirect("lms_directory:clinics")


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the other side's request about a place of work."""
    found = get_object_or_404(PlaceRequest.objects.select_related("clinic", "practitioner"), pk=pk)
    accept = request.POST.get("answer") == "yes"
    try:
        places.answer_place(found, accept=accept, actor=request.user, at=clock.now())
    except DirectoryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    is_person = found.side == Side.CLINIC
    return redirect("lms_directory:listing" if is_person else "lms_directory:clinics")


def _owned(request: HttpRequest, pk: int) -> Clinic:
    clinic = owners.find_owned(request.user, pk)
    if clinic is None:
        raise Http404
    return clinic
