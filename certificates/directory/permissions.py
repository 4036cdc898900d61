"""Who keeps the directory in the admin."""

from typing import Any

_ALL = ("add", "change", "delete", "view", "publish", "lock", "unlock")
_MODERATED = dict.fromkeys(
    ("review", "reviewreply", "portfoliocase", "directoryreport", "moderationlog"), ("view",)
)
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "Registrars": {"clinic": _ALL, "practitioner": _ALL, **_MODERATED},
    "Quality assurers": {"clinic": ("view",), "practitioner": ("view",), **_MODERATED},
    "Assessors": {},
    "Instructors": {},
}
MODERATORS = ("Registrars",)
IMAGE_ACTIONS = ("add", "change", "choose")


def user_can_moderate(user: Any) -> bool:
    """Whether ``user`` decides about reviews, pictures and reports."""
    return bool(user.is_active and user.has_perm("lms_directory.moderate_directory"))


def user_can_answer(user: Any, clinic: Any) -> bool:
    """Whether ``user`` speaks for ``clinic``: answers its reviews."""
    return bool(user.is_active and clinic.owners.current().filter(user=user).exists())


def ensure_groups(apps: Any = None) -> None:
    """Give the staff groups their part in the directory; safe to run again.

    ``apps`` is the registry of a migration. Permission rows are made here because Django makes
    them only after all migrations have run.
    """
    if apps is None:
        from django.apps import apps as current

        apps = current
    group_model = apps.get_model("auth", "Group")
    access = _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for name, models in GROUPS.items():
        group, _made = group_model.objects.get_or_create(name=name)
        group.permissions.add(access)
        for model, actions in models.items():
            group.permissions.add(
                *(
                    _permission(apps, "lms_directory", model, f"{action}_{model}")
                    for action in actions
                )
            )
        if name in MODERATORS:
            group.permissions.add(
                _permission(
                    apps,
                    "lms_directory",
                    "moderationlog",
                    "moderate_directory",
                    "Can moderate the directory",
                )
            )
    _let_choose_images(apps, group_model.objects.get(name="Registrars"))


def ensure_workflow(apps: Any) -> None:
    """What owners propose for a clinic waits for a registrar; a site's own workflow stays."""
    kind = apps.get_model("contenttypes", "ContentType").objects
    clinic, _made = kind.get_or_create(app_label="lms_directory", model="clinic")
    assigned = apps.get_model("wagtailcore", "WorkflowContentType").objects
    if assigned.filter(content_type=clinic).exists():
        return
    approval, _made = kind.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name="A registrar looks at the changes", active=True, content_type=approval
    )
    task.groups.add(apps.get_model("auth", "Group").objects.get(name="Registrars"))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(
        name="Changes to a clinic", active=True
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    assigned.create(content_type=clinic, workflow=workflow)


def _let_choose_images(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if root is None:
        return
    grants = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for action in IMAGE_ACTIONS:
        permission = _permission(apps, "wagtailimages", "image", f"{action}_image")
        grants.objects.get_or_create(group=group, collection=root, permission=permission)


def _permission(apps: Any, app_label: str, model: str, codename: str, name: str = "") -> Any:
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": name or f"Can {codename.replace('_', ' ')}"},
    )
    return permission
