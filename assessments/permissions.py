"""Who looks after questions and exams in the admin."""

from typing import Any

_READ = ("view",)
_RECORDS = dict.fromkeys(
    ("attempt", "response", "attemptevent", "gradeevent", "questionversion"), _READ
)
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "Instructors": {
        "examexception": ("add", "view"),
        "attemptvoid": ("add", "view"),
        "appeal": _READ,
        "regrade": ("add", "view"),
        "question": ("add", "change", "publish", "view"),
        **_RECORDS,
        "gradeevent": ("add", "view"),
        "practicalresult": ("add", "view"),
    },
    "Assessors": {
        "question": _READ,
        **_RECORDS,
        "gradeevent": ("add", "view"),
        "practicalresult": ("add", "view"),
    },
    "Quality assurers": {
        "question": ("change", "publish", "view"),
        "regrade": ("add", "view"),
        "mark": ("settle", "view"),
        "appeal": ("decide", "view"),
        "practicalresult": _READ,
        **_RECORDS,
    },
    "Registrars": dict.fromkeys(("attempt", "gradeevent", "practicalresult", "regrade"), _READ),
}


def ensure_groups(apps: Any = None) -> None:
    """Give the staff groups their part in assessments; safe to run again.

    ``apps`` is the registry of a migration. Permission rows are made here because Django (and, for
    publishing, Wagtail) makes them only after all migrations have run.
    """
    if apps is None:
        from django.apps import apps as current

        apps = current
    groups = apps.get_model("auth", "Group").objects
    access = _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for name, models in GROUPS.items():
        group, _made = groups.get_or_create(name=name)
        granted = [
            _permission(apps, "lms_assessments", model, f"{action}_{model}")
            for model, actions in models.items()
            for action in actions
        ]
        group.permissions.add(access, *granted)


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
