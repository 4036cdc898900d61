"""How certificates look: edited and previewed as a snippet, frozen each time it is published."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
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
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from certificates.documents.design import Design
from certificates.enums import AwardKind, Inks, Layout, Ornament, Paper, SealStyle
from certificates.logos import LogoRefused, read_logo
from certificates.models.samples import find_design_problem, render_design
from certificates.snapshot import Signatory


class CertificateDesign(
    DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """A design that awards choose. Certificates keep the version they were issued with."""

    instead_of_deleting = _("Choose another design in its awards instead.")

    title = models.CharField(_("title"), max_length=80, unique=True)
    layout = models.CharField(
        _("layout"), max_length=12, choices=Layout.choices, default=Layout.LANDSCAPE
    )
    inks = models.CharField(_("ink"), max_length=12, choices=Inks.choices, default=Inks.CLAY)
    ornament = models.CharField(
        _("ornament"), max_length=12, choices=Ornament.choices, default=Ornament.FIELD
    )
    seal = models.CharField(
        _("seal"), max_length=12, choices=SealStyle.choices, default=SealStyle.FULL
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_(
            "PNG, JPEG, WebP or GIF. It is copied into the design when you publish: deleting the "
            "image later changes no certificate."
        ),
    )
    opening = models.CharField(
        _("words above the name"),
        max_length=80,
        blank=True,
        help_text=_("Empty: “This certifies that”, or “This records that” for attendance."),
    )
    competence_words = models.CharField(
        _("words below the name, competence"),
        max_length=90,
        blank=True,
        help_text=_("Empty: “has been assessed as competent in”."),
    )
    attendance_words = models.CharField(
        _("words below the name, attendance"),
        max_length=90,
        blank=True,
        help_text=_(
            "Empty: “has attended”. Attendance says nothing of skill: do not let it sound so."
        ),
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="design")

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("layout"), FieldPanel("inks")]),
        FieldRowPanel([FieldPanel("ornament"), FieldPanel("seal")]),
        FieldPanel("logo"),
        MultiFieldPanel(
            [
                FieldPanel("opening"),
                FieldPanel("competence_words"),
                FieldPanel("attendance_words"),
            ],
            heading=_("Wording"),
        ),
        InlinePanel(
            "signatories",
            heading=_("Signatories"),
            label=_("signatory"),
            max_num=2,
            help_text=_("For awards that name none of their own."),
        ),
        HelpPanel(
            content=_(
                "<p>Publishing freezes this design for what is issued from then on. Certificates "
                "already issued keep the design they were issued with.</p>"
            )
        ),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        return self._revisions

    def as_design(self) -> Design:
        """The design as a value. Raises LogoRefused."""
        return Design(
            layout=Layout(self.layout),
            inks=Inks(self.inks),
            ornament=Ornament(self.ornament),
            seal=SealStyle(self.seal),
            opening=" ".join(self.opening.split()),
            competence_words=" ".join(self.competence_words.split()),
            attendance_words=" ".join(self.attendance_words.split()),
            signatories=tuple(Signatory(row.name, row.role) for row in self.signatories.all()),
            logo=self._read_logo(),
        )

    def _read_logo(self) -> Any:
        if self.logo is None:
            return None
        try:
            with self.logo.open_file() as file:
                return read_logo(file.read())
        except OSError as error:
            raise LogoRefused(_("The file of this logo is lost. Choose another.")) from error

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            (f"{kind}-{paper}".lower(), f"{kind.label}, {paper.label}")
            for kind in AwardKind
            for paper in Paper
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        kind, _dash, paper = (mode_name or self.default_preview_mode).partition("-")
        try:
            data = render_design(self.as_design(), kind=AwardKind(kind), paper=paper.upper())
        except LogoRefused as error:
            return HttpResponse(str(error), content_type="text/plain; charset=utf-8")
        return HttpResponse(data, content_type="application/pdf")

    def clean(self) -> None:
        super().clean()
        try:
            design = self.as_design()
        except LogoRefused as error:
            raise ValidationError({"logo": str(error)}) from error
        if problem := find_design_problem(design):
            raise ValidationError(problem)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        # Wagtail publishes outside a transaction; without one a design that cannot be frozen
        # would be live without a version
        with transaction.atomic():
            return super().publish(*args, **kwargs)


class DesignSignatory(Orderable):
    """Somebody who signs for awards that name nobody."""

    design = ParentalKey(CertificateDesign, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=80, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name
