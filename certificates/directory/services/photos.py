"""Photos of clinics and people: checked and stripped like every picture, then Wagtail images."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Sequence
from contextlib import contextmanager
from typing import IO, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from certificates.directory.models import Clinic, ClinicPhoto, PortfolioPicture, Practitioner
from certificates.directory.services.owners import propose_changes
from certificates.directory.services.portfolio import read_picture
from lms.core.pictures import FileRefused

MOST_PHOTOS = 9
LOG_ACTION = "lms_directory.add_photo"


@contextmanager
def _undone_on_failure() -> Any:
    """One transaction; the files of the images appended to the list go when it fails."""
    made: list[Any] = []
    try:
        with transaction.atomic():
            yield made
    except Exception:
        for image in made:
            image.file.storage.delete(image.file.name)
        raise


def propose_photos(
    draft: Clinic,
    *,
    kept: Sequence[tuple[Any, str]],
    new: Sequence[tuple[Any, str]],
    base: int | None,
    user: Any,
) -> None:
    """Hand in the photos of a clinic: images that stay and files that come, each with its words.

    The first stands at the top of the page. Whoever sends them said that they may be shown; that
    is logged with each. Raises FileRefused, or what :func:`propose_changes` raises.
    """
    with _undone_on_failure() as made:
        shown = list(kept)
        for file, alt in new:
            image = _keep(file, title=f"{draft.name}: {alt}", user=user, made=made)
            if any(image == other for other, _alt in shown):
                raise _known()
            shown.append((image, alt))
            log(draft, LOG_ACTION, user=user, data={"image": image.pk, "allowed": True})
        draft.photo, draft.photo_alt = shown[0] if shown else (None, "")
        draft.photos = [
            ClinicPhoto(image=image, alt=alt, sort_order=n)
            for n, (image, alt) in enumerate(shown[1:])
        ]
        propose_changes(draft, base=base, user=user)


@contextmanager
def portrait(draft: Practitioner, file: Any, *, user: Any) -> Any:
    """Put a new photo of the person on ``draft``; what happens to it then is inside the block.

    Raises FileRefused, and leaves no file behind when the block fails.
    """
    with _undone_on_failure() as made:
        image = _keep(file, title=draft.display_name, user=user, made=made)
        draft.photo = image
        log(draft, LOG_ACTION, user=user, data={"image": image.pk, "allowed": True})
        yield


def delete_portraits(entry: Practitioner) -> None:
    """Delete the photo of a person, and those of earlier versions, unless used for others too."""
    contents = entry.revisions.values_list("content", flat=True)
    pks = {entry.photo_id, *(content.get("photo") for content in contents)} - {None}
    kind = ContentType.objects.get_for_model(entry)
    for image in get_image_model().objects.filter(pk__in=pks):
        uses = ReferenceIndex.get_references_to(image)
        if not uses.exclude(content_type=kind, object_id=str(entry.pk)).exists():
            image.delete()
    entry.photo = None


def _keep(file: IO[bytes], *, title: str, user: Any, made: list[Any]) -> Any:
    """The image made of ``file``. One that the same person sent before is taken again."""
    one = read_picture(file, size=getattr(file, "size", 0))
    images = get_image_model()
    fingerprint = hashlib.sha1(one.data, usedforsecurity=False).hexdigest()
    before = images.objects.filter(file_hash=fingerprint).first()
    if before is not None and before.uploaded_by_user_id == user.pk:
        return before
    if before is not None or PortfolioPicture.objects.filter(digest=one.digest).exists():
        raise _known()
    # a name that tells neither the person nor the name it came with
    stored = ImageFile(io.BytesIO(one.data), name=f"{uuid.uuid4().hex}.jpg")
    image = images(title=title[:255], uploaded_by_user=user, file=stored)
    image.file_size, image.file_hash = len(one.data), fingerprint
    made.append(image)
    image.save()
    return image


def _known() -> FileRefused:
    return FileRefused(_("This picture is on this site already. Each picture can be shown once."))
