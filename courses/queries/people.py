"""What is held about a person, counted."""

from typing import Any

from django.apps import apps

from lms.core.privacy import list_holdings


def count_holdings(user: Any) -> list[tuple[str, int]]:
    """(kind of record, how many) of everything held about ``user``; one query to a kind."""
    counts = []
    for holding in list_holdings():
        for name, path in holding.subjects.items():
            model = apps.get_model(holding.app_label, name)
            count = model._default_manager.filter(**{path: user}).count()
            if count:
                counts.append((str(model._meta.verbose_name_plural), count))
    return counts
