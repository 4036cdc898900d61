"""Model fields shared by the apps."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField


class OpenStreamField(StreamField):
    """A StreamField whose block definitions never enter a migration.

    Historical models see a plain JSON list, so a data migration cannot lose content by
    saving through an empty block list, and editing a block creates no migration.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        super().__init__(block_types if block_types is not None else [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "django.db.models.JSONField", [], {**kwargs, "encoder": DjangoJSONEncoder}
