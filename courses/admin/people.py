"""What a person may ask of the academy, in the admin: a copy of their data, and its erasure."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.exceptions import CourseError
from courses.models import Erasure
from courses.permissions import user_can_erase
from courses.queries.people import count_holdings
from courses.services.names import get_learner_name
from courses.services.people import erase_person, export_person, find_erasure_obstacle
from lms.core.sanitize import clean_text

_SHOWN = 20


class EraseForm(forms.Form):
    """The user name typed once more: what is erased is gone."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Where the request is filed. Do not write the person’s name."),
    )
    username = forms.CharField(
        label=gettext_lazy("Type the user name of the account to erase it"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_reference(self) -> str:
        return clean_text(self.cleaned_data["reference"])[:80]

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"].strip()
        if typed != self.person.get_username():
            raise forms.ValidationError(
                _("This is not the user name of the account. Nothing was erased.")
            )
        return typed


class ErasureIndex(IndexView):
    """Erasures that were done; a person is looked up from here."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user", "actor")

    @property
    def header_more_buttons(self) -> list[Any]:
        if not user_can_erase(self.request.user):
            return []
        url = reverse("lms_courses_people:find")
        return [HeaderButton(_("Find a person"), url=url, icon_name="search")]


class PeopleViewSet(ModelViewSet):
    """Data protection requests."""

    model = Erasure
    name = "lms_courses_people"
    url_prefix = "data-protection"
    menu_label = gettext_lazy("Data protection")
    icon = "user"
    add_to_settings_menu = True
    list_display = [
        Column("user", label=gettext_lazy("Account"), accessor=lambda row: row.user.get_username()),
        DateColumn("at", label=gettext_lazy("Erased"), sort_key="at"),
        Column("actor", label=gettext_lazy("By"), accessor=lambda row: row.actor or _("a command")),
        Column("reference", label=gettext_lazy("Reference"), accessor=lambda row: row.reference),
    ]
    index_view_class = ErasureIndex
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("find/", find, name="find"),
            path("person/<int:pk>/", person, name="person"),
            path("person/<int:pk>/export/", export, name="export"),
            path("person/<int:pk>/erase/", erase, name="erase"),
        ]


def _check(request: HttpRequest) -> None:
    if not user_can_erase(request.user):
        raise PermissionDenied


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Look somebody up by name, user name or address."""
    _check(request)
    query = clean_text(request.GET.get("q", ""))[:100]
    found: list[Any] = []
    if query:
        wanted = (
            Q(username__icontains=query)
            | Q(email__icontains=query)
            | Q(first_name__icontains=query)
            | Q(last_name__icontains=query)
            | Q(learner_profile__legal_name__icontains=query)
            | Q(learner_profile__preferred_name__icontains=query)
        )
        people = get_user_model()._default_manager.filter(wanted, erasure__isnull=True)
        found = list(people.select_related("learner_profile").order_by("pk")[: _SHOWN + 1])
    context = {"query": query, "found": found[:_SHOWN], "is_cut": len(found) > _SHOWN}
    return render(request, "lms_courses/admin/people_find.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held about one person, and the two things that can be done."""
    _check(request)
    return _person_page(request, get_object_or_404(get_user_model(), pk=pk))


def _person_page(request: HttpRequest, user: Any, form: Any = None) -> HttpResponse:
    context = {
        "person": user,
        "name": get_learner_name(user),
        "erasure": Erasure.objects.filter(user=user).select_related("actor").first(),
        "obstacle": find_erasure_obstacle(user),
        "counts": count_holdings(user),
        "form": form or EraseForm(person=user),
    }
    return render(request, "lms_courses/admin/person.html", context)


@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is held about a person, as a file."""
    _check(request)
    user = get_object_or_404(get_user_model(), pk=pk)
    text = json.dumps(export_person(user), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="person-{user.pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase, once the user name was typed."""
    _check(request)
    user = get_object_or_404(get_user_model(), pk=pk)
    form = EraseForm(request.POST, person=user)
    if Erasure.objects.filter(user=user).exists():
        messages.info(request, _("The data of this person was erased already."))
        return redirect("lms_courses_people:person", pk)
    if not form.is_valid():
        return _person_page(request, user, form)
    try:
        erase_person(user, actor=request.user, reference=form.cleaned_data["reference"])
    except CourseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Erased. Results and certificates stay, without a name."))
    return redirect("lms_courses_people:person", pk)
