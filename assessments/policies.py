"""Permission policies: records are only read."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

_WRITES = frozenset({"add", "change", "delete", "publish"})


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Rows that are only written by services: history is never rewritten."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in _WRITES and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> QuerySet:
        allowed = [action for action in actions if action not in _WRITES]
        found: QuerySet = super().users_with_any_permission(allowed)
        return found
