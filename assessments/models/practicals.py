"""Practicals: work on a person or on practice skin, and what an assessor saw of it."""

import uuid
from typing import Any, ClassVar, cast

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from assessments.enums import PracticalOutcome
from assessments.models.append_only import AppendOnly
from assessments.pigments import Pigment
from courses.api import UnitPage


class PracticalPage(UnitPage):
    """A practical: a task that is done by hand, and that an assessor watches and decides on."""

    unit_kind: ClassVar[str] = "practical"

    task = RichTextField(
        _("task"),
        features=["h3", "bold", "italic", "ol", "ul", "link"],
        help_text=_("What is to be done and on whom, and what the assessor looks for."),
    )
    with_pigment = models.BooleanField(
        _("pigment goes into skin"),
        default=True,
        help_text=_(
            "The assessor then has to write down the name and batch number of every pigment, so "
            "that certificates can be found when a batch is recalled."
        ),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("task"),
        *UnitPage.unit_panels,
        FieldPanel("with_pigment"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("task")]
    template = "lms_assessments/practical_page.html"

    class Meta:
        verbose_name = _("practical")
        verbose_name_plural = _("practicals")

    def unit_rule(self) -> dict[str, Any]:
        return {"task": self.task, "with_pigment": self.with_pigment}

    def get_task(self, learner: Any) -> str:
        return str(_("Show your work to an assessor."))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = import_string("assessments.views.practicals.show_practical")
        return cast(HttpResponse, view(request, self))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        view = import_string("assessments.views.practicals.preview_practical")
        return cast(HttpResponse, view(request, self))


class PracticalResult(AppendOnly):
    """What an assessor saw and decided. A correction is another row of the same case.

    ``digest`` names the task as it was worded. Of a case, the highest ``sequence`` counts.
    """

    case = models.UUIDField(default=uuid.uuid4, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practical_results"
    )
    enrollment = models.ForeignKey(
        "lms_courses.Enrollment", on_delete=models.PROTECT, related_name="practical_results"
    )
    practical = models.ForeignKey(
        PracticalPage, null=True, on_delete=models.SET_NULL, related_name="results"
    )
    practical_key = models.UUIDField(db_index=True)
    practical_title = models.CharField(_("practical"), max_length=255)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(_("result"), max_length=8, choices=PracticalOutcome.choices)
    seen_on = models.DateField(_("seen on"))
    pigments = models.JSONField(_("pigments"), default=list)
    words = models.TextField(_("words for the trainee"), blank=True)
    reason = models.TextField(_("why it is corrected"), blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sequence"], name="lms_assessments_practical_step"
            )
        ]
        verbose_name = _("practical result")
        verbose_name_plural = _("practical results")

    def __str__(self) -> str:
        return f"{self.user}: {self.practical_title}"

    @property
    def used(self) -> tuple[Pigment, ...]:
        return tuple(Pigment(**row) for row in self.pigments)
