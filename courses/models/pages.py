"""The page tree: catalog > course > module > unit."""

import uuid
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from courses.awards import award_book
from courses.blocks import lesson_blocks
from courses.enums import EnrollmentPolicy, PrerequisiteKind, ReleaseRule, UnlockPolicy
from lms.core.fields import OpenStreamField


def award_choices() -> list[tuple[str, str]]:
    """Every award that can be asked for, behind an empty choice."""
    return [("", "---------"), *award_book().choices()]


class RestrictionsByPath:
    """Wagtail's view restrictions in one query instead of two, or in none.

    Asked by tree path; not asked at all when the page's tree was read in this request and said
    that the site has no restriction.
    """

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        tree = getattr(self, "_lms_tree", None)
        if tree is not None and not tree.may_be_restricted:
            return PageViewRestriction.objects.none()
        path, step = self.path, self.steplen  # type: ignore[attr-defined]
        paths = [path[:end] for end in range(step, len(path) + 1, step)]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        ).distinct()


class ScreenMixin(RestrictionsByPath):
    """A page whose screen is a view of this app.

    ``screen`` is the view's dotted path, because views stand above models: they know the pages,
    not the other way round.
    """

    screen: ClassVar[str] = ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = import_string(self.screen)
        return cast(HttpResponseBase, view(request, self))


def lines_of(text: str) -> list[str]:
    """The non-empty lines of ``text``, without bullets an author may have typed."""
    stripped = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return [line for line in stripped if line]


