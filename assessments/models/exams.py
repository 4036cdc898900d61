"""Exams: pages that say which questions are asked and what passing needs."""

from dataclasses import replace
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from assessments.enums import (
    Behavior,
    Counting,
    Difficulty,
    Presentation,
    QuestionUse,
    SectionKind,
)
from assessments.feedback import FeedbackMatrix, default_feedback
from assessments.feedback_editor import FeedbackField
from assessments.forms import ExamPageForm
from assessments.marks import MarkingRule
from assessments.models.bank import Question
from assessments.rules import ExamRule, SectionRule
from courses.api import UnitPage


class ExamPage(UnitPage):
    """A quiz or an exam: sections of questions, and the rule a paper is judged by."""

    unit_kind: ClassVar[str] = "exam"
    result_kind_column: ClassVar[str] = "behavior"

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("Shown before the start: what to have at hand, what it is about."),
    )
    pass_mark = models.DecimalField(
        _("pass mark in percent"),
        max_digits=5,
        decimal_places=2,
        default=80,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    critical_must_be_right = models.BooleanField(
        _("critical safety items must be right"),
        default=True,
        help_text=_("One of them wrong fails the paper, whatever the score."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Kept by the server from the start. Leave empty for no limit."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty for no limit."),
    )
    cooling_hours = models.PositiveSmallIntegerField(
        _("wait after a failed attempt, in hours"),
        default=0,
        help_text=_("72 hours are three days. 0: the next attempt may start at once."),
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=True)
    shuffle_choices = models.BooleanField(_("shuffle the options"), default=True)
    feedback = FeedbackField(_("what trainees see, and when"), default=default_feedback)
    behavior = models.CharField(
        _("when answers are marked"),
        max_length=8,
        choices=Behavior.choices,
        default=Behavior.EXAM,
        help_text=_(
            "Practice can complete the unit, and no more: certificates, transcripts and what an "
            "award asks for know only exams."
        ),
    )
    tries = models.PositiveSmallIntegerField(
        _("tries for each question"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("In practice. Leave empty for as many as it takes."),
    )
    counts = models.CharField(
        _("which attempt counts"),
        max_length=8,
        choices=Counting.choices,
        default=Counting.BEST,
    )
    retake = models.BooleanField(
        _("may be taken again after it is passed"),
        default=False,
        help_text=_("Where the last attempt counts, a passed exam can then be lost again."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_(
            "Nobody can start any more, and attempts in progress end. An exception can give one "
            "person longer. A later close reaches attempts in progress; an earlier one never cuts "
            "them short."
        ),
    )
    presentation = models.CharField(
        _("presentation"), max_length=8, choices=Presentation.choices, default=Presentation.ALL
    )

    blind_marking = models.BooleanField(
        _("mark without names"),
        default=True,
        help_text=_("Whoever marks does not learn who wrote the answer."),
    )
    second_marker = models.BooleanField(
        _("a second person marks too"),
        default=False,
        help_text=_("Without seeing the first mark."),
    )
    marking_tolerance = models.DecimalField(
        _("tolerance between two marks in percent"),
        max_digits=5,
        decimal_places=2,
        default=10,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Within it the mean stands; beyond it, quality assurance decides."),
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal after a result"),
        default=14,
        validators=[MaxValueValidator(365)],
        help_text=_("0: appeals are not taken."),
    )

    base_form_class = ExamPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        *UnitPage.unit_panels,
        InlinePanel("sections", heading=_("Sections"), label=_("section"), min_num=1),
    ]
    rule_panels = [
        MultiFieldPanel(
            [FieldPanel("pass_mark"), FieldPanel("critical_must_be_right")], heading=_("Passing")
        ),
        MultiFieldPanel(
            [
                FieldPanel("time_limit"),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("cooling_hours")]),
                FieldPanel("counts"),
                FieldPanel("retake"),
            ],
            heading=_("Time and attempts"),
            help_text=_(
                "A change of these rules makes a new version of the course. Trainees who are "
                "already enrolled keep the pass mark, attempts and wait of theirs, and which of "
                "their attempts counts."
            ),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("When it is open"),
            help_text=_("Leave both empty for always. A change holds for everybody, at once."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("presentation"),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_choices")]),
                FieldPanel("behavior"),
                FieldPanel("tries"),
                FieldPanel("feedback"),
            ],
            heading=_("Presentation and feedback"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("blind_marking"), FieldPanel("second_marker")]),
                FieldRowPanel([FieldPanel("marking_tolerance"), FieldPanel("appeal_days")]),
            ],
            heading=_("Marking and appeals"),
            help_text=_("An attempt keeps the rules it started with."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(rule_panels, heading=_("Rules")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    template = "lms_assessments/exam_page.html"

    class Meta:
        verbose_name = _("exam")
        verbose_name_plural = _("exams")

    @property
    def rule(self) -> ExamRule:
        """The rule as it stands on this page, saved or not."""
        sections = tuple(section.rule for section in self.list_sections())
        return replace(self.limits, sections=sections)

    @property
    def limits(self) -> ExamRule:
        """The rule without its sections: enough to say who may start. No query."""
        matrix = FeedbackMatrix.from_json(self.feedback)
        practice = self.behavior == Behavior.PRACTICE
        return ExamRule(
            pass_mark=self.pass_mark,
            critical_must_be_right=self.critical_must_be_right,
            minutes=self.time_limit,
            attempts=self.attempts_allowed,
            cooling_hours=self.cooling_hours,
            shuffle_questions=self.shuffle_questions,
            shuffle_choices=self.shuffle_choices,
            feedback=matrix if practice else matrix.without_during(),
            practice=practice,
            tries=self.tries if practice else None,
            counts=self.counts,
            retake=self.retake,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            marking=MarkingRule(
                blind=self.blind_marking,
                second=self.second_marker,
                tolerance=self.marking_tolerance,
                appeal_days=self.appeal_days,
            ),
        )

    def list_sections(self) -> list["ExamSection"]:
        """The sections with topic and fixed questions at hand: two queries when saved."""
        sections = self.sections.all()
        if isinstance(sections, models.QuerySet):
            sections = sections.select_related("topic").prefetch_related("questions__question")
        return list(sections)

    def unit_rule(self) -> dict[str, Any]:
        return self.rule.to_json()

    def get_task(self, learner: Any) -> str:
        if self.behavior == Behavior.PRACTICE:
            return str(_("Practice until you pass."))
        return str(_("Pass the exam."))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = import_string("assessments.views.exams.show_exam")
        return cast(HttpResponse, view(request, self))

    preview_modes = [("", _("Before the start")), ("paper", _("The paper, as a trainee"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        view = import_string("assessments.views.exams.preview_exam")
        return cast(HttpResponse, view(request, self, mode_name))


class ExamSection(ClusterableModel, Orderable):
    """A part of an exam: these questions, or so many at random from the bank."""

    exam = ParentalKey(ExamPage, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("For authors only.")
    )
    kind = models.CharField(
        _("questions"), max_length=8, choices=SectionKind.choices, default=SectionKind.RANDOM
    )
    count = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, help_text=_("For questions drawn at random.")
    )
    topic = models.ForeignKey(
        "lms_courses.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("Leave empty for any."),
    )
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), choices=Difficulty.choices, null=True, blank=True
    )
    tag = models.CharField(
        _("tag"), max_length=100, blank=True, help_text=_("Only questions with this tag.")
    )
    use = models.CharField(
        _("use"), max_length=12, choices=QuestionUse.choices, default=QuestionUse.EXAM, blank=True
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("count"), FieldPanel("topic")]),
                FieldRowPanel([FieldPanel("difficulty"), FieldPanel("tag"), FieldPanel("use")]),
            ],
            heading=_("Drawn at random"),
        ),
        InlinePanel("questions", heading=_("These questions"), label=_("question")),
    ]

    class Meta(Orderable.Meta):
        # Sections that code adds have no place yet: the order they were added in, on any database.
        ordering = ["sort_order", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def rule(self) -> SectionRule:
        if self.kind == SectionKind.FIXED:
            keys = tuple(row.question.key for row in self.questions.all())
            return SectionRule(kind=self.kind, questions=keys, title=self.title)
        return SectionRule(
            kind=self.kind,
            count=self.count or 0,
            topic=self.topic.slug if self.topic else "",
            difficulty=str(self.difficulty or ""),
            tag=self.tag.strip().casefold(),
            use=self.use,
            title=self.title,
        )

    def clean(self) -> None:
        super().clean()
        if self.kind == SectionKind.RANDOM and not self.count:
            raise ValidationError({"count": _("Say how many questions are drawn.")})


class ExamSectionQuestion(Orderable):
    """A question that is on every paper."""

    section = ParentalKey(ExamSection, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question")
    )

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("question of a section")

    def __str__(self) -> str:
        return str(self.question)
