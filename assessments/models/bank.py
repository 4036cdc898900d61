"""The question bank: questions that authors edit, and versions that attempts were made of."""

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from assessments.enums import Difficulty, QuestionUse
from assessments.models.append_only import AppendOnly
from assessments.question_types.base import QuestionType
from assessments.question_types.registry import editor_blocks, get_question_type
from lms.core.fields import OpenStreamField

MAIN_BANK = "Main bank"


class QuestionTag(TaggedItemBase):
    content_object = ParentalKey(
        "lms_assessments.Question", on_delete=models.CASCADE, related_name="tagged_items"
    )


class QuestionQuerySet(models.QuerySet["Question"]):
    def live(self) -> "QuestionQuerySet":
        return self.filter(live=True)

    def with_current_version(self) -> "QuestionQuerySet":
        """Annotate ``current_version_id``: the version that was frozen last."""
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        return self.annotate(current_version_id=Subquery(newest.values("pk")[:1]))


class Question(PreviewableMixin, DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A question as its authors edit it. Publishing freezes a :class:`QuestionVersion`."""

    instead_of_deleting = _(
        "Unpublish it instead: no new paper draws it, and those that were taken keep it."
    )

    key = models.SlugField(
        _("reference"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("A short name for lists and imports, such as “i-membrane-1”."),
    )
    title = models.CharField(max_length=160, editable=False, blank=True)
    content = OpenStreamField(editor_blocks(), max_num=1, verbose_name=_("question"))
    topic = models.ForeignKey(
        "lms_courses.Topic",
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("topic"),
    )
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    use = models.CharField(
        _("use"),
        max_length=12,
        choices=QuestionUse.choices,
        default=QuestionUse.EXAM,
        help_text=_(
            "Self-checks show the right answer to whoever asks, so they take practice questions "
            "only."
        ),
    )
    critical = models.BooleanField(
        _("critical safety item"),
        default=False,
        help_text=_("A wrong answer could hurt a client. An exam can require all of these."),
    )
    bank = models.CharField(
        _("bank"),
        max_length=120,
        default=MAIN_BANK,
        blank=True,
        db_index=True,
        help_text=_("The folder it is kept in. Imports and exports work on one bank."),
    )
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where the right answer comes from.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))
    # live only through publish(), which freezes a version
    live = models.BooleanField(_("live"), default=False, editable=False)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="question")

    objects = QuestionQuerySet.as_manager()

    panels = [
        # a draft needs nothing but its topic, so it comes first and the rest is saved as it grows
        FieldPanel("topic"),
        FieldPanel("content", help_text=_("Choose the type of question with the plus.")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("difficulty"), FieldPanel("critical")]),
                FieldPanel("use"),
                FieldRowPanel([FieldPanel("bank"), FieldPanel("tags")]),
            ],
            heading=_("How it is found and used"),
        ),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("key")],
            heading=_("Reference"),
        ),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("key"),
        index.SearchField("content"),
        index.SearchField("source"),
        index.AutocompleteField("title"),
        index.AutocompleteField("key"),
        index.FilterField("live"),
        index.FilterField("topic_id"),
        index.FilterField("difficulty"),
        index.FilterField("use"),
        index.FilterField("bank"),
        index.FilterField("critical"),
    ]

    class Meta:
        ordering = ["topic__sort_order", "key"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def type_name(self) -> str:
        """The type of the question, "" while an author has not chosen one."""
        return self.content[0].block_type if len(self.content) else ""

    @property
    def type(self) -> QuestionType[Any, Any] | None:
        return get_question_type(self.type_name) if self.type_name else None

    def read_spec(self) -> Any:
        """The content as the type's spec. Raises LookupError while there is no content."""
        kind = self.type
        if kind is None:
            raise LookupError("The question has no content yet.")
        return kind.from_raw(self.content[0].value)

    def clean(self) -> None:
        super().clean()
        if not self.key:
            self.key = f"q-{uuid.uuid4().hex[:10]}"
        if self.source_url and not self.source:
            raise ValidationError({"source": _("Name the source that this address leads to.")})
        kind = self.type
        if kind is not None and kind.takes_files and self.use == QuestionUse.PRACTICE:
            raise ValidationError(
                {"use": _("A self-check answers at once and keeps no files: choose exams.")}
            )

    def fill_in(self) -> None:
        """Derive what an author does not write: the title, and a key and bank where none is."""
        kind = self.type
        self.title = kind.title(self.read_spec())[:160] if kind else self.title
        self.key = self.key or f"q-{uuid.uuid4().hex[:10]}"
        self.bank = self.bank or MAIN_BANK

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_in()
        super().save(*args, **kwargs)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish, and freeze the version, or do neither."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    preview_modes = [("learner", _("As a trainee")), ("key", _("With the key"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "lms_assessments/question_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context = {**super().get_preview_context(request, mode_name), "mode": mode_name}
        kind = self.type
        if kind is None:
            return context
        spec = self.read_spec()
        context.update(kind=kind, view=kind.view(spec), response={}, name="preview")
        if mode_name == "key":
            context["key"] = kind.key_view(spec, {})
            context["problems"] = kind.validate(spec)
        return context


class QuestionVersion(AppendOnly):
    """A question as it was published once: what attempts are made of and graded against."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    critical = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="lms_assessments_version_number"
            )
        ]
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")

    def __str__(self) -> str:
        return _("%(question)s, version %(number)s") % {
            "question": self.question,
            "number": self.number,
        }

    @property
    def kind(self) -> QuestionType[Any, Any]:
        return get_question_type(self.type)

    @cached_property
    def spec(self) -> Any:
        return self.kind.from_payload(self.payload)
