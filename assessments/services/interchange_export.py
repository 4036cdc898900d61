"""Question banks out of the database."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.enums import Difficulty
from assessments.exceptions import ExchangeRefused
from assessments.interchange import ExportResult, ImportedQuestion, export
from assessments.interchange.draft import Draft
from assessments.interchange.images import Files
from assessments.interchange.model import QuestionRefused, RefusedQuestion
from assessments.interchange.schema import read as read_loose
from assessments.models import Question
from assessments.services.interchange_neutral import neutral, with_files


def list_banks() -> list[str]:
    """The names of all banks, in order."""
    return list(Question.objects.order_by("bank").values_list("bank", flat=True).distinct())


def export_bank(bank: str, format: str) -> ExportResult:
    """All questions of ``bank`` as a file. Raises ExchangeRefused when there are none."""
    questions = Question.objects.filter(bank=bank).select_related("topic").order_by("key")
    found = list(questions.prefetch_related("tagged_items__tag"))
    if not found:
        banks = ", ".join(list_banks())
        raise ExchangeRefused(
            _("The bank “%(bank)s” holds no questions. There are: %(banks)s.")
            % {"bank": bank, "banks": banks or "—"}
        )
    good: list[ImportedQuestion] = []
    refused: list[RefusedQuestion] = []
    for place, question in enumerate(found, start=1):
        try:
            good.append(as_neutral(question))
        except QuestionRefused as error:
            refused.append(
                RefusedQuestion(place, str(question), question.type_name, "", str(error))
            )
    result = export(good, format)
    return replace(result, refused=(*refused, *result.refused))


def as_neutral(question: Question) -> ImportedQuestion:
    """``question`` as it stands in the bank, in neutral form.

    Raises QuestionRefused while it is not complete enough to be written.
    """
    blocks = list(question.content.raw_data)
    if not blocks:
        raise QuestionRefused(_("The question has no content yet."))
    raw, files = with_files(neutral(blocks[0]["value"]))
    draft = Draft("site", Files(files))
    draft.ref = question.key
    draft.tags = tuple(str(item.tag) for item in question.tagged_items.all())
    draft.category = (question.bank, question.topic.title)
    kind, value = read_loose(draft, blocks[0]["type"], raw)
    made = draft.question(kind, value, name=question.title or question.key)
    share = Decimal(question.difficulty - Difficulty.EASY) / (Difficulty.HARD - Difficulty.EASY)
    return replace(made, difficulty=share)
