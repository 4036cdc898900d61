"""Awards as prerequisites of courses."""

import datetime as dt
import uuid
from typing import Any

from certificates.models import Award
from certificates.queries import list_valid_certificates


class Awards:
    """The awards of this app, as the courses app asks for them."""

    def choices(self) -> list[tuple[str, str]]:
        """(key, title) of every published award."""
        rows = Award.objects.published().order_by("title").values_list("key", "title")
        return [(str(key), title) for key, title in rows]

    def holds(self, user: Any, key: str, now: dt.datetime) -> bool:
        """Whether ``user`` holds the award at ``now``, by the register."""
        if not user.is_authenticated:
            return False
        try:
            award_key = uuid.UUID(str(key))
        except ValueError:
            return False
        held: bool = list_valid_certificates([user.pk], now).filter(award__key=award_key).exists()
        return held
