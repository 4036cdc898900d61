"""The directory on the admin's home page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from certificates.directory.queries.reviews import count_waiting


class ModerationPanel(Component):
    """How much waits for a moderator, of each kind."""

    name = "lms_directory_moderation"
    order = 230
    template_name = "lms_directory/admin/home_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = count_waiting()
        return {"waiting": waiting, "total": sum(waiting.values())}
