"""Self-checks in lessons: questions with instant feedback, never graded, never stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from assessments import wording
from assessments.drawing import shuffled
from assessments.models import Question, QuestionVersion
from assessments.question_types.base import Grade, KeyView
from courses.api import UnitPage, get_unit_access
from lms.core.prepared import columns, instance

SALT = "lms_assessments.self_check"


@dataclass(frozen=True)
class SelfCheck:
    """One question of a self-check as it is shown. ``key`` is there only after an answer."""

    token: str
    kind: Any
    view: Any
    response: dict[str, Any]
    dom_id: str
    grade: Grade | None = None
    key: KeyView | None = None

    @property
    def name(self) -> str:
        return "answer"

    @property
    def verdict(self) -> str:
        """right, part, wrong or held (a person would mark it), "" before an answer."""
        if self.grade is None:
            return ""
        if self.grade.fraction is None:
            return "held"
        if self.grade.is_right:
            return "right"
        return "part" if self.grade.fraction else "wrong"

    @property
    def notice(self) -> str:
        return wording.notice(self.grade.note) if self.grade else ""


def read_questions(keys: Collection[int]) -> dict[int, Question]:
    """The questions, each with its published version, or None, as ``shown_version``. One query."""
    if not keys:
        return {}
    newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    rows = (
        Question.objects.filter(pk__in=keys)
        .filter(Q(versions__isnull=True) | Q(versions=Subquery(newest.values("pk")[:1])))
        .values(*columns(Question), *columns(QuestionVersion, "versions__"))
    )
    found = {}
    for row in rows:
        question: Any = instance(Question, row)
        question.shown_version = instance(QuestionVersion, row, "versions__")
        found[question.pk] = question
    return found


def list_self_checks(questions: Sequence[Any], *, page_id: int | None) -> list[SelfCheck]:
    """The published ones of ``questions``, ready to be shown on a page."""
    known = read_questions([one.pk for one in questions if not hasattr(one, "shown_version")])
    questions = [known.get(one.pk, one) for one in questions]
    return [
        as_self_check(question.shown_version, page_id=page_id)
        for question in questions
        if question.live and question.use == "practice" and question.shown_version is not None
    ]


def as_self_check(
    version: QuestionVersion, *, page_id: int | None, response: dict[str, Any] | None = None
) -> SelfCheck:
    """The question to answer, or with ``response`` the marked answer."""
    kind = version.kind
    spec = kind.drawn(version.spec, kind.draw(version.spec, seed=version.digest))
    order = shuffled(kind.options(spec), seed=version.digest, purpose="self-check")
    given = response or {}
    answered = kind.is_answered(given)
    return SelfCheck(
        token=signing.dumps([page_id, version.pk], salt=SALT, compress=False),
        kind=kind,
        view=kind.view(spec, order),
        response=given,
        dom_id=f"check-{version.pk}",
        grade=kind.grade(spec, given) if answered else None,
        key=kind.key_view(spec, given, order) if answered else None,
    )


@dataclass(frozen=True)
class Shown:
    """What a token stands for: this version was shown on this page."""

    page: Page | None
    version: QuestionVersion


def read_token(token: str) -> Shown | None:
    """What was shown under ``token``; None for a token that is not ours. Two or three queries."""
    try:
        page_id, version_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    version = QuestionVersion.objects.select_related("question").filter(pk=version_id).first()
    if version is None:
        return None
    page = Page.objects.filter(pk=page_id).first() if page_id else None
    return Shown(page.specific if page else None, version)


def reasons_against(user: Any, shown: Shown) -> tuple[str, ...]:
    """Why ``user`` may not answer here; empty when they may read the page."""
    if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        return ()
    page = shown.page
    if isinstance(page, UnitPage):
        access = get_unit_access(user, page)
        return () if access.allowed else access.reasons
    if page is not None and page.live and not page.get_view_restrictions().exists():
        return ()
    return (wording.self_check_closed(),)
