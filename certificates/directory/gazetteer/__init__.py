"""Where a place is, without asking anybody: towns and postcodes, each with its center.

A site brings its own with ``LMS_GAZETTEER``: the dotted path of a class with the members of
:class:`Gazetteer`.
"""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string

from certificates.directory.gazetteer.values import FoundPlace, Gazetteer, Town
from lms.core.conf import lms_settings

__all__ = ["FoundPlace", "Gazetteer", "Town", "get_gazetteer"]


def get_gazetteer() -> Gazetteer:
    """The gazetteer this site uses."""
    made: Any = import_string(lms_settings.LMS_GAZETTEER)()
    found: Gazetteer = made
    return found
