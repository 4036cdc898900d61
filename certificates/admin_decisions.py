"""Decisions about people in the admin: the queue of approvals, and checks of identity."""

from typing import Any

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.eligibility import Reason
from certificates.enums import ApprovalState
from certificates.forms import DeclineForm, IdentityForm
from certificates.models import Approval, IdentityCheck
from certificates.permissions import user_can_act, user_can_identify
from certificates.queries import find_version_of
from certificates.services.identity import record_identity
from certificates.services.ways import get_way
from certificates.views import decisions
from courses.api import get_learner_name


def _person(row: Any) -> str:
    return str(row.user.get_full_name() or row.user.get_username())


class ApprovalFilters(WagtailFilterSet):
    """By state and award."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=ApprovalState.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = Approval
        fields = ["state", "award"]


class ApprovalIndex(IndexView):
    """The queue, the oldest first."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user", "award")


class ApprovalInspect(InspectView):
    """What one person has met, as it was when asked and as it is now, and the decision."""

    template_name = "lms_certificates/admin/approval.html"
    page_title = _("Approval")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        approval: Approval = self.object
        version = find_version_of(approval.award)
        is_waiting = approval.state == ApprovalState.WAITING
        return super().get_context_data(
            approval=approval,
            name=get_learner_name(approval.user).legal,
            now=get_way(approval.user, version).decision if version and is_waiting else None,
            then=Reason.from_json(approval.decided or approval.asked),
            form=DeclineForm(),
            is_waiting=is_waiting,
            can_act=user_can_act(self.request.user),
            **kwargs,
        )


class ApprovalViewSet(ModelViewSet):
    """Earned certificates that wait for a registrar, and those that were decided."""

    model = Approval
    name = "lms_certificates_approvals"
    url_prefix = "approvals"
    menu_label = _("Approvals")
    icon = "check"
    list_display = [
        TitleColumn(
            "person",
            label=_("Person"),
            accessor=_person,
            get_url=lambda row: reverse("lms_certificates_approvals:inspect", args=[row.pk]),
        ),
        Column("award", label=_("Award"), accessor=lambda row: row.award.title),
        Column("state", label=_("State"), accessor=lambda row: row.get_state_display()),
        DateColumn("asked_at", label=_("Since"), sort_key="asked_at"),
    ]
    filterset_class = ApprovalFilters
    index_view_class = ApprovalIndex
    inspect_view_class = ApprovalInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/approval.html"
    inspect_view_fields = ["state"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("approve/<int:pk>/", decisions.approve, name="approve"),
            path("decline/<int:pk>/", decisions.decline, name="decline"),
            path("again/<int:pk>/", decisions.look_again, name="again"),
            path("explain/", decisions.explain, name="explain"),
        ]


class IdentityIndex(IndexView):
    """The checks that stand, the latest first."""

    def get_base_queryset(self) -> Any:
        found = super().get_base_queryset().standing()
        return found.select_related("user", "checked_by")


class IdentityCreate(CreateView):
    """Say that one has seen somebody's document; the service writes it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    def save_instance(self) -> IdentityCheck:
        given = self.form.cleaned_data
        return record_identity(
            given["person"],
            checked_by=self.request.user,
            document=given["document"],
            age=given["age"],
        )

    def get_success_message(self, instance: IdentityCheck) -> str:
        return str(_("Recorded: %(check)s.") % {"check": instance})

    def get_success_buttons(self) -> list[Any]:
        return []


class IdentityInspect(InspectView):
    """One check, and the button that takes it back."""

    template_name = "lms_certificates/admin/identity.html"
    page_title = _("Identity check")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            check=self.object, can_act=user_can_identify(self.request.user), **kwargs
        )


class IdentityViewSet(ModelViewSet):
    """Whose identity was checked, by whom and when; never a copy, a number or a date of birth."""

    model = IdentityCheck
    name = "lms_certificates_identity"
    url_prefix = "identity-checks"
    menu_label = _("Identity checks")
    icon = "key"
    list_display = [
        TitleColumn(
            "person",
            label=_("Person"),
            accessor=_person,
            get_url=lambda row: reverse("lms_certificates_identity:inspect", args=[row.pk]),
        ),
        Column("document", label=_("Seen"), accessor=lambda row: row.get_document_display()),
        Column(
            "age",
            label=_("At least this old"),
            accessor=lambda row: row.age if row.age is not None else "",
        ),
        Column(
            "checked_by",
            label=_("By"),
            accessor=lambda row: row.checked_by.get_full_name() or row.checked_by.get_username(),
        ),
        DateColumn("checked_at", label=_("On"), sort_key="checked_at"),
    ]
    index_view_class = IdentityIndex
    add_view_class = IdentityCreate
    inspect_view_class = IdentityInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/identity.html"
    inspect_view_fields = ["document"]
    search_fields = ["user__last_name", "user__first_name", "user__email"]
    search_backend_name = None
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return IdentityForm

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", decisions.withdraw_identity, name="withdraw"),
        ]