class CatalogPage(ScreenMixin, Page):
    """The list of courses."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    subpage_types = ["lms_courses.CoursePage"]
    template = "lms_courses/catalog_page.html"
    screen = "courses.views.pages.show_catalog"

    class Meta:
        verbose_name = _("course catalog")
        verbose_name_plural = _("course catalogs")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components or not self.live:
            return cast(RouteResult, super().route(request, path_components))
        below = import_string("courses.queries.routing.route_below_catalog")
        return cast(RouteResult, below(self, request, path_components))


class CoursePage(ScreenMixin, Page):
    """A course: what it makes you able to do, what it asks, and how one gets in."""

    intro = models.TextField(
        _("in one sentence"),
        blank=True,
        help_text=_("What somebody can do after the course. Shown large, below the title."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=160,
        blank=True,
        help_text=_("For example “barbers, tattooists and career changers”."),
    )
    level = models.CharField(
        _("level"), max_length=60, blank=True, help_text=_("For example “Foundation”.")
    )
    outcomes = models.TextField(
        _("outcomes"),
        blank=True,
        help_text=_("What a trainee will be able to do. One per line, each starting with a verb."),
    )
    hours_theory = models.DecimalField(
        _("hours of theory"),
        max_digits=6,
        decimal_places=1,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("Printed on certificates. Changing it makes a new version of the course."),
    )
    hours_practical = models.DecimalField(
        _("hours of practice"),
        max_digits=6,
        decimal_places=1,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("In person: practice skin and models."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    enrollment_policy = models.CharField(
        _("who can enroll"),
        max_length=12,
        choices=EnrollmentPolicy.choices,
        default=EnrollmentPolicy.OPEN,
    )
    enrollment_code = models.CharField(
        _("enrollment code"),
        max_length=40,
        blank=True,
        help_text=_("Only for “people who have the code”. Upper and lower case count the same."),
    )
    unlock_policy = models.CharField(
        _("order of units"),
        max_length=12,
        choices=UnlockPolicy.choices,
        default=UnlockPolicy.IN_ORDER,
    )
    access_days = models.PositiveIntegerField(
        _("days of access"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Counted from the first day. Leave empty for no limit."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("audience"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("level"), FieldPanel("hours_theory"), FieldPanel("hours_practical")],
            heading=_("Level and hours"),
        ),
        InlinePanel(
            "facts",
            heading=_("At a glance"),
            label=_("fact"),
            help_text=_("Further short facts, such as “Live models: 4” or “Minimum age: 18”."),
        ),
        InlinePanel(
            "assessment_rows",
            heading=_("How trainees are assessed"),
            label=_("assessment"),
            help_text=_("What is assessed, how, and what it takes to pass, in plain words."),
        ),
        InlinePanel("instructors", heading=_("Who teaches"), label=_("instructor")),
    ]
    enrollment_panels = [
        HelpPanel(
            content=_(
                "Changes here apply to people who enroll after you publish. Trainees who are "
                "already in keep the version they started with until you move them."
            )
        ),
        MultiFieldPanel(
            [FieldPanel("enrollment_policy"), FieldPanel("enrollment_code")],
            heading=_("Enrollment"),
        ),
        FieldPanel("unlock_policy"),
        FieldPanel("access_days"),
        InlinePanel(
            "prerequisites",
            heading=_("What people need before they enroll"),
            label=_("prerequisite"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(enrollment_panels, heading=_("Enrollment and order")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("audience"),
        index.SearchField("outcomes"),
        index.FilterField("level"),
    ]
    parent_page_types = ["lms_courses.CatalogPage"]
    subpage_types = ["lms_courses.ModulePage"]
    template = "lms_courses/course_page.html"
    screen = "courses.views.pages.show_course"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def course_key(self) -> uuid.UUID:
        return self.translation_key

    @property
    def outcome_list(self) -> list[str]:
        return lines_of(self.outcomes)

    def clean(self) -> None:
        super().clean()
        if self.enrollment_policy == EnrollmentPolicy.CODE and not self.enrollment_code.strip():
            raise ValidationError(
                {"enrollment_code": _("Write the code that people need, or choose another policy.")}
            )


class CourseFact(Orderable):
    """One further line of "At a glance"."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="facts")
    label = models.CharField(_("label"), max_length=60)
    value = models.CharField(_("value"), max_length=80)

    panels = [FieldPanel("label"), FieldPanel("value")]

    class Meta(Orderable.Meta):
        verbose_name = _("fact")

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class AssessmentRow(Orderable):
    """One line of "How you are assessed"."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="assessment_rows")
    what = models.CharField(_("what"), max_length=120, help_text=_("“Final exam”"))
    how = models.CharField(_("how"), max_length=255, help_text=_("“40 questions, 60 minutes”"))
    to_pass = models.CharField(_("to pass"), max_length=160, help_text=_("“80 % and …”"))

    panels = [FieldPanel("what"), FieldPanel("how"), FieldPanel("to_pass")]

    class Meta(Orderable.Meta):
        verbose_name = _("assessment")

    def __str__(self) -> str:
        return self.what


class CourseInstructor(Orderable):
    """Somebody who teaches the course, as shown to the public."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="instructors")
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("about"), blank=True, help_text=_("One or two sentences."))
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
    )

    panels = [FieldPanel("name"), FieldPanel("text"), FieldPanel("photo")]

    class Meta(Orderable.Meta):
        verbose_name = _("instructor")

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Prerequisite(Orderable):
    """Another course completed, or an award held, before somebody can enroll.

    ``course_key`` and ``course_title`` are kept beside the course: deleting it must not open what
    asks for it.
    """

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites")
    kind = models.CharField(
        _("kind"), max_length=8, choices=PrerequisiteKind.choices, default=PrerequisiteKind.COURSE
    )
    course = models.ForeignKey(
        CoursePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("course"),
    )
    course_key = models.UUIDField(null=True, blank=True, editable=False)
    course_title = models.CharField(max_length=255, blank=True, editable=False)
    award_key = models.CharField(_("award"), max_length=80, blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("course"),
        FieldPanel(
            "award_key",
            widget=forms.Select(choices=award_choices),  # type: ignore[arg-type]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("prerequisite")

    def __str__(self) -> str:
        return self.required_title or self.award_key

    @property
    def required_title(self) -> str:
        """The title of the course that is asked for, as it is now or was last."""
        return self.course.title if self.course else self.course_title

    def note_course(self) -> None:
        """Keep by what the course is known, for when it is deleted."""
        if self.kind != PrerequisiteKind.COURSE:
            self.course_key, self.course_title = None, ""
        elif self.course is not None:
            self.course_key = self.course.translation_key
            self.course_title = self.course.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_course()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.note_course()
        known = Page.objects.filter(translation_key=self.course_key) if self.course_key else None
        deleted = known is not None and not known.exists()
        if self.kind == PrerequisiteKind.COURSE and self.course is None and not deleted:
            raise ValidationError({"course": _("Choose the course people need first.")})
        if self.kind == PrerequisiteKind.AWARD and not self.award_key:
            raise ValidationError({"award_key": _("Choose the award people need first.")})


class ModulePage(ScreenMixin, Page):
    """A part of a course: a handful of units about one topic."""

    topic = models.ForeignKey(
        "lms_courses.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("topic"),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One line for the list of modules.")
    )
    outcomes = models.TextField(
        _("outcomes"), blank=True, help_text=_("What a trainee can do afterwards. One per line.")
    )
    release_rule = models.CharField(
        _("opens"), max_length=8, choices=ReleaseRule.choices, default=ReleaseRule.NOW
    )
    release_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Only for “on a date”.")
    )
    release_days = models.PositiveSmallIntegerField(
        _("days after enrollment"),
        null=True,
        blank=True,
        help_text=_("Only for “a number of days after enrollment”."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("topic"),
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("release_rule"), FieldPanel("release_on"), FieldPanel("release_days")],
            heading=_("When it opens"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.FilterField("topic_id"),
    ]
    parent_page_types = ["lms_courses.CoursePage"]
    template = "lms_courses/module_page.html"
    screen = "courses.views.pages.show_module"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components and not self.live:
            # Wagtail would serve the published pages below an unpublished one
            raise Http404
        return cast(RouteResult, super().route(request, path_components))

    @property
    def outcome_list(self) -> list[str]:
        return lines_of(self.outcomes)

    def clean(self) -> None:
        super().clean()
        if self.release_rule == ReleaseRule.DATE and self.release_on is None:
            raise ValidationError({"release_on": _("Give the date on which the module opens.")})
        if self.release_rule == ReleaseRule.DAYS and self.release_days is None:
            raise ValidationError({"release_days": _("Give the number of days.")})


class UnitPage(RestrictionsByPath, Page):
    """A step of a course. Apps add kinds of units by inheriting from it.

    A kind sets ``unit_kind`` and answers two questions: what passing it needs
    (:meth:`unit_rule`, frozen into the course version) and what a trainee has to do there
    (:meth:`get_task`).
    """

    unit_kind: ClassVar[str] = "unit"
    # the column with the kind of its results, where one kind of page makes several
    result_kind_column: ClassVar[str] = ""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, help_text=_("How long it takes, roughly. Shown to trainees.")
    )
    required = models.BooleanField(
        _("required"),
        default=True,
        help_text=_("Optional units are offered but not needed to complete the course."),
    )

    unit_panels = [
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("required")], heading=_("Place in the course")
        )
    ]
    parent_page_types = ["lms_courses.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def unit_key(self) -> uuid.UUID:
        """What the unit is known by everywhere: survives moves, edits and imports."""
        return self.translation_key

    @property
    def result_kind(self) -> str:
        """What its results are recorded as, and what screens call it."""
        if self.result_kind_column:
            return str(getattr(self, self.result_kind_column))
        return self.unit_kind

    def unit_rule(self) -> dict[str, Any]:
        """What passing needs, as JSON; a change of it makes a new course version."""
        return {}

    def get_task(self, learner: Any) -> str:
        """One sentence: what this learner has to do here."""
        return ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None: a unit opens for those who are enrolled; the course page is what is public."""
        return []


class LessonPage(ScreenMixin, UnitPage):
    """A lesson: something to read, watch and try."""

    unit_kind: ClassVar[str] = "lesson"

    summary = models.TextField(
        _("in one or two sentences"), blank=True, help_text=_("Shown large, below the title.")
    )
    body = OpenStreamField(lesson_blocks(), blank=True, verbose_name=_("lesson"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        *UnitPage.unit_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    template = "lms_courses/lesson_page.html"
    screen = "courses.views.pages.show_lesson"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_task(self, learner: Any) -> str:
        return str(_("Read the lesson."))
