"""Panels of the admin that only show."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from certificates.requirement_blocks import former_exams, made_practice, read_tree
from certificates.requirements import ResultRequired, leaves_of


class FormerExamsPanel(Panel):
    """Warns where an award asks for exams that were made practice since; else it is not there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lms_certificates/admin/former_exams.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.warnings)

        @cached_property
        def warnings(self) -> list[str]:
            asked = {
                leaf.unit_key
                for tree in (self.instance.requirement_tree, self.instance.renewal_tree)
                for leaf in leaves_of(read_tree(tree or []))
                if isinstance(leaf, ResultRequired)
            }
            return [made_practice(title) for key, title in former_exams().items() if key in asked]
