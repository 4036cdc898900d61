"""Files of answers: which belong to a response, and who may open one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from assessments.models import AnswerFile
from assessments.papers import PaperItem
from assessments.question_types.file_answer import files_in
from assessments.question_types.registry import get_question_type

STAFF = ("lms_assessments.view_response", "lms_assessments.add_gradeevent")


def read_answer(raw: Any, *, attempt_id: int, item: PaperItem) -> dict[str, Any]:
    """What came from outside as the answer to ``item``.

    Files are named as the server knows them; those it does not know on this question are left
    out. One query for a type that takes files, none for others.
    """
    kind = get_question_type(item.type)
    answer = dict(kind.read(raw))
    if not kind.takes_files or not answer:
        return answer
    named = [UUID(str(one["id"])) for one in files_in(answer)]
    rows = AnswerFile.objects.filter(
        attempt_id=attempt_id, position=item.position, token__in=named
    ).in_bulk(field_name="token")
    known = [rows[token].entry for token in named if token in rows]
    kept = known[: int(item.facts.get("maximum_files", 1))]
    return {"files": kept} if kept else {}


def get_answer_file(user: Any, token: UUID) -> AnswerFile:
    """A file of one's own, or any for whoever marks. Raises AnswerFile.DoesNotExist."""
    row: AnswerFile = AnswerFile.objects.select_related("attempt").get(token=token)
    mine = row.attempt.user_id == user.pk
    if not mine and not any(user.has_perm(permission) for permission in STAFF):
        raise AnswerFile.DoesNotExist
    if not row.file:  # erased
        raise AnswerFile.DoesNotExist
    return row


def describe_files(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files of an answer for whoever marks it: in order, without the names they came with."""
    return [
        {
            "id": one["id"],
            "number": number,
            "size": one.get("size"),
            "is_picture": str(one.get("type", "")).startswith("image/"),
            "type": str(one.get("type", "")),
        }
        for number, one in enumerate(files_in(answer), 1)
    ]
