"""Permission policies of learner records: read and acted on, never edited or deleted by hand."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

_FORBIDDEN = frozenset({"delete"})


class RecordPolicy(ModelPermissionPolicy):
    """Django's permissions of the model, but nobody deletes: history is never rewritten."""

    forbidden = _FORBIDDEN

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.forbidden and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> QuerySet:
        allowed = [action for action in actions if action not in self.forbidden]
        found: QuerySet = super().users_with_any_permission(allowed)
        return found


class ReadOnlyPolicy(RecordPolicy):
    """Rows that are only written by services."""

    forbidden = frozenset({"add", "change", "delete"})
