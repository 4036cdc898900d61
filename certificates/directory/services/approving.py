"""A registrar publishes the version that was read, and no newer one that arrived meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.directory.exceptions import ChangedMeanwhile
from certificates.directory.models import Clinic


@contextmanager
def holding_newest(pk: int, *, read: int | None) -> Iterator[None]:
    """One transaction in which no newer version of the clinic can arrive.

    Wagtail publishes whatever version is the latest at that moment. Raises
    :class:`ChangedMeanwhile` when that is not ``read``, the version the registrar looked at.
    """
    with transaction.atomic():
        # whoever adds a version writes this row, and waits for the lock
        newest = (
            Clinic.objects.select_for_update()
            .values_list("latest_revision_id", flat=True)
            .get(pk=pk)
        )
        if newest != read:
            raise ChangedMeanwhile(
                _(
                    "Somebody changed this clinic after you opened it. Nothing was decided or "
                    "published: read the newest version first."
                )
            )
        yield
