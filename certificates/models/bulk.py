"""Work on many certificates at once: a run, and one row for each person or certificate in it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.enums import BulkKind, ItemState, ReasonCode
from certificates.models.awards import Award
from certificates.models.register import Certificate


class BulkRun(models.Model):
    """What a registrar asked to be done to many; its items say what came of each.

    ``seen_at`` moves while somebody works on it. ``rehearsal`` is the dry run it repeats for real:
    one to one, so that a second click cannot start it twice.
    """

    kind = models.CharField(_("what"), max_length=8, choices=BulkKind.choices)
    is_dry_run = models.BooleanField(_("dry run"), default=False)
    rehearsal = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="performance"
    )
    title = models.CharField(_("for"), max_length=200)
    award = models.ForeignKey(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=32, choices=ReasonCode.choices, blank=True)
    note = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    total = models.PositiveIntegerField(_("rows"), default=0)
    created_at = models.DateTimeField(_("asked for"))
    seen_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("bulk run")
        verbose_name_plural = _("bulk runs")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def waiting(self) -> "BulkItemQuerySet":
        """Rows that nobody has worked on yet."""
        return self.filter(state=ItemState.WAITING)

    def by_state(self) -> dict[str, int]:
        """How many rows are in each state."""
        rows = self.order_by().values("state").annotate(count=models.Count("pk"))
        return {str(row["state"]): row["count"] for row in rows}


class BulkItem(models.Model):
    """One row of a run. Whoever works on it holds it, and leaves its result in one transaction."""

    run = models.ForeignKey(BulkRun, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=254, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.WAITING)
    message = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    # nothing here is rich text: without this each save would look for references to pages
    wagtail_reference_index_ignore = True

    objects: Any = BulkItemQuerySet.as_manager()

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "position"], name="lms_certificates_bulk_position"
            ),
            models.UniqueConstraint(
                fields=["run", "user"],
                condition=Q(user__isnull=False),
                name="lms_certificates_bulk_person",
            ),
        ]
        indexes = [models.Index(fields=["run", "state", "position"], name="lms_certificates_bulk")]
        verbose_name = _("row of a bulk run")
        verbose_name_plural = _("rows of bulk runs")

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"
