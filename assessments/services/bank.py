"""Freezing questions."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.exceptions import QuestionNotReady
from assessments.models import Question, QuestionVersion
from lms.core import clock
from lms.core.digest import digest


@transaction.atomic
def freeze_question(question: Question) -> QuestionVersion:
    """Keep the question as it is now as a version, unless the last version says the same.

    The type's own schema is asked again here: the editor is not the only way to publish, and its
    validation can be switched off for drafts. Raises QuestionNotReady with every problem.
    """
    kind = question.type
    if kind is None:
        raise QuestionNotReady(_("The question has no content yet."))
    spec = question.read_spec()
    problems = tuple(kind.validate(spec))
    if problems:
        said = " ".join(problem.message for problem in problems)
        raise QuestionNotReady(
            _("“%(question)s” cannot be published. %(problems)s")
            % {"question": question, "problems": said},
            problems,
        )
    Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    payload = kind.to_payload(spec)
    name = digest({"type": kind.name, "payload": payload, "critical": question.critical})
    last = QuestionVersion.objects.filter(question=question).order_by("-number").first()
    if last is not None and last.digest == name:
        return last
    return QuestionVersion.objects.create(
        question=question,
        number=last.number + 1 if last else 1,
        type=kind.name,
        payload=payload,
        critical=question.critical,
        digest=name,
        created_at=clock.now(),
    )
