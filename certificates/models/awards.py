"""What can be earned: edited as one cluster, frozen as a version each time it is published."""

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from certificates.enums import AwardKind
from certificates.models.guards import Permanent
from certificates.models.wording import (
    find_layout_problem,
    find_missing_glyphs,
    payload_of,
    render_sample,
)
from certificates.presentation import describe_award
from certificates.widgets import CourseSelect

_STANDARD_NOTES = (
    "This is not a regulated qualification.\nIt is not a statutory license to practice."
)


class AwardQuerySet(models.QuerySet["Award"]):
    def published(self) -> "AwardQuerySet":
        """Awards that can be earned now."""
        return self.filter(live=True)

    def requiring(self, course_key: Any) -> "AwardQuerySet":
        """Awards that ask for a course."""
        return self.filter(requirements__course_key=course_key).distinct()


class Award(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """An award: its wording, its scope, how long it lasts and what it takes."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(
        _("short name"),
        max_length=80,
        unique=True,
        help_text=_("Used in addresses and imports, such as “foundation-smp”."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=AwardKind.choices,
        default=AwardKind.COMPETENCE,
        help_text=_(
            "Competence says that skill was assessed; attendance only that somebody was there. "
            "The certificate, the register and the directory word the two differently."
        ),
    )
    covers = models.TextField(
        _("what it covers"), help_text=_("One technique or subject to a line.")
    )
    excludes = models.TextField(
        _("what it does not cover"),
        help_text=_("One to a line. Clients rely on this: name what people might assume."),
    )
    hours_theory = models.DecimalField(
        _("hours of theory"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Leave both empty to print the hours of the courses."),
    )
    hours_practical = models.DecimalField(
        _("hours of practice"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    validity_months = models.PositiveSmallIntegerField(
        _("valid for (months)"),
        null=True,
        blank=True,
        help_text=_("From the day of issue, through the last day. Leave empty for no end date."),
    )
    design = models.ForeignKey(
        "lms_certificates.CertificateDesign",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
        verbose_name=_("design"),
        help_text=_("How its certificates look. Leave empty for the design of the house."),
    )
    issuer_line = models.CharField(
        _("line under the issuer"),
        max_length=120,
        blank=True,
        help_text=_("Place or provider number. Leave empty to use the site’s own."),
    )
    notes = models.TextField(
        _("legal notes"),
        blank=True,
        default=_STANDARD_NOTES,
        help_text=_("One sentence to a line; printed at the foot and shown on the register."),
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="award")

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("kind")]),
        MultiFieldPanel([FieldPanel("covers"), FieldPanel("excludes")], heading=_("Scope")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hours_theory"), FieldPanel("hours_practical")]),
                FieldPanel("validity_months"),
            ],
            heading=_("Hours and validity"),
        ),
        InlinePanel(
            "requirements",
            heading=_("What it takes"),
            label=_("course"),
            min_num=1,
            help_text=_("Every course listed must be completed, and the holder’s name confirmed."),
        ),
        InlinePanel("signatories", heading=_("Signatories"), label=_("signatory"), max_num=2),
        MultiFieldPanel(
            [FieldPanel("design"), FieldPanel("issuer_line"), FieldPanel("notes")],
            heading=_("Design, issuer and notes"),
        ),
        HelpPanel(
            content=_(
                "<p>Publishing freezes this wording as a new version. Certificates already issued "
                "keep the version they were issued with.</p>"
            )
        ),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("covers"),
        index.FilterField("kind"),
        index.FilterField("live"),
    ]

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("On the course page")), ("pdf", _("The certificate (PDF)"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "lms_certificates/award_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        award = describe_award(payload_of(self))
        return {**super().get_preview_context(request, mode_name), "award": award}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == "pdf":
            return HttpResponse(render_sample(self), content_type="application/pdf")
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def clean(self) -> None:
        super().clean()
        problem = find_layout_problem(self)
        if problem:
            raise ValidationError(problem)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        # Wagtail publishes outside a transaction; without one a version that cannot be frozen
        # would leave the award live without it
        with transaction.atomic():
            return super().publish(*args, **kwargs)


class AwardRequirement(Orderable):
    """A course that must be completed; the key outlives the page."""

    award = ParentalKey(Award, on_delete=models.CASCADE, related_name="requirements")
    course_key = models.UUIDField(_("course"), db_index=True)
    course_title = models.CharField(max_length=255, blank=True, editable=False)

    panels = [FieldPanel("course_key", widget=CourseSelect)]

    class Meta(Orderable.Meta):
        verbose_name = _("required course")
        verbose_name_plural = _("required courses")

    def __str__(self) -> str:
        return self.course_title or str(self.course_key)

    def clean(self) -> None:
        super().clean()
        self.remember_title()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.remember_title()
        super().save(*args, **kwargs)

    def remember_title(self) -> None:
        """Keep the course's title beside its key."""
        from courses.api import course_choices

        titles = {str(key): title for key, title in course_choices()}
        self.course_title = titles.get(str(self.course_key), self.course_title)


class AwardSignatory(Orderable):
    """Somebody who answers for the award on paper."""

    award = ParentalKey(Award, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=80, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        missing = find_missing_glyphs(self.name, self.role)
        if missing:
            raise ValidationError(
                _("No font of this site can print %(characters)s.") % {"characters": missing}
            )


class AwardVersion(Permanent):
    """The wording of an award as it was published, for good."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["award", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "number"], name="lms_certificates_award_version"
            )
        ]
        verbose_name = _("award version")
        verbose_name_plural = _("award versions")

    def __str__(self) -> str:
        return _("%(award)s, version %(number)d") % {
            "award": self.payload["title"],
            "number": self.number,
        }
