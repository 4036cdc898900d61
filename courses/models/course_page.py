"""The course page, and the rows that authors add to it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
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
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.awards import award_book
from courses.enums import EnrollmentPolicy, PrerequisiteKind, UnlockPolicy
from courses.models.pages import ScreenMixin, lines_of


def award_choices() -> list[tuple[str, str]]:
    """Every award that can be asked for, behind an empty choice."""
    return [("", "---------"), *award_book().choices()]


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
