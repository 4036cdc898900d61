"""Awards as prerequisites: other apps say, through a hook, which exist and who holds one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from wagtail import hooks

from lms.core.hooks import AWARD_PROVIDERS


class AwardProvider(Protocol):
    """What a function registered for ``lms_award_providers`` returns."""

    def choices(self) -> list[tuple[str, str]]:
        """(key, title) of every award that can be asked for."""

    def holds(self, user: Any, key: str, now: dt.datetime) -> bool:
        """Whether ``user`` holds the award validly at ``now``."""


@dataclass(frozen=True)
class AwardBook:
    """Every provider's awards as one list."""

    providers: tuple[AwardProvider, ...]

    def choices(self) -> list[tuple[str, str]]:
        return [
            (str(key), str(title))
            for provider in self.providers
            for key, title in provider.choices()
        ]

    def titles(self) -> dict[str, str]:
        return dict(self.choices())

    def holds(self, user: Any, key: str, now: dt.datetime) -> bool:
        return any(provider.holds(user, key, now) for provider in self.providers)


def award_book() -> AwardBook:
    """The awards of every app that registered some."""
    return AwardBook(tuple(fn() for fn in hooks.get_hooks(AWARD_PROVIDERS)))
