"""Who may see and act on the register in the admin."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

GROUPS = {
    "Registrars": (
        "view_certificate",
        "act_on_certificate",
        "view_blockedissue",
        "view_concern",
        "view_bulkrun",
        "view_resultreview",
        "view_approval",
        "view_identitycheck",
        "add_identitycheck",
        "view_award",
        "add_award",
        "change_award",
        "publish_award",
        "view_certificatedesign",
        "add_certificatedesign",
        "change_certificatedesign",
        "publish_certificatedesign",
    ),
    "Quality assurers": (
        "view_certificate",
        "view_blockedissue",
        "view_resultreview",
        "view_award",
    ),
    "Assessors": ("view_certificate", "view_award"),
    "Instructors": ("view_certificate", "view_award"),
}
_NAMES = {
    "act_on_certificate": "Can suspend, reinstate and revoke certificates",
    "publish_award": "Can publish award",
    "publish_certificatedesign": "Can publish certificate design",
}


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes these rows through the admin; services write them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action in {"add", "change", "delete"}:
            return False
        return bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        allowed = [action for action in actions if action not in {"add", "change", "delete"}]
        return super().users_with_any_permission(allowed)


class WrittenOncePolicy(ReadOnlyPolicy):
    """May be added by who has the permission; nobody changes or deletes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "add":
            return bool(ModelPermissionPolicy.user_has_permission(self, user, action))
        return super().user_has_permission(user, action)


def user_can_identify(user: Any) -> bool:
    """Whether ``user`` may say that they have checked somebody's identity."""
    return bool(user.is_active and user.has_perm("lms_certificates.add_identitycheck"))


def user_can_view(user: Any) -> bool:
    """Whether ``user`` may see the register in the admin."""
    return bool(user.is_active and user.has_perm("lms_certificates.view_certificate"))


def user_can_act(user: Any) -> bool:
    """Whether ``user`` is a registrar: may suspend, reinstate, revoke, and open any certificate."""
    return bool(user.is_active and user.has_perm("lms_certificates.act_on_certificate"))


def ensure_groups(apps: Any = None) -> None:
    """Give the staff groups their permissions; safe to run again. ``apps`` may be historical.

    Permission rows are made here because Django makes them only after all migrations have run.
    """
    if apps is None:
        from django.apps import apps as current

        apps = current
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    type_model = apps.get_model("contenttypes", "ContentType")
    admin_type, _made = type_model.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _made = permission_model.objects.get_or_create(
        content_type=admin_type,
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    for name, codenames in GROUPS.items():
        group, _made = group_model.objects.get_or_create(name=name)
        group.permissions.add(access)
        for codename in codenames:
            model = codename.rpartition("_")[2]
            content_type, _made = type_model.objects.get_or_create(
                app_label="lms_certificates", model=model
            )
            permission, _made = permission_model.objects.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": _NAMES.get(codename, f"Can {codename.replace('_', ' ')}")},
            )
            group.permissions.add(permission)


def user_can_open(user: Any, certificate: Any) -> bool:
    """Whether ``user`` may open a certificate and its PDF: the holder and registrars."""
    return bool(user.pk == certificate.user_id or user_can_act(user))
