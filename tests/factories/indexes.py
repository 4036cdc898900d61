"""Factories leave out two indexes that cost more than what they make: references and search.

What a test does itself is indexed as on any site. A test that searches for what a factory made,
or asks where it is used, tells the index of it first.
"""

from typing import Any

from django.test import override_settings
from django_tasks.backends.immediate import ImmediateBackend

LEFT_OUT = {
    "wagtail.tasks.update_reference_index_task",
    "modelsearch.tasks.insert_or_update_object_task",
}


class WithoutIndexes(ImmediateBackend):
    """Runs every task at once but those that only keep an index."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return None if task.module_path in LEFT_OUT else super().enqueue(task, args, kwargs)


def unindexed() -> override_settings:
    """A decorator for factories."""
    backend = f"{WithoutIndexes.__module__}.{WithoutIndexes.__qualname__}"
    return override_settings(TASKS={"default": {"BACKEND": backend}})
