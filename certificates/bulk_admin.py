"""Bulk runs in the admin: the list, and where issuing to many and recalling begin."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from certificates.enums import BulkKind
from certificates.models import BulkRun
from certificates.permissions import user_can_act
from certificates.views import bulk


class BulkIndex(IndexView):
    """Runs; a new one starts here."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("actor")

    @property
    def header_buttons(self) -> list[Any]:
        if not user_can_act(self.request.user):
            return []
        issue, recall = (reverse(f"lms_certificates_bulk:{name}") for name in ("issue", "recall"))
        return [
            HeaderButton(_("Issue in bulk"), url=issue, icon_name="plus"),
            HeaderButton(_("Recall"), url=recall, icon_name="warning"),
        ]


def _name_of(actor: Any) -> str:
    return str(actor.get_full_name() or actor) if actor else ""


class BulkViewSet(ModelViewSet):
    """Work on many certificates: issuing to a cohort or a list, suspending after a recall."""

    model = BulkRun
    name = "lms_certificates_bulk"
    url_prefix = "bulk-certificates"
    menu_label = _("Bulk and recall")
    icon = "tasks"
    list_display = [
        TitleColumn(
            "title",
            label=_("For"),
            get_url=lambda row: reverse("lms_certificates_bulk:run", args=[row.pk]),
        ),
        Column(
            "kind",
            label=_("What"),
            accessor=lambda row: _("Dry run") if row.is_dry_run else BulkKind(row.kind).label,
        ),
        Column("total", label=_("Rows")),
        Column(
            "state",
            label=_("State"),
            accessor=lambda row: _("Finished") if row.finished_at else _("Under way"),
        ),
        Column("actor", label=_("By"), accessor=lambda row: _name_of(row.actor)),
        DateColumn("created_at", label=_("Asked for"), sort_key="created_at"),
    ]
    index_view_class = BulkIndex
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("issue/", bulk.issue, name="issue"),
            path("recall/", bulk.recall, name="recall"),
            path("run/<int:pk>/", bulk.run, name="run"),
            path("run/<int:pk>/perform/", bulk.perform, name="perform"),
            path("run/<int:pk>/go-on/", bulk.go_on, name="go_on"),
        ]
