"""What rows share that an editor publishes."""

from __future__ import annotations

from typing import Any

from django.db import models


class LiveQuerySet(models.QuerySet[Any]):
    """Rows an editor has published."""

    def live(self) -> LiveQuerySet:
        return self.filter(live=True)
