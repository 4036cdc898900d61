"""Panels of the admin that only show."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class ConsentPanel(Panel):
    """The consents of a practitioner with their dates. Only the person can change them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Consents"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "lms_directory/admin/consent_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            saved = self.instance is not None and self.instance.pk is not None
            context["consents"] = list(self.instance.consents.all()) if saved else []
            return context
