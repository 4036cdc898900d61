"""The words a search finds clinics and people by, one row each: an index for beginnings of words.

A portable stand-in for a text index: the same words find the same rows on every database, and the
cost grows with what is found and not with what is stored. Kept by ``save``; never shown.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.directory.geo import words_of


class Word(models.Model):
    word = models.CharField(max_length=40, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.word


class ClinicWord(Word):
    """A word of a clinic's name or town."""

    clinic = models.ForeignKey(
        "lms_directory.Clinic", on_delete=models.CASCADE, related_name="words"
    )

    class Meta:
        verbose_name = _("word of a clinic")
        verbose_name_plural = _("words of clinics")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "word"], name="lms_directory_clinic_word")
        ]


class PractitionerWord(Word):
    """A word of a practitioner's name."""

    practitioner = models.ForeignKey(
        "lms_directory.Practitioner", on_delete=models.CASCADE, related_name="words"
    )

    class Meta:
        verbose_name = _("word of a practitioner")
        verbose_name_plural = _("words of practitioners")
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "word"], name="lms_directory_practitioner_word"
            )
        ]


def keep_words(model: type[Word], owner: Any, name: str, *texts: str) -> None:
    """Make the words of ``texts`` the words of ``owner``, which its column ``name`` points to."""
    rows: Any = model._default_manager.filter(**{name: owner})
    wanted, there = set(words_of(*texts)), set(rows.values_list("word", flat=True))
    if gone := there - wanted:
        rows.filter(word__in=gone).delete()
    if new := wanted - there:
        model._default_manager.bulk_create(
            [model(**{name: owner, "word": word}) for word in sorted(new)], ignore_conflicts=True
        )
