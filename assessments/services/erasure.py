"""What erasure takes from exams: the names of files that were handed in, and files without a use.

Answers stay as evidence, on an account that names nobody; a file that is part of an answer is
evidence like a written one. Its name is not, and neither is a file that was left out again or
belongs to a voided attempt.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from assessments.answer_files import clean_name
from assessments.enums import AttemptState
from assessments.models import AnswerFile, Attempt, AttemptEvent, Response
from assessments.models.answer_files import answer_storage
from assessments.models.append_only import forget
from assessments.question_types.file_answer import files_in


def forget_files(user: Any) -> None:
    """Take the names off all files of ``user``, and mark for deletion what no result rests on.

    Call inside the transaction of the erasure. Files go once it is committed; if the process dies
    first, ``delete_forgotten_files`` finds them: they have no name any more.
    """
    with_files = AnswerFile.objects.filter(attempt__user=user).values("attempt_id")
    attempts = Attempt.objects.filter(pk__in=with_files).select_for_update(of=("self",))
    for attempt in attempts.without_paper().order_by("pk"):
        rows = list(AnswerFile.objects.filter(attempt=attempt))
        positions = {row.position for row in rows}
        kept = set()
        for held in Response.objects.filter(attempt=attempt, position__in=positions):
            kept |= {str(one["id"]) for one in files_in(held.answer)}
            held.answer = _nameless(held.answer)
            held.save(update_fields=["answer"])
        if attempt.state == AttemptState.VOIDED:
            kept.clear()
        for event in AttemptEvent.objects.filter(attempt=attempt, position__in=positions):
            answer = event.data.get("answer")
            if isinstance(answer, Mapping) and files_in(answer):
                data = {**event.data, "answer": _nameless(answer)}
                forget(AttemptEvent.objects.filter(pk=event.pk), data=data)
        for row in rows:
            name = clean_name("", row.extension) if str(row.token) in kept else ""
            forget(AnswerFile.objects.filter(pk=row.pk), name=name)
    transaction.on_commit(partial(delete_forgotten_files, user.pk), robust=True)


def _nameless(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **answer,
        "files": [{**one, "name": ""} for one in files_in(answer)],
    }


def delete_forgotten_files(user_id: Any = None) -> int:
    """Delete the files that erasure marked; safe to repeat. Returns how many there were."""
    rows: Iterable[AnswerFile] = AnswerFile.objects.filter(name="").exclude(file="")
    if user_id is not None:
        rows = rows.filter(attempt__user=user_id)  # type: ignore[attr-defined]
    count = 0
    for row in list(rows):
        answer_storage().delete(str(row.file.name))
        forget(AnswerFile.objects.filter(pk=row.pk), file="")
        count += 1
    return count
