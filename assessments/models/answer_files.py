"""Files that were handed in as answers."""

import uuid
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.append_only import AppendOnly
from assessments.models.attempts import Attempt
from lms.core.conf import lms_settings


def answer_storage() -> Storage:
    """Where files of trainees are kept: never under a public address."""
    return storages[lms_settings.LMS_PRIVATE_STORAGE]


def place_of(row: "AnswerFile", _name: str) -> str:
    """A path that tells neither the person nor the name the file came with."""
    return f"answers/{row.token.hex[:2]}/{row.token.hex}.{row.extension}"


class AnswerFile(AppendOnly):
    """A file as it was taken. Whether it is part of the answer stands in the response.

    Left out of the answer again it stays on record, like every earlier answer.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=100)
    extension = models.CharField(max_length=8)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(storage=answer_storage, upload_to=place_of, max_length=200)
    added_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["attempt_id", "position", "added_at", "pk"]
        indexes = [models.Index(fields=["attempt", "position"], name="lms_assess_files")]
        verbose_name = _("answer file")
        verbose_name_plural = _("answer files")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}, {self.token.hex[:8]}"

    @property
    def entry(self) -> dict[str, Any]:
        """What a response keeps of it."""
        return {
            "id": str(self.token),
            "name": self.name,
            "size": self.size,
            "type": self.content_type,
            "digest": self.digest,
        }
