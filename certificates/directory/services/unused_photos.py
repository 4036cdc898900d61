"""Photos that somebody sent and nothing holds any more: refused, replaced or taken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, ReferenceIndex, WorkflowState

from certificates.directory.models import Clinic, ClinicPhoto, Practitioner
from certificates.directory.services.photos import LOG_ACTION

MODELS = (Clinic, Practitioner)
# so long an owner can send a proposal again that came back, with its photos
KEPT_AFTER_REFUSAL = dt.timedelta(days=30)


def forget_unused_photos(*, at: dt.datetime) -> int:
    """Delete the photos sent for an entry that no page shows and no version of it waits with.

    A version waits while it is the newest, unless a registrar sent it back long ago, or while it
    is to be published on a day. Returns how many were deleted.
    """
    images = get_image_model()
    in_use, deleted = _in_use(), 0
    for model in MODELS:
        for pk, sent in _sent_for(model).items():
            idle = images.objects.filter(pk__in=sent - in_use)
            if not idle.exists():
                continue
            with transaction.atomic():
                # no proposal can arrive in between
                entry = model.objects.select_for_update().filter(pk=pk).first()
                held = set(_held_by(entry, at=at)) if entry else set()
                for image in idle.exclude(pk__in=held):
                    image.delete()
                    deleted += 1
    return deleted


def _in_use() -> set[int]:
    """Keys of the images that something shows: here by our own columns, elsewhere by the index."""
    kinds = ContentType.objects.get_for_models(*MODELS).values()
    elsewhere = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_image_model())
    ).exclude(base_content_type__in=kinds)
    shown = [model.objects.values_list("photo_id", flat=True) for model in MODELS]
    more = ClinicPhoto.objects.values_list("image_id", flat=True)
    return {int(key) for key in elsewhere.values_list("to_object_id", flat=True)}.union(
        *shown, more
    )


def _sent_for(model: type[Clinic] | type[Practitioner]) -> dict[str, set[int]]:
    """Keys of the images that were ever sent, by the key of the entry they were sent for."""
    rows = ModelLogEntry.objects.filter(
        action=LOG_ACTION, content_type=ContentType.objects.get_for_model(model)
    )
    found: dict[str, set[int]] = {}
    for pk, data in rows.values_list("object_id", "data"):
        found.setdefault(pk, set()).add(data["image"])
    return found


def _held_by(entry: Any, *, at: dt.datetime) -> Iterator[int]:
    """Keys of the images in the versions of ``entry`` that are or may still be published."""
    waiting = Q(approved_go_live_at__isnull=False)
    if not (isinstance(entry, Clinic) and _was_sent_back_long_ago(entry, at)):
        waiting |= Q(pk=entry.latest_revision_id)
    for content in entry.revisions.filter(waiting).values_list("content", flat=True):
        rows = [content.get("photo"), *(row.get("image") for row in content.get("photos", ()))]
        yield from (key for key in rows if key)


def _was_sent_back_long_ago(clinic: Clinic, at: dt.datetime) -> bool:
    last = clinic.workflow_states.select_related("current_task_state").order_by("pk").last()
    if last is None or last.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return False
    decided: dt.datetime | None = last.current_task_state and last.current_task_state.finished_at
    return decided is not None and decided <= at - KEPT_AFTER_REFUSAL
