"""Who looks after courses in the admin."""

from typing import Any

_EDIT = ("add", "change", "delete", "view")
_READ = ("view",)
_RECORDS = (
    "courseversion",
    "enrollmentevent",
    "unitprogress",
    "unitresult",
    "learnerprofile",
)
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "Instructors": {
        "topic": _EDIT,
        "cohort": _EDIT,
        "enrollment": ("view", "change"),
        "enrollmentevent": _READ,
        "unitresult": _READ,
    },
    "Assessors": {"topic": _READ, "cohort": _READ, "enrollment": _READ, "unitresult": _READ},
    "Quality assurers": {
        "topic": _READ,
        "cohort": _READ,
        "enrollment": _READ,
        **dict.fromkeys(_RECORDS, _READ),
    },
    "Registrars": {
        "topic": _READ,
        "cohort": _EDIT,
        "enrollment": ("add", "change", "view"),
        # who may erase a person may also hand out what is held about them
        "erasure": ("add", "view"),
        **dict.fromkeys(_RECORDS, _READ),
    },
}
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock")
COLLECTION_ACTIONS = {
    ("wagtailimages", "image"): ("add", "change", "choose"),
    ("wagtaildocs", "document"): ("add", "change", "choose"),
}
PAGE_EDITORS = ("Instructors",)


def ensure_groups(apps: Any = None) -> None:
    """Give the staff groups their part in courses; safe to run again.

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
                    _permission(apps, "lms_courses", model, f"{action}_{model}")
                    for action in actions
                )
            )
    for name in PAGE_EDITORS:
        group = group_model.objects.get(name=name)
        _let_edit_pages(apps, group)
        _let_use_files(apps, group)


def _let_edit_pages(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    if root is None:
        return
    grants = apps.get_model("wagtailcore", "GroupPagePermission")
    for action in PAGE_ACTIONS:
        permission = _permission(apps, "wagtailcore", "page", f"{action}_page")
        grants.objects.get_or_create(group_id=group.pk, page_id=root.pk, permission=permission)


def _let_use_files(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    if root is None:
        return
    grants = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for (app_label, model), actions in COLLECTION_ACTIONS.items():
        for action in actions:
            permission = _permission(apps, app_label, model, f"{action}_{model}")
            grants.objects.get_or_create(
                group_id=group.pk, collection_id=root.pk, permission=permission
            )


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


def user_can_erase(user: Any) -> bool:
    """Whether ``user`` may hand out and erase what is held about a person."""
    return bool(user.is_active and user.has_perm("lms_courses.add_erasure"))
