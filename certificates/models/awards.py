"""What can be earned: edited as one cluster, frozen as a version each time it is published."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
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
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from certificates.admin_panels import FormerExamsPanel
from certificates.enums import AwardKind, NeedKind, SkinCondition, Technique
from certificates.models.award_versions import AwardNeed
from certificates.models.samples import find_award_problem, render_award
from certificates.models.wording import find_missing_glyphs, payload_of
from certificates.presentation import describe_award
from certificates.requirement_blocks import read_tree, tree_blocks
from certificates.requirements import find_cycle, find_problems, needs_of
from lms.core.fields import OpenStreamField

_STANDARD_NOTES = (
    "This is not a regulated qualification.\nIt is not a statutory license to practice."
)


class AwardQuerySet(models.QuerySet["Award"]):
    def published(self) -> "AwardQuerySet":
        """Awards that can be earned now."""
        return self.filter(live=True)

    def needing(self, *needs: tuple[NeedKind, str]) -> "AwardQuerySet":
        """Awards whose wording in force hears of any of these: (kind, key)."""
        matching = Q()
        for kind, key in needs:
            matching |= Q(kind=kind, key=key)
        found = AwardNeed.objects.in_force().filter(matching)
        return self.filter(pk__in=found.values("version__award"))

    def of_course(self, course_key: Any) -> "AwardQuerySet":
        """Awards that a course counts towards."""
        kinds = [NeedKind.COURSE, NeedKind.RESULT]
        found = AwardNeed.objects.in_force().filter(kind__in=kinds, key=course_key)
        return self.filter(pk__in=found.values("version__award"))

    def hearing_of(self, *kinds: NeedKind) -> "AwardQuerySet":
        """Awards whose wording in force hears of something of these kinds."""
        found = AwardNeed.objects.in_force().filter(kind__in=kinds)
        return self.filter(pk__in=found.values("version__award"))


class Award(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """An award: its wording, its scope, how long it lasts and what it takes."""

    instead_of_deleting = _(
        "Unpublish it instead: nobody earns it from then on, and what was issued stays what it is."
    )

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
        _("further words on what it covers"),
        blank=True,
        help_text=_("Printed after the scope, one subject to a line."),
    )
    excludes = models.TextField(
        _("further words on what it does not cover"),
        blank=True,
        help_text=_("One to a line. Clients rely on this: name what people might assume."),
    )
    requirement_tree = OpenStreamField(
        tree_blocks(),
        verbose_name=_("what it takes"),
        default=list,
        help_text=_(
            "All of these have to be met, and the holder’s name confirmed. Use a group where some "
            "of several are enough."
        ),
    )
    renewal_tree = OpenStreamField(
        tree_blocks(),
        verbose_name=_("how it is renewed"),
        default=list,
        blank=True,
        help_text=_(
            "What has to be done since the last certificate, such as hours, a refresher course or "
            "recent cases. Leave empty to ask for everything above once more."
        ),
    )
    approval_required = models.BooleanField(
        _("a registrar approves each certificate"),
        default=False,
        help_text=_("What was earned then waits in a queue until a registrar has looked at it."),
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
        FormerExamsPanel(),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("kind")]),
        InlinePanel(
            "scope",
            heading=_("Scope, technique by technique"),
            label=_("technique"),
            help_text=_("What it covers and, as explicitly, what it does not."),
        ),
        MultiFieldPanel(
            [FieldPanel("covers"), FieldPanel("excludes")], heading=_("Scope in words")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hours_theory"), FieldPanel("hours_practical")]),
                FieldPanel("validity_months"),
            ],
            heading=_("Hours and validity"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("requirement_tree"),
                FieldPanel("approval_required"),
                FieldPanel("renewal_tree"),
            ],
            heading=_("What it takes"),
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
            return HttpResponse(render_award(self), content_type="application/pdf")
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def clean(self) -> None:
        super().clean()
        problems: dict[str, list[Any]] = {
            "requirement_tree": self._find_tree_problems(),
            "renewal_tree": self._find_renewal_problems(),
        }
        if found := {name: sentences for name, sentences in problems.items() if sentences}:
            raise ValidationError(found)
        payload = payload_of(self)
        if not payload["covers"] or not payload["excludes"]:
            raise ValidationError(
                _(
                    "Say what it covers and what it does not, at least one line each: technique by "
                    "technique, or in words."
                )
            )
        problem = _find_contradiction(self.scope.all()) or find_award_problem(self)
        if problem:
            raise ValidationError(problem)

    def _find_tree_problems(self) -> list[Any]:
        tree = read_tree(self.requirement_tree)
        found: list[Any] = list(find_problems(tree))
        needs = {str(self.key): _award_keys(needs_of(tree))}
        if needs[str(self.key)]:
            others = AwardNeed.objects.in_force().filter(kind=NeedKind.AWARD)
            for key, needed in others.values_list("version__award__key", "key"):
                if key != self.key:
                    needs.setdefault(str(key), set()).add(needed)
        if find_cycle(str(self.key), needs):
            found.append(
                _(
                    "One of the awards it asks for asks, directly or through others, for this one: "
                    "nobody could ever earn either."
                )
            )
        return found

    def _find_renewal_problems(self) -> list[str]:
        return list(find_problems(read_tree(self.renewal_tree))) if self.renewal_tree else []

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        # Wagtail publishes outside a transaction; without one a version that cannot be frozen
        # would leave the award live without it
        with transaction.atomic():
            return super().publish(*args, **kwargs)


def _award_keys(needs: Iterable[tuple[NeedKind, str]]) -> set[str]:
    return {key for kind, key in needs if kind == NeedKind.AWARD}


def _find_contradiction(rows: Iterable["AwardScope"]) -> str:
    """A sentence about a technique that is covered and excluded on the same condition."""
    said: dict[tuple[str, str], bool] = {}
    for row in rows:
        if said.setdefault((row.technique, row.condition), row.is_covered) != row.is_covered:
            return _("It covers and excludes the same: %(what)s.") % {"what": row.described}
    return ""


class AwardScope(Orderable):
    """One technique on one condition that the award covers, or that it excludes."""

    award = ParentalKey(Award, on_delete=models.CASCADE, related_name="scope")
    is_covered = models.BooleanField(
        _("covered or not"),
        choices=[(True, _("It covers")), (False, _("It does not cover"))],
        default=True,
    )
    technique = models.CharField(_("technique"), max_length=12, choices=Technique.choices)
    condition = models.CharField(
        _("on"), max_length=16, choices=SkinCondition.choices, default=SkinCondition.ANY
    )
    words = models.CharField(
        _("words"),
        max_length=120,
        blank=True,
        help_text=_("What is printed. Leave empty for the technique and the condition."),
    )

    panels = [
        FieldRowPanel([FieldPanel("is_covered"), FieldPanel("technique")]),
        FieldRowPanel([FieldPanel("condition"), FieldPanel("words")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("scope")
        verbose_name_plural = _("scope")

    def __str__(self) -> str:
        return self.printed

    @property
    def described(self) -> str:
        """The technique and the condition in words."""
        technique = str(self.get_technique_display())
        if self.condition == SkinCondition.ANY:
            return technique
        return f"{technique}: {self.get_condition_display()}"

    @property
    def printed(self) -> str:
        """The line that is printed."""
        return " ".join(self.words.split()) or self.described

    def clean(self) -> None:
        super().clean()
        if missing := find_missing_glyphs(self.words):
            raise ValidationError(
                _("No font of this site can print %(characters)s.") % {"characters": missing}
            )


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
