"""Who writes the pages of the reference site."""

from typing import Any

PAGE_ACTIONS = {
    "Instructors": ("add", "change", "publish", "lock", "unlock"),
    "Quality assurers": ("change",),
    "Registrars": ("change", "publish"),
    "Assessors": (),
}
LIBRARY_ACTIONS = ("add", "change", "choose")


def ensure_groups(apps: Any = None) -> None:
    """Let the staff groups work on pages, images and documents; safe to run again.

    ``apps`` is the registry of a migration. Permission rows are made here because Django makes
    them only after all migrations have run.
    """
    if apps is None:
        from django.apps import apps as current

        apps = current
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    collection = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    page_grants = apps.get_model("wagtailcore", "GroupPagePermission")
    library_grants = apps.get_model("wagtailcore", "GroupCollectionPermission")
    access = _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for name, actions in PAGE_ACTIONS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(access)
        for action in actions if root else ():
            permission = _permission(apps, "wagtailcore", "page", f"{action}_page")
            page_grants.objects.get_or_create(group=group, page_id=root.pk, permission=permission)
        for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for action in LIBRARY_ACTIONS if collection and actions else ():
                permission = _permission(apps, app_label, model, f"{action}_{model}")
                library_grants.objects.get_or_create(
                    group=group, collection_id=collection.pk, permission=permission
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
